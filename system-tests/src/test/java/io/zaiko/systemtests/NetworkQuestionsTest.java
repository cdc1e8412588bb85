package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.BasketAnswer;
import io.zaiko.client.BasketRequest;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.Line;
import io.zaiko.client.LocationStock;
import io.zaiko.client.NearLocation;
import io.zaiko.client.NearestAnswer;
import io.zaiko.client.NearestRequest;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.SetSafetyRequest;
import io.zaiko.client.StockEverywhereAnswer;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Questions over many locations, asked over TCP and compared with brute force over what the test
 * itself put there (rules 4 and 28).
 */
final class NetworkQuestionsTest {
  private static final String EC = "EC";
  private static final int IN_FLIGHT = 256;
  private static final int NEAREST = 10;

  private static final int SAFETY = 3;

  /** Answers by distance may differ where two distances are as good as equal. */
  private static final double SAME_DISTANCE_METRES = 0.05;

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(28);
  private final Deque<CompletableFuture<?>> inFlight = new ArrayDeque<>();
  private final List<Store> stores = new ArrayList<>();
  private int[][] units;

  /** A location of the test; without coordinates both are null. */
  private record Store(String code, Integer latitude, Integer longitude, boolean hidesSome) {
    int ats(int units) {
      return Math.max(0, units - (hidesSome ? SAFETY : 0));
    }
  }

  private void send(CompletableFuture<?> answer) {
    inFlight.add(answer);
    if (inFlight.size() > IN_FLIGHT) {
      inFlight.remove().join();
    }
  }

  private void settle() {
    inFlight.forEach(CompletableFuture::join);
    inFlight.clear();
  }

  private static String sku(int number) {
    return "%013d".formatted(4_900_000_000_000L + number);
  }

  /** Defines everything and puts stock there, mostly little, in places nothing. */
  private void fill(ZaikoClient client, int skus) {
    units = new int[skus][stores.size()];
    for (int sku = 0; sku < skus; sku++) {
      send(client.defineSku(new DefineSkuRequest(sku(sku), "")));
    }
    for (Store store : stores) {
      send(client.defineLocation(definition(store)));
      if (store.hidesSome()) {
        send(client.setSafety(SetSafetyRequest.ofLocation(store.code(), EC, SAFETY)));
      }
    }
    settle();
    for (int at = 0; at < stores.size(); at++) {
      List<Line> lines = new ArrayList<>();
      for (int sku = 0; sku < skus; sku++) {
        units[sku][at] = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 12);
        if (units[sku][at] > 0) {
          lines.add(Line.of(sku(sku), stores.get(at).code(), units[sku][at]));
        }
        if (lines.size() == 256) {
          send(client.receive(ReceiveRequest.of(lines.toArray(Line[]::new))));
          lines.clear();
        }
      }
      if (!lines.isEmpty()) {
        send(client.receive(ReceiveRequest.of(lines.toArray(Line[]::new))));
      }
    }
    settle();
  }

  private static DefineLocationRequest definition(Store store) {
    DefineLocationRequest plain = DefineLocationRequest.of(store.code());
    if (store.latitude() == null) {
      return plain;
    }
    return new DefineLocationRequest(
        store.code(), "", LocationType.STORE, List.of(), store.latitude(), store.longitude(), "");
  }

  private ZaikoClient connect(ServerInProcess server) {
    return ZaikoClient.connect(ZaikoClientConfig.builder("127.0.0.1", server.port()).build());
  }

  /** 200 stores × 5,000 SKUs. */
  @Test
  void shouldAnswerAsBruteForceDoesOverAWholeNetwork() {
    for (int i = 0; i < 200; i++) {
      boolean located = random.nextInt(10) > 0;
      stores.add(
          new Store(
              "store-" + i,
              located ? random.nextInt(30_000_000, 45_000_000) : null,
              located ? random.nextInt(129_000_000, 146_000_000) : null,
              random.nextInt(5) == 0));
    }
    try (ServerInProcess server = new ServerInProcess(folder.resolve("data"));
        ZaikoClient client = connect(server)) {
      fill(client, 5_000);
      for (int i = 0; i < 200; i++) {
        everywhere(client, random.nextInt(5_000));
        basket(client);
        nearest(
            client,
            random.nextInt(5_000),
            random.nextInt(29_000_000, 46_000_000),
            random.nextInt(128_000_000, 147_000_000));
      }
    }
  }

  /** The 6,729 real pharmacies, 3,983 of which have coordinates. */
  @Test
  void shouldFindTheNearestOfTheRealPharmacies() throws IOException {
    Path list = RealTrace.source("tw_mask_stores.csv.gz");
    SourceLines.forEach(
        list,
        "store_id,name,county,address,lat,lon",
        row ->
            stores.add(
                new Store(
                    row[0],
                    row[4].isEmpty() ? null : microdegrees(row[4]),
                    row[5].isEmpty() ? null : microdegrees(row[5]),
                    false)));
    assertEquals(6_729, stores.size());
    assertEquals(3_983, stores.stream().filter(store -> store.latitude() != null).count());
    try (ServerInProcess server = new ServerInProcess(folder.resolve("data"));
        ZaikoClient client = connect(server)) {
      fill(client, 4);
      for (int i = 0; i < 300; i++) {
        Store near = stores.get(random.nextInt(stores.size()));
        int latitude = near.latitude() == null ? 23_500_000 : near.latitude();
        int longitude = near.longitude() == null ? 121_000_000 : near.longitude();
        nearest(
            client,
            random.nextInt(4),
            latitude + random.nextInt(-9_000, 9_000),
            longitude + random.nextInt(-9_000, 9_000));
      }
      everywhere(client, 0);
    }
  }

  private static int microdegrees(String degrees) {
    return (int) Math.round(Double.parseDouble(degrees) * 1_000_000);
  }

  private void everywhere(ZaikoClient client, int sku) {
    StockEverywhereAnswer answer = client.stockEverywhere(sku(sku), EC).join();

    Map<String, Integer> expected = new TreeMap<>();
    long total = 0;
    for (int at = 0; at < stores.size(); at++) {
      if (units[sku][at] > 0) {
        int ats = stores.get(at).ats(units[sku][at]);
        expected.put(stores.get(at).code(), ats);
        total += ats;
      }
    }
    Map<String, Integer> found = new TreeMap<>();
    for (LocationStock row : answer.locations()) {
      found.put(row.location(), row.ats().orElseThrow());
    }
    assertEquals(ResultCode.OK, answer.code());
    assertEquals(expected, found);
    assertEquals(total, answer.networkAts());
  }

  private void basket(ZaikoClient client) {
    int at = random.nextInt(stores.size());
    List<Line> lines = new ArrayList<>();
    boolean all = true;
    for (int i = 0; i < 20; i++) {
      int sku = (random.nextInt(250) + i * 250) % units.length;
      int quantity = random.nextInt(1, 4);
      lines.add(Line.of(sku(sku), stores.get(at).code(), quantity));
      all &= quantity <= stores.get(at).ats(units[sku][at]);
    }
    BasketAnswer answer = client.basket(BasketRequest.of(EC, lines.toArray(Line[]::new))).join();

    assertEquals(all, answer.available());
    for (int i = 0; i < lines.size(); i++) {
      int sku = (int) (Long.parseLong(lines.get(i).sku()) - 4_900_000_000_000L);
      assertEquals(stores.get(at).ats(units[sku][at]), answer.lines().get(i).ats());
    }
  }

  private void nearest(ZaikoClient client, int sku, int latitude, int longitude) {
    int least = random.nextInt(1, 9);
    int within = random.nextInt(3) == 0 ? random.nextInt(1, 300_000) : 0;
    NearestRequest request =
        new NearestRequest(sku(sku), EC, latitude, longitude, least, within, NEAREST);
    NearestAnswer answer = client.nearest(request).join();

    List<Candidate> expected = new ArrayList<>();
    for (int at = 0; at < stores.size(); at++) {
      Store store = stores.get(at);
      if (store.latitude() != null && store.ats(units[sku][at]) >= least) {
        expected.add(new Candidate(store, metres(store, latitude, longitude)));
      }
    }
    expected.sort(Comparator.comparingDouble(Candidate::metres));
    expected.removeIf(candidate -> within > 0 && candidate.metres() > within);
    List<NearLocation> found = answer.locations();
    assertEquals(ResultCode.OK, answer.code());
    assertEquals(Math.min(NEAREST, expected.size()), found.size(), request::toString);
    for (int i = 0; i < found.size(); i++) {
      NearLocation near = found.get(i);
      double metres = expected.get(i).metres();
      double itsMetres =
          expected.stream()
              .filter(candidate -> candidate.store().code().equals(near.stock().location()))
              .findFirst()
              .orElseThrow()
              .metres();
      assertTrue(
          Math.abs(metres - itsMetres) <= SAME_DISTANCE_METRES,
          () -> request + " at " + near + ": " + itsMetres + " instead of " + metres);
      assertTrue(
          Math.abs(itsMetres - near.distanceMetres()) <= 1 + SAME_DISTANCE_METRES,
          () -> near + " is " + itsMetres);
    }
  }

  private record Candidate(Store store, double metres) {}

  /** Straight line between two points on a sphere, in floating point: the other way to do it. */
  private static double metres(Store store, int latitude, int longitude) {
    double[] one = point(store.latitude(), store.longitude());
    double[] other = point(latitude, longitude);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum) * 6_371_008.8;
  }

  private static double[] point(int latitude, int longitude) {
    double phi = Math.toRadians(latitude / 1e6);
    double lambda = Math.toRadians(longitude / 1e6);
    return new double[] {
      Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)
    };
  }
}

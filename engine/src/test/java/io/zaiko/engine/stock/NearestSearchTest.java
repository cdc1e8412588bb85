package io.zaiko.engine.stock;

import static io.zaiko.engine.stock.CatalogFixture.EC;
import static io.zaiko.engine.stock.CatalogFixture.NOWHERE;
import static io.zaiko.engine.stock.CatalogFixture.POS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Rule 28: the nearest k with at least n, against sorting all of them. */
final class NearestSearchTest {
  private static final int TOKYO_LATITUDE = 35_681_236;
  private static final int TOKYO_LONGITUDE = 139_767_125;
  private static final int MOST = 3_000;

  /** One location of the answer by brute force. */
  private record Place(String code, long squaredDistance) {
    static final Comparator<Place> NEAREST_FIRST =
        Comparator.comparingLong(Place::squaredDistance)
            .thenComparing(
                place -> place.code().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    String shown() {
      return code + " " + Geography.metres(squaredDistance);
    }
  }

  /** Locations at random: in clusters, on top of each other, nowhere, moved, deleted, suspended. */
  private static final class World implements AutoCloseable {
    /** SKUs: at all locations, at few, at all but mostly with nothing left, at none. */
    static final int SKUS = 4;

    private final Random random;
    private final CatalogFixture fixture;
    private final NearestSearch search;
    private final int[] latitudes;
    private final int[] longitudes;

    World(Random random, int locations) {
      this.random = random;
      fixture = new CatalogFixture(SKUS, locations);
      search = new NearestSearch(fixture.catalog, fixture.reader, MOST);
      latitudes = new int[locations];
      longitudes = new int[locations];
      for (int sku = 0; sku < SKUS; sku++) {
        fixture.defineSku("sku-" + sku);
      }
      for (int location = 0; location < locations; location++) {
        define(location);
      }
      for (int i = 0; i < locations / 4; i++) {
        change(random.nextInt(locations));
      }
    }

    private String code(int location) {
      // Neither the order of the handles nor that of their digits.
      return Integer.toString(location * 7_919 % 10_007, 36);
    }

    private void define(int location) {
      boolean somewhere = random.nextInt(5) != 0;
      latitudes[location] = somewhere ? latitude() : NOWHERE;
      longitudes[location] = somewhere ? longitude() : NOWHERE;
      fixture.defineLocation(code(location), "", latitudes[location], longitudes[location]);
      fixture.setStock(0, location, random.nextInt(8), random.nextInt(4));
      if (random.nextInt(20) == 0) {
        fixture.setStock(1, location, random.nextInt(8), random.nextInt(4));
      }
      fixture.setStock(2, location, random.nextInt(50) == 0 ? 9 : 1, 1);
    }

    /** Few different places, so that many are equally far. */
    private int latitude() {
      return TOKYO_LATITUDE + random.nextInt(2) * 1_000_000 + random.nextInt(6) * 1_000;
    }

    private int longitude() {
      return TOKYO_LONGITUDE + random.nextInt(2) * 1_000_000 + random.nextInt(6) * 1_000;
    }

    private void change(int location) {
      switch (random.nextInt(3)) {
        case 0 -> {
          latitudes[location] = latitude();
          longitudes[location] = longitude();
        }
        case 1 -> latitudes[location] = NOWHERE;
        default -> {
          if (fixture.location(code(location)) == location) {
            fixture.catalog.deleteLocation(location);
          }
          return;
        }
      }
      if (fixture.location(code(location)) == location) {
        fixture.defineLocation(code(location), "", latitudes[location], longitudes[location]);
      }
    }

    void compareOnce(String seed) {
      int sku = random.nextInt(SKUS);
      int channel = random.nextBoolean() ? EC : AvailabilityReader.NO_CHANNEL;
      int latitude = latitude() - random.nextInt(2) * 500;
      int longitude = longitude();
      int within = random.nextInt(3) == 0 ? 1 + random.nextInt(120_000) : 0;
      int least = 1 + random.nextInt(4);
      int limit = 1 + random.nextInt(random.nextInt(10) == 0 ? MOST : 12);

      int found = search.search(sku, channel, latitude, longitude, within, least, limit);
      List<String> actual = new ArrayList<>();
      for (int n = 0; n < found; n++) {
        actual.add(fixture.codeOf(search.location(n)) + " " + search.distanceMetres(n));
      }
      assertEquals(expected(sku, latitude, longitude, within, least, limit), actual, seed);
    }

    private List<String> expected(
        int sku, int latitude, int longitude, int within, int least, int limit) {
      List<Place> places = new ArrayList<>();
      for (int location = 0; location < latitudes.length; location++) {
        int record = fixture.stock.find(sku, location);
        boolean isSomewhere =
            fixture.catalog.isLocation(location)
                && latitudes[location] != NOWHERE
                && longitudes[location] != NOWHERE;
        if (isSomewhere
            && record != StockTable.NONE
            && StockTable.atf(fixture.stock.word(record)) >= least) {
          places.add(new Place(code(location), squaredDistance(location, latitude, longitude)));
        }
      }
      long bound = (long) within * 100 * within * 100;
      places.removeIf(place -> within > 0 && place.squaredDistance() > bound);
      places.sort(Place.NEAREST_FIRST);
      return places.stream().limit(limit).map(Place::shown).toList();
    }

    private long squaredDistance(int location, int latitude, int longitude) {
      return Geography.squaredDistance(
          Geography.x(latitudes[location], longitudes[location]),
          Geography.y(latitudes[location], longitudes[location]),
          Geography.z(latitudes[location]),
          Geography.x(latitude, longitude),
          Geography.y(latitude, longitude),
          Geography.z(latitude));
    }

    @Override
    public void close() {
      fixture.close();
    }
  }

  @Test
  void shouldFindTheSameAsSortingAllOfThem_rule28() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      try (World world = new World(random, 1 + random.nextInt(200))) {
        for (int i = 0; i < 100; i++) {
          world.compareOnce("seed " + seed + ", search " + i);
        }
      }
    }
  }

  /** So many that the search gives the points up and goes along the records. */
  @Test
  void shouldFindTheSameWhereHardlyAnyPlaceHasEnough_rule28() {
    try (World world = new World(new Random(4), 4_000)) {
      for (int i = 0; i < 100; i++) {
        world.compareOnce("search " + i);
      }
    }
  }

  @Test
  void shouldCountTheChannelsAvailability_rule28() {
    try (CatalogFixture fixture = new CatalogFixture()) {
      int apple = fixture.defineSku("apple");
      int near = fixture.defineLocation("near", "", TOKYO_LATITUDE, TOKYO_LONGITUDE);
      int far = fixture.defineLocation("far", "", TOKYO_LATITUDE + 9, TOKYO_LONGITUDE);
      fixture.setStock(apple, near, 5, 0);
      fixture.setStock(apple, far, 5, 0);
      fixture.catalog.setDefaultSafety(near, EC, 3);
      NearestSearch search = new NearestSearch(fixture.catalog, fixture.reader, 2);

      assertEquals(
          1, search.search(apple, EC, TOKYO_LATITUDE, TOKYO_LONGITUDE, 0, 3, 2), "safety stock");
      assertEquals(far, search.location(0));
      assertEquals(1, search.distanceMetres(0));
      assertEquals(2, search.search(apple, POS, TOKYO_LATITUDE, TOKYO_LONGITUDE, 0, 3, 2));
      assertEquals(near, search.location(0));
      assertEquals(0, search.distanceMetres(0));
    }
  }

  /** The bound counts to the centimetre, although distances are shown in whole metres. */
  @Test
  void shouldNotFindWhatIsCentimetresTooFar_rule28() {
    try (CatalogFixture fixture = new CatalogFixture()) {
      int apple = fixture.defineSku("apple");
      fixture.setStock(apple, fixture.defineLocation("a", "", 0, 10), 1, 0);
      fixture.setStock(apple, fixture.defineLocation("b", "", 0, -10), 1, 0);
      NearestSearch search = new NearestSearch(fixture.catalog, fixture.reader, 2);

      // A microdegree of the equator is 11.1 cm, so both are 111 cm away.
      assertEquals(0, search.search(apple, EC, 0, 0, 1, 1, 2));
      assertEquals(2, search.search(apple, EC, 0, 0, 2, 1, 2));
      assertEquals(1, search.distanceMetres(1));
    }
  }

  /** What stays where it is must be found, whatever comes and goes around it. */
  @Test
  void shouldLoseNothingWhileLocationsComeAndGo_rule28() throws Exception {
    int steady = 40;
    try (CatalogFixture fixture = new CatalogFixture(1, 2 * steady)) {
      int apple = fixture.defineSku("apple");
      for (int i = 0; i < 2 * steady; i++) {
        int location = fixture.defineLocation("L" + i, "", TOKYO_LATITUDE + i, TOKYO_LONGITUDE);
        fixture.setStock(apple, location, 1, 0);
      }
      AtomicBoolean done = new AtomicBoolean();
      int[] leastFound = {Integer.MAX_VALUE};
      Thread searcher =
          new Thread(
              () -> {
                NearestSearch search = new NearestSearch(fixture.catalog, fixture.reader, 100);
                do {
                  int found = search.search(apple, EC, TOKYO_LATITUDE, TOKYO_LONGITUDE, 0, 1, 100);
                  leastFound[0] = Math.min(leastFound[0], steadyOnes(search, found, steady));
                } while (!done.get());
              });
      searcher.start();
      for (int round = 0; round < 20_000; round++) {
        int location = steady + round % steady;
        int latitude = round / steady % 2 == 0 ? NOWHERE : TOKYO_LATITUDE + location;
        fixture.defineLocation("L" + location, "", latitude, TOKYO_LONGITUDE);
      }
      done.set(true);
      searcher.join();
      assertEquals(steady, leastFound[0]);
    }
  }

  /** How many of those that stay were found, each once and in order. */
  private static int steadyOnes(NearestSearch search, int found, int steady) {
    int expected = 0;
    for (int n = 0; n < found; n++) {
      if (search.location(n) == expected && expected < steady) {
        expected++;
      }
    }
    return expected;
  }
}

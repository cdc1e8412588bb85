package io.zaiko.systemtests;

import io.zaiko.client.AdjustRequest;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.CommitRequest;
import io.zaiko.client.CountRequest;
import io.zaiko.client.DefineLocationRequest;
import io.zaiko.client.DefineSkuRequest;
import io.zaiko.client.ExtendRequest;
import io.zaiko.client.FulfilRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReceiveRequest;
import io.zaiko.client.ReleaseRequest;
import io.zaiko.client.ReserveRequest;
import io.zaiko.client.ReturnRequest;
import io.zaiko.client.SellRequest;
import io.zaiko.client.SetSafetyRequest;
import io.zaiko.client.ShortRequest;
import io.zaiko.client.StageRequest;
import io.zaiko.client.UnstageRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.SellPolicy;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A client that sends every kind of command, one at a time, on few SKUs and stores, so that they
 * get into each other's way. What it sends follows from a seed; holds are either long, or so short
 * that they have ended when the next command comes. One thread.
 */
final class RandomTraffic {
  static final List<String> SKUS = List.of("apple", "pear", "plum", "林檎");
  static final List<String> LOCATIONS = List.of("shibuya", "umeda", "倉庫");

  private static final Duration ENDS_AT_ONCE = Duration.ofNanos(1_000);
  private static final Duration OUTLIVES_THE_TEST = Duration.ofHours(5);

  private final ZaikoClient client;
  private final SplittableRandom random;
  private int reservations;

  RandomTraffic(ZaikoClient client, long seed) {
    this.client = client;
    random = new SplittableRandom(seed);
  }

  /** Defines what there is, and gives every store some stock. */
  void begin() {
    SKUS.forEach(sku -> send(new DefineSkuRequest(sku, "")));
    LOCATIONS.forEach(location -> send(DefineLocationRequest.of(location)));
    for (String sku : SKUS) {
      for (String location : LOCATIONS) {
        send(ReceiveRequest.of(Line.of(sku, location, 30)));
      }
    }
  }

  /** Sends so many commands, whatever the answers. */
  void send(int commands) {
    for (int i = 0; i < commands; i++) {
      send(next());
    }
  }

  private void send(CommandRequest request) {
    client.send(request).join();
  }

  /** Sends a fact that moves nothing, by which every short hold has ended. */
  void letShortHoldsEnd() {
    send(CountRequest.of(Line.of("unknown", LOCATIONS.get(0), 1)));
  }

  private CommandRequest next() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> ReceiveRequest.of(lines()).withReference("delivery " + random.nextInt(99));
      case 3, 4 -> SellRequest.of(lines()).withPolicy(pick(SellPolicy.RECORD, SellPolicy.ENFORCE));
      case 5 -> goodsBack();
      case 6 -> AdjustRequest.of(Line.of(sku(), location(), random.nextInt(2) == 0 ? -2 : 3));
      case 7 -> CountRequest.of(lines()).withBucket(anyBucket());
      case 8, 9, 10, 11, 12 -> reserve();
      case 13 -> CommitRequest.of(anyReservation());
      case 14 -> pick(new StageRequest(anyReservation()), new UnstageRequest(anyReservation()));
      case 15 -> FulfilRequest.of(anyReservation());
      case 16 -> FulfilRequest.of(anyReservation(), Line.of(sku(), location(), 1));
      case 17 -> shortage();
      case 18 -> ReleaseRequest.of(anyReservation());
      default -> rare();
    };
  }

  private CommandRequest goodsBack() {
    ReturnRequest back =
        ReturnRequest.of(lines())
            .withDisposition(
                pick(Disposition.QUALITY_CHECK, Disposition.RESELLABLE, Disposition.DAMAGED));
    return random.nextBoolean() ? back : back.withReservation(anyReservation());
  }

  private CommandRequest reserve() {
    ReserveRequest reserve =
        ReserveRequest.of("R" + ++reservations, pick("POS", "EC", "BOPIS"), lines());
    reserve = random.nextInt(3) == 0 ? reserve.asPartial() : reserve;
    return switch (random.nextInt(3)) {
      case 0 -> reserve.asPaid();
      case 1 -> reserve.withHold(ENDS_AT_ONCE);
      default -> reserve.withHold(OUTLIVES_THE_TEST);
    };
  }

  private CommandRequest shortage() {
    ShortRequest shortage = ShortRequest.of(anyReservation());
    return random.nextBoolean() ? shortage : shortage.keepingSellable();
  }

  private CommandRequest rare() {
    return switch (random.nextInt(3)) {
      case 0 -> SetSafetyRequest.ofLocation(location(), "EC", random.nextInt(4));
      case 1 -> SellRequest.of(Line.of("unknown", location(), 1), Line.of(sku(), "nowhere", 1));
      default -> ExtendRequest.holding(anyReservation(), pick(ENDS_AT_ONCE, OUTLIVES_THE_TEST));
    };
  }

  /** One to three lines, sometimes two of them for one pair. */
  private Line[] lines() {
    Line[] lines = new Line[1 + random.nextInt(3)];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = Line.of(sku(), location(), 1 + random.nextInt(6));
    }
    return lines;
  }

  private Bucket anyBucket() {
    return pick(Bucket.SELLABLE, Bucket.DAMAGED, Bucket.QUALITY_CONTROL, Bucket.BLOCKED);
  }

  /** Often one of the newest. */
  private String anyReservation() {
    return "R" + Math.max(1, reservations - random.nextInt(12));
  }

  String sku() {
    return SKUS.get(random.nextInt(SKUS.size()));
  }

  String location() {
    return LOCATIONS.get(random.nextInt(LOCATIONS.size()));
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}

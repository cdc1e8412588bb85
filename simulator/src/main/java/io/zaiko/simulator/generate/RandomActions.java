package io.zaiko.engine.history;

import io.zaiko.engine.reference.Action;
import io.zaiko.engine.reference.Action.Line;
import io.zaiko.engine.reference.Answer;
import io.zaiko.engine.reference.Ref;
import io.zaiko.engine.reference.ReferenceEngine;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.SellPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random commands, aimed so that they often do something and often just fail to. */
final class RandomActions {
  private static final long MAX_QUANTITY = 1_000_000_000L;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final SplittableRandom random;
  private final Profile profile;
  private final ReferenceEngine state;

  RandomActions(SplittableRandom random, Profile profile, ReferenceEngine state) {
    this.random = random;
    this.profile = profile;
    this.state = state;
  }

  /** A command for a session, under a request id. */
  Action next(long session, long requestId) {
    boolean nothingIsDefined = state.skus().isEmpty() || state.locations().isEmpty();
    int choice = nothingIsDefined && chance(60) ? random.nextInt(8) : random.nextInt(100);
    if (choice < 4) {
      return new Action.DefineSku(session, requestId, skuCode(), "name " + random.nextInt(9));
    }
    if (choice < 8) {
      return defineLocation(session, requestId);
    }
    if (choice < 12) {
      return setSafety(session, requestId);
    }
    if (choice < 48) {
      return fact(session, requestId, choice);
    }
    if (choice < 66) {
      return reserve(session, requestId);
    }
    return lifecycle(session, requestId);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private Action defineLocation(long session, long requestId) {
    int all = (1 << profile.limits().channels()) - 1;
    int channels = chance(profile.wide() ? 97 : 60) ? 0 : random.nextInt(all + 1);
    String name = chance(50) ? "" : "店" + random.nextInt(99);
    return new Action.DefineLocation(session, requestId, locationCode(), name, channels);
  }

  private Action setSafety(long session, long requestId) {
    Optional<Ref> sku = chance(60) ? Optional.of(skuRef()) : Optional.empty();
    long quantity = chance(30) ? 0 : chance(80) ? random.nextInt(6) : quantity();
    return new Action.SetSafety(session, requestId, sku, locationRef(), channel(), quantity);
  }

  private Action fact(long session, long requestId, int choice) {
    if (choice < 22) {
      return new Action.Receive(session, requestId, lines());
    }
    if (choice < 32) {
      SellPolicy policy = chance(40) ? SellPolicy.ENFORCE : SellPolicy.RECORD;
      return new Action.Sell(session, requestId, policy, lines());
    }
    if (choice < 38) {
      return goodsBack(session, requestId);
    }
    return choice < 43
        ? new Action.Adjust(session, requestId, signed(lines()))
        : count(session, requestId);
  }

  private Action goodsBack(long session, long requestId) {
    Disposition disposition = Disposition.get((short) random.nextInt(3));
    String reservation = chance(25) ? "" : reservation(false);
    List<Line> lines = chance(70) ? linesOf(reservation) : lines();
    return new Action.Return(
        session, requestId, disposition, reservation, lines.isEmpty() ? lines() : lines);
  }

  private Action count(long session, long requestId) {
    Bucket bucket = chance(50) ? Bucket.SELLABLE : Bucket.get((short) random.nextInt(4));
    long cut = chance(95) ? 0 : 1 + random.nextInt(50);
    List<Line> lines =
        lines().stream()
            .map(
                line -> new Line(line.sku(), line.location(), chance(20) ? 0 : 4 * line.quantity()))
            .map(
                line ->
                    new Line(line.sku(), line.location(), Math.min(MAX_QUANTITY, line.quantity())))
            .toList();
    return new Action.Count(session, requestId, bucket, cut, lines);
  }

  private List<Line> signed(List<Line> lines) {
    return lines.stream()
        .map(
            line ->
                new Line(
                    line.sku(), line.location(), chance(50) ? line.quantity() : -line.quantity()))
        .toList();
  }

  private Action reserve(long session, long requestId) {
    boolean paid = chance(25);
    int length = chance(3) ? 64 : 0;
    String id = chance(90) ? "R" + random.nextInt(200) : reservation(false);
    String padded = id + "x".repeat(Math.max(0, length - id.length()));
    return new Action.Reserve(
        session,
        requestId,
        padded,
        channel(),
        paid ? 0 : hold(),
        chance(profile.wide() ? 80 : 40),
        paid,
        profile.wide() && chance(60) ? everyPair() : lines());
  }

  private long hold() {
    if (profile.wide() && chance(70)) {
      return 300 * 24 * HOUR_MICROS;
    }
    int choice = random.nextInt(10);
    if (choice == 0) {
      return 0;
    }
    return choice < 8 ? random.nextInt(1, 12) * Profile.TIME_STEP_MICROS : HOUR_MICROS;
  }

  private Action lifecycle(long session, long requestId) {
    String id = reservation(true);
    int choice = random.nextInt(100);
    if (choice < 24) {
      return new Action.Commit(session, requestId, id);
    }
    if (choice < 38) {
      return new Action.Stage(session, requestId, id);
    }
    if (choice < 46) {
      return new Action.Unstage(session, requestId, id);
    }
    if (choice < 56) {
      return new Action.Extend(session, requestId, id, hold());
    }
    List<Line> lines = chance(40) ? List.of() : chance(90) ? linesOf(id) : lines();
    if (choice < 72) {
      return new Action.Fulfil(session, requestId, id, lines);
    }
    return choice < 86
        ? new Action.Shorten(session, requestId, id, chance(30), lines)
        : new Action.Release(session, requestId, id, lines);
  }

  /** Mostly a reservation that is kept, an open one by preference; sometimes none at all. */
  private String reservation(boolean open) {
    List<String> ids = state.reservationIds().stream().sorted().toList();
    if (ids.isEmpty() || chance(8)) {
      return "R" + random.nextInt(300);
    }
    if (open && chance(75)) {
      List<String> openIds = ids.stream().filter(id -> isOpen(state.reservation(id))).toList();
      return (openIds.isEmpty() ? ids : openIds)
          .get(random.nextInt(openIds.isEmpty() ? ids.size() : openIds.size()));
    }
    return ids.get(random.nextInt(ids.size()));
  }

  private static boolean isOpen(Answer.Reservation reservation) {
    return reservation.state() == ReservationState.HELD
        || reservation.state() == ReservationState.COMMITTED
        || reservation.state() == ReservationState.STAGED;
  }

  /** Some lines of a reservation, with about as many units as it has. */
  private List<Line> linesOf(String id) {
    List<Line> lines = new ArrayList<>();
    for (Answer.ReservationLine line : state.reservation(id).lines()) {
      if (chance(70)) {
        long units = Math.max(1, Math.max(line.open(), line.fulfilled()));
        long quantity = chance(90) ? random.nextLong(1, units + 1) : units + 1;
        Ref sku = chance(97) ? ref(line.sku(), state.skus()) : skuRef();
        Ref location = chance(97) ? ref(line.location(), state.locations()) : locationRef();
        lines.add(new Line(sku, location, Math.min(MAX_QUANTITY, quantity)));
      }
    }
    return lines;
  }

  private List<Line> everyPair() {
    List<Line> lines = new ArrayList<>();
    for (String sku : state.skus()) {
      for (String location : state.locations()) {
        lines.add(new Line(Ref.code(sku), Ref.code(location), 1));
      }
    }
    return lines.isEmpty() ? lines() : lines;
  }

  /** Mostly a few, sometimes up to 256, pairs named twice among them. */
  private List<Line> lines() {
    int choice = random.nextInt(200);
    int count = choice == 0 ? random.nextInt(100, 257) : random.nextInt(1, choice < 30 ? 13 : 5);
    if (profile.wide() && choice > 180) {
      return everyPair().stream()
          .map(line -> new Line(line.sku(), line.location(), quantity()))
          .toList();
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean again = i > 0 && chance(15);
      Line line = again ? lines.get(random.nextInt(i)) : null;
      lines.add(
          again
              ? new Line(line.sku(), line.location(), quantity())
              : new Line(skuRef(), locationRef(), quantity()));
    }
    return lines;
  }

  private long quantity() {
    if (profile.huge() && chance(40)) {
      return chance(50) ? MAX_QUANTITY - random.nextInt(12) : random.nextLong(1, MAX_QUANTITY + 1);
    }
    return random.nextInt(1, chance(90) ? 10 : 200);
  }

  private int channel() {
    return random.nextInt(profile.limits().channels());
  }

  private String skuCode() {
    return skuCode(random.nextInt(profile.skus()));
  }

  /** Codes of all lengths from 1 to 32 bytes, in several scripts. */
  private static String skuCode(int index) {
    return switch (index) {
      case 0 -> "s";
      case 1 -> "4901234567894";
      case 2 -> "品番-2";
      case 3 -> "S3-" + "x".repeat(29);
      default -> "SKU" + index;
    };
  }

  private String locationCode() {
    int index = random.nextInt(profile.locations());
    return index == 1 ? "渋谷" : "LOC-" + index;
  }

  private Ref skuRef() {
    return chance(2) ? unknown("NO-SKU") : ref(pick(state.skus(), skuCode()), state.skus());
  }

  private Ref locationRef() {
    return chance(2)
        ? unknown("NO-LOC")
        : ref(pick(state.locations(), locationCode()), state.locations());
  }

  private Ref unknown(String code) {
    return chance(50)
        ? Ref.code(code)
        : Ref.handle(chance(50) ? Integer.MAX_VALUE : 8 + random.nextInt(3));
  }

  /** Mostly a code that is defined, sometimes just any. */
  private String pick(List<String> defined, String any) {
    return defined.isEmpty() || chance(3) ? any : defined.get(random.nextInt(defined.size()));
  }

  /** The code itself, or its handle if it has one. */
  private Ref ref(String code, List<String> defined) {
    int handle = defined.indexOf(code);
    return handle >= 0 && chance(60) ? Ref.handle(handle) : Ref.code(code);
  }
}

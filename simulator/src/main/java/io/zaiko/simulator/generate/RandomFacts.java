package io.zaiko.simulator.generate;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.action.Action.Origin;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Questions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Random facts, of tills that were offline among them, and counts at cuts. */
final class RandomFacts {
  private static final int DEVICES = 4;
  private static final int REMEMBERED_MOMENTS = 6;
  private static final int DEVICE_WINDOW = 4_096;

  private final Dice dice;
  private final Universe universe;
  private final RandomIds ids;
  private final Questions state;

  /** Times of late counts: what happened around them is the interesting case. */
  private final List<Long> moments = new ArrayList<>();

  private long now;

  RandomFacts(Dice dice, Universe universe, RandomIds ids, Questions state) {
    this.dice = dice;
    this.universe = universe;
    this.ids = ids;
    this.state = state;
  }

  void at(long time) {
    now = time;
  }

  /** Says that something was counted, or a cut was made, now. */
  void noteCount() {
    moments.add(now);
    if (moments.size() > REMEMBERED_MOMENTS) {
      moments.remove(0);
    }
  }

  private Origin origin() {
    if (dice.chance(65)) {
      return Origin.HERE_AND_NOW;
    }
    String device = dice.chance(70) ? "till-" + dice.below(DEVICES) : "";
    long occurredAt = dice.chance(70) ? occurredAt() : 0;
    return new Origin(occurredAt, device, device.isEmpty() ? 0 : deviceSequence(device));
  }

  private long occurredAt() {
    if (moments.isEmpty() || dice.chance(20)) {
      return now - dice.below(20) * Profile.TIME_STEP_MICROS;
    }
    return dice.pick(moments) + dice.between(-1, 2) * (long) dice.between(1, 3_000);
  }

  /** Mostly the next, sometimes again, with a gap, far ahead, or too old. */
  private long deviceSequence(String device) {
    long highest = state.device(device).highest();
    int choice = dice.below(100);
    if (choice < 60) {
      return highest + 1;
    }
    if (choice < 75) {
      return highest + dice.between(1, 5);
    }
    if (choice < 90) {
      return Math.max(1, highest - dice.below(8));
    }
    return choice < 94
        ? highest + dice.between(100, 2 * DEVICE_WINDOW)
        : Math.max(1, highest - DEVICE_WINDOW + dice.between(-2, 3));
  }

  Action receive(long session, long requestId) {
    List<Line> lines =
        universe.lines().stream()
            .map(line -> new Line(line.sku(), line.location(), more(line.quantity())))
            .toList();
    return new Action.Receive(session, requestId, origin(), lines);
  }

  /** Goods arrive in larger numbers than they leave. */
  private long more(long quantity) {
    return Math.min(Protocol.MAX_QUANTITY, quantity * dice.between(1, 5));
  }

  Action sell(long session, long requestId) {
    SellPolicy policy =
        dice.chance(40)
            ? SellPolicy.RECORD
            : dice.chance(50) ? SellPolicy.WARN : SellPolicy.ENFORCE;
    String redeems = dice.chance(65) ? "" : ids.open();
    List<Line> lines =
        redeems.isEmpty() || dice.chance(20) ? universe.lines() : universe.linesOf(redeems);
    return new Action.Sell(
        session, requestId, origin(), policy, redeems, lines.isEmpty() ? universe.lines() : lines);
  }

  Action goodsBack(long session, long requestId) {
    Disposition disposition = Disposition.get((short) dice.below(3));
    String reservation = dice.chance(25) ? "" : ids.fulfilled();
    List<Line> lines = dice.chance(70) ? universe.linesOf(reservation) : universe.lines();
    return new Action.Return(
        session,
        requestId,
        origin(),
        disposition,
        reservation,
        lines.isEmpty() ? universe.lines() : lines);
  }

  Action adjust(long session, long requestId) {
    List<Line> lines =
        universe.lines().stream()
            .map(
                line ->
                    new Line(
                        line.sku(),
                        line.location(),
                        dice.chance(50) ? line.quantity() : -line.quantity()))
            .toList();
    return new Action.Adjust(session, requestId, origin(), lines);
  }

  Action count(long session, long requestId) {
    Bucket bucket = dice.chance(60) ? Bucket.SELLABLE : Bucket.get((short) dice.below(4));
    Map<Integer, Long> cuts = state.cuts();
    boolean atCut = !cuts.isEmpty() && dice.chance(60);
    List<Line> counted;
    long cut = dice.chance(95) ? 0 : dice.between(1, 50);
    if (atCut) {
      int location = dice.pick(cuts.keySet().stream().sorted().toList());
      cut = cuts.get(location);
      counted = dice.chance(90) ? universe.linesAt(universe.location(location)) : universe.lines();
    } else {
      counted = universe.lines();
    }
    List<Line> lines = counted.stream().map(this::counted).toList();
    noteCount();
    return new Action.Count(session, requestId, bucket, cut, expected(bucket, lines.get(0)), lines);
  }

  private Line counted(Line line) {
    long units = dice.chance(20) ? 0 : dice.chance(50) ? line.quantity() : 4 * line.quantity();
    return new Line(line.sku(), line.location(), Math.min(Protocol.MAX_QUANTITY, units));
  }

  /** Sometimes the book as it is, sometimes anything. */
  private OptionalLong expected(Bucket bucket, Line line) {
    if (dice.chance(75)) {
      return OptionalLong.empty();
    }
    if (dice.chance(30)) {
      return OptionalLong.of(dice.between(-5, 20));
    }
    Answer.Stock stock = state.stock(line.sku(), line.location(), Protocol.NO_CHANNEL);
    return OptionalLong.of(
        switch (bucket) {
          case SELLABLE -> stock.sellable();
          case DAMAGED -> stock.damaged();
          case QUALITY_CONTROL -> stock.qualityControl();
          default -> stock.blocked();
        });
  }

  Action move(long session, long requestId) {
    Bucket from = dice.chance(50) ? Bucket.SELLABLE : Bucket.get((short) dice.below(4));
    Bucket to = Bucket.get((short) ((from.value() + dice.between(1, 4)) % 4));
    return new Action.Move(session, requestId, from, to, universe.lines());
  }

  Action openCount(long session, long requestId) {
    noteCount();
    return new Action.AtLocation(
        session, requestId, Action.LocationStep.COUNT_OPEN, universe.locationRef());
  }

  Action closeCount(long session, long requestId) {
    List<Integer> open = state.cuts().keySet().stream().sorted().toList();
    Ref location =
        open.isEmpty() || dice.chance(20)
            ? universe.locationRef()
            : universe.location(dice.pick(open));
    return new Action.AtLocation(session, requestId, Action.LocationStep.COUNT_CLOSE, location);
  }
}

package io.zaiko.simulator.generate;

import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.action.Action.Options;
import io.zaiko.simulator.action.Action.Relocation;
import io.zaiko.simulator.action.Action.SkuLine;
import io.zaiko.simulator.action.Action.TransferStep;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Questions;
import java.util.ArrayList;
import java.util.List;

/** Random promises, what becomes of them, and transfers. */
final class RandomReservations {
  private final Dice dice;
  private final Profile profile;
  private final Universe universe;
  private final RandomIds ids;
  private final Questions state;
  private long now;

  RandomReservations(
      Dice dice, Profile profile, Universe universe, RandomIds ids, Questions state) {
    this.dice = dice;
    this.profile = profile;
    this.universe = universe;
    this.ids = ids;
    this.state = state;
  }

  void at(long time) {
    now = time;
  }

  Action reserve(long session, long requestId) {
    boolean paid = dice.chance(35);
    long deadline = paid && dice.chance(60) ? deadline() : 0;
    boolean many = profile.wide() && dice.chance(60);
    List<Line> lines = many ? universe.everyPair(true) : universe.lines();
    Options options =
        new Options(
            dice.chance(profile.wide() ? 80 : 40),
            paid,
            dice.chance(50),
            deadline > 0 && dice.chance(50));
    return new Action.Reserve(
        session,
        requestId,
        ids.fresh("R"),
        universe.channel(),
        paid ? 0 : hold(),
        deadline,
        options,
        dice.chance(12) ? ids.open() : "",
        dice.chance(35) && lines.size() < 20 ? withChoices(lines) : lines);
  }

  private List<Line> withChoices(List<Line> lines) {
    List<Line> chosen = new ArrayList<>();
    for (Line line : lines) {
      chosen.add(dice.chance(70) ? new Line(line.sku(), choices(), line.quantity()) : line);
    }
    return chosen;
  }

  private Ref choices() {
    if (dice.chance(30)) {
      return new Ref.Region(universe.someRegion());
    }
    List<Ref> locations = new ArrayList<>();
    int count = dice.chance(90) ? dice.between(1, 5) : dice.between(5, 17);
    for (int i = 0; i < count; i++) {
      locations.add(universe.locationRef());
    }
    return new Ref.AnyOf(locations);
  }

  private long hold() {
    if (profile.wide() && dice.chance(70)) {
      return 300 * 24 * Profile.HOUR_MICROS;
    }
    int choice = dice.below(10);
    if (choice == 0) {
      return 0;
    }
    return choice < 7
        ? dice.between(1, 12) * Profile.TIME_STEP_MICROS
        : dice.between(1, 100) * Profile.HOUR_MICROS;
  }

  /** Mostly soon, sometimes past, sometimes far away. */
  private long deadline() {
    int choice = dice.below(10);
    long step = Profile.TIME_STEP_MICROS;
    if (choice == 0) {
      return now - dice.below(5) * step;
    }
    return choice < 8
        ? now + dice.between(1, 30) * step
        : now + dice.between(1, 100) * Profile.HOUR_MICROS;
  }

  Action commit(long session, long requestId) {
    long deadline = dice.chance(60) ? deadline() : 0;
    boolean expires = deadline > 0 && dice.chance(50);
    return new Action.Commit(
        session, requestId, ids.inState(ReservationState.HELD), deadline, expires);
  }

  Action stage(long session, long requestId) {
    return new Action.Stage(session, requestId, ids.inState(ReservationState.COMMITTED));
  }

  Action unstage(long session, long requestId) {
    return new Action.Unstage(session, requestId, ids.inState(ReservationState.STAGED));
  }

  Action extend(long session, long requestId) {
    String id = ids.open();
    boolean deadline = RandomIds.isOrder(state.reservation(id)) ^ dice.chance(15);
    return new Action.Extend(
        session, requestId, id, deadline ? 0 : hold(), deadline ? deadline() : 0);
  }

  private List<Line> linesToClose(String id) {
    if (dice.chance(40)) {
      return List.of();
    }
    return dice.chance(90) ? universe.linesOf(id) : universe.lines();
  }

  Action fulfil(long session, long requestId) {
    String id = ids.reservation(RandomIds::isOrder);
    return new Action.Fulfil(session, requestId, id, linesToClose(id));
  }

  Action shorten(long session, long requestId) {
    String id = ids.reservation(RandomIds::isOrder);
    return new Action.Shorten(session, requestId, id, dice.chance(30), linesToClose(id));
  }

  Action release(long session, long requestId) {
    String id = ids.open();
    return new Action.Release(session, requestId, id, linesToClose(id));
  }

  Action reallocate(long session, long requestId) {
    String id = ids.open();
    List<Relocation> lines = new ArrayList<>();
    for (Answer.ReservationLine line : state.reservation(id).lines()) {
      if (line.open() > 0 && dice.chance(70)) {
        lines.add(
            new Relocation(
                universe.sku(line.sku()),
                universe.location(line.location()),
                universe.locationRef()));
      }
    }
    if (lines.isEmpty() || dice.chance(8)) {
      lines.add(new Relocation(universe.skuRef(), universe.locationRef(), universe.locationRef()));
    }
    if (dice.chance(4)) {
      lines.add(dice.pick(lines));
    }
    return new Action.Reallocate(session, requestId, id, lines);
  }

  Action requestTransfer(long session, long requestId) {
    return new Action.TransferRequest(
        session,
        requestId,
        ids.fresh("T"),
        universe.locationRef(),
        universe.locationRef(),
        skuLines());
  }

  private List<SkuLine> skuLines() {
    return universe.lines().stream().map(line -> new SkuLine(line.sku(), line.quantity())).toList();
  }

  Action cancelTransfer(long session, long requestId) {
    return new Action.TransferCancel(session, requestId, ids.transfer());
  }

  Action transferFact(long session, long requestId, TransferStep step) {
    String id = ids.transfer();
    boolean few = dice.chance(70);
    List<SkuLine> lines =
        dice.chance(step == TransferStep.CLOSE ? 60 : 35)
            ? List.of()
            : few ? linesOf(id) : skuLines();
    return new Action.TransferFact(session, requestId, step, id, lines);
  }

  private List<SkuLine> linesOf(String id) {
    return universe.linesOf(id).stream()
        .map(line -> new SkuLine(line.sku(), line.quantity()))
        .toList();
  }
}

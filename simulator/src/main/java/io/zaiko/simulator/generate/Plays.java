package io.zaiko.simulator.generate;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.action.Action.Options;
import io.zaiko.simulator.action.Action.Origin;
import io.zaiko.simulator.action.Action.Relocation;
import io.zaiko.simulator.action.Action.SkuLine;
import io.zaiko.simulator.action.Action.TransferStep;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Questions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * A few commands that together lead to where chance alone hardly ever comes: to the limits of
 * quantities and capacities. Other commands fall between them, so a play may fail; it is begun
 * again often enough.
 */
final class Plays {
  private static final long MOST = Protocol.MAX_QUANTITY;
  private static final List<Bucket> BUCKETS =
      List.of(Bucket.SELLABLE, Bucket.DAMAGED, Bucket.QUALITY_CONTROL, Bucket.BLOCKED);

  /** A step of a play, worked out when its turn comes. */
  private interface Scene {
    Action make(long session, long requestId);
  }

  private final Dice dice;
  private final Profile profile;
  private final Universe universe;
  private final Questions state;
  private final Deque<Scene> scenes = new ArrayDeque<>();
  private int begun;

  Plays(Dice dice, Profile profile, Universe universe, Questions state) {
    this.dice = dice;
    this.profile = profile;
    this.universe = universe;
    this.state = state;
  }

  /** Whether a command of a play comes next; now and then one is begun. */
  boolean isOn() {
    if (scenes.isEmpty() && dice.below(150) == 0 && !universe.isEmpty()) {
      begin();
    }
    return !scenes.isEmpty() && dice.chance(90);
  }

  Action next(long session, long requestId) {
    return scenes.remove().make(session, requestId);
  }

  private void begin() {
    String id = "P" + begun++;
    int sku = dice.pick(Universe.defined(state.skus()));
    List<Integer> locations = Universe.defined(state.locations());
    int here = dice.pick(locations);
    List<Integer> others = locations.stream().filter(location -> location != here).toList();
    int there = others.isEmpty() ? here : dice.pick(others);
    if (profile.wide() && dice.chance(50)) {
      fillTheLines(id);
    } else if (dice.chance(25)) {
      deleteWhatIsOnItsWay(id, new Ref.Handle(sku), here, there);
    } else if (profile.huge() && dice.chance(25)) {
      fallBelowTheLimit(id, new Ref.Handle(sku), new Ref.Handle(here));
    } else if (profile.huge() && dice.chance(65)) {
      reallocateBeyondTheLimit(id, sku, here, there);
    } else {
      transferBeyondTheLimit(id, new Ref.Handle(sku), here, there);
    }
  }

  private static Action count(long session, long requestId, Ref sku, Ref location, long units) {
    return new Action.Count(
        session,
        requestId,
        Bucket.SELLABLE,
        0,
        OptionalLong.empty(),
        List.of(new Line(sku, location, units)));
  }

  private static Action reservePaid(
      long session, long requestId, String id, int channel, List<Line> lines) {
    return new Action.Reserve(
        session, requestId, id, channel, 0, 0, Options.PAID, "", List.copyOf(lines));
  }

  /** A channel that may promise what is there, if there is one. */
  private int freeChannel(int sku, int location) {
    for (int channel = 0; channel < profile.limits().channels().size(); channel++) {
      Answer.Promise promise =
          state.stock(Ref.handle(sku), Ref.handle(location), channel).promise();
      boolean open = !promise.suspended() && !promise.channelDisabled();
      if (open && promise.safety() == 0 && promise.quota() == Protocol.NO_QUOTA) {
        return channel;
      }
    }
    return universe.channel();
  }

  /** An order whose units are gone, with so few units on the shelf that no more can leave. */
  private void fallBelowTheLimit(String id, Ref.Handle sku, Ref.Handle here) {
    List<Line> ten = List.of(new Line(sku, here, 10));
    int channel = freeChannel(sku.number(), here.number());
    scenes.add((session, request) -> count(session, request, sku, here, 500));
    scenes.add((session, request) -> reservePaid(session, request, id, channel, ten));
    scenes.add((session, request) -> adjust(session, request, new Line(sku, here, -MOST)));
    scenes.add((session, request) -> adjust(session, request, new Line(sku, here, -495)));
    scenes.add((session, request) -> new Action.Fulfil(session, request, id, List.of()));
    scenes.add((session, request) -> new Action.Shorten(session, request, id, false, ten));
  }

  private static Action adjust(long session, long requestId, Line line) {
    return new Action.Adjust(session, requestId, Origin.HERE_AND_NOW, List.of(line));
  }

  /** A line that was asked for a billion, most of it handed over, and half as much comes to it. */
  private void reallocateBeyondTheLimit(String id, int sku, int from, int to) {
    Ref what = Ref.handle(sku);
    Ref here = Ref.handle(from);
    Ref there = Ref.handle(to);
    int channel = freeChannel(sku, to);
    List<Line> all = List.of(new Line(what, here, MOST), new Line(what, there, MOST));
    List<Line> most = List.of(new Line(what, here, MOST / 2), new Line(what, there, MOST - 1));
    scenes.add((session, request) -> count(session, request, what, here, MOST));
    scenes.add((session, request) -> count(session, request, what, there, MOST));
    scenes.add((session, request) -> reservePaid(session, request, id, channel, all));
    scenes.add((session, request) -> new Action.Fulfil(session, request, id, most));
    scenes.add((session, request) -> count(session, request, what, there, MOST));
    scenes.add(
        (session, request) ->
            new Action.Reallocate(
                session, request, id, List.of(new Relocation(what, here, there))));
  }

  /** More arrives than a shelf, or the transfer, may hold; and SKUs that it has no room for. */
  private void transferBeyondTheLimit(String id, Ref sku, int from, int to) {
    Ref source = Ref.handle(from);
    Ref destination = Ref.handle(to);
    List<SkuLine> ten = List.of(new SkuLine(sku, 10));
    List<SkuLine> most = List.of(new SkuLine(sku, MOST));
    scenes.add((session, request) -> count(session, request, sku, source, 100));
    scenes.add(
        (session, request) ->
            new Action.TransferRequest(session, request, id, source, destination, ten));
    scenes.add((session, request) -> transfer(session, request, TransferStep.DISPATCH, id, ten));
    if (profile.huge()) {
      scenes.add((session, request) -> count(session, request, sku, destination, MOST));
      scenes.add((session, request) -> transfer(session, request, TransferStep.RECEIVE, id, ten));
      scenes.add((session, request) -> transfer(session, request, TransferStep.CLOSE, id, ten));
      scenes.add((session, request) -> transfer(session, request, TransferStep.DISPATCH, id, most));
    }
    scenes.add(
        (session, request) ->
            transfer(session, request, TransferStep.RECEIVE, id, oneOfEverySku()));
    scenes.add(
        (session, request) -> transfer(session, request, TransferStep.CLOSE, id, oneOfEverySku()));
  }

  /** All that there is of a SKU has left one place for another. */
  private void deleteWhatIsOnItsWay(String id, Ref sku, int from, int to) {
    List<SkuLine> ten = List.of(new SkuLine(sku, 10));
    for (Bucket bucket : BUCKETS) {
      scenes.add((session, request) -> countEverywhere(session, request, bucket, sku));
    }
    scenes.add((session, request) -> count(session, request, sku, Ref.handle(from), 10));
    scenes.add(
        (session, request) ->
            new Action.TransferRequest(
                session, request, id, Ref.handle(from), Ref.handle(to), ten));
    scenes.add((session, request) -> transfer(session, request, TransferStep.DISPATCH, id, ten));
    scenes.add((session, request) -> new Action.Delete(session, request, CatalogKind.SKU, sku));
  }

  /** Nothing of a SKU is found anywhere. */
  private Action countEverywhere(long session, long requestId, Bucket bucket, Ref sku) {
    List<Line> none =
        Universe.defined(state.locations()).stream()
            .map(location -> new Line(sku, Ref.handle(location), 0))
            .toList();
    // They may all have been deleted since the play began.
    List<Line> lines = none.isEmpty() ? List.of(new Line(sku, universe.locationRef(), 0)) : none;
    return new Action.Count(session, requestId, bucket, 0, OptionalLong.empty(), lines);
  }

  private static Action transfer(
      long session, long requestId, TransferStep step, String id, List<SkuLine> lines) {
    return new Action.TransferFact(session, requestId, step, id, lines);
  }

  private List<SkuLine> oneOfEverySku() {
    return Universe.defined(state.skus()).stream()
        .map(sku -> new SkuLine(Ref.handle(sku), 1))
        .toList();
  }

  /** Orders until there is no line left; then one of them wants a line more. */
  private void fillTheLines(String id) {
    int mostOrders = profile.limits().lines() / Math.max(1, profile.skus()) + 2;
    scenes.add(
        (session, request) ->
            new Action.Receive(session, request, Origin.HERE_AND_NOW, universe.everyPair(false)));
    scenes.add((session, request) -> reserveOfOnePair(session, request, id));
    for (int i = 0; i < Math.min(40, mostOrders); i++) {
      String filling = id + "-" + i;
      scenes.add((session, request) -> reserveWhatFits(session, request, filling));
    }
    scenes.add((session, request) -> handOverOne(session, request, id));
    scenes.add((session, request) -> moveToWhereItIsNot(session, request, id));
  }

  private Action reserveOfOnePair(long session, long requestId, String id) {
    List<Line> pairs = promisable(0, 2);
    List<Line> one = pairs.isEmpty() ? universe.everyPair(true) : pairs.subList(0, 1);
    return reservePaid(session, requestId, id, 0, one);
  }

  /** As many pairs as there are lines left, one unit of each. */
  private Action reserveWhatFits(long session, long requestId, String id) {
    List<Line> pairs = promisable(0, 1);
    int used = 0;
    for (String known : state.ids()) {
      Answer.Reservation reservation = state.reservation(known);
      used += RandomIds.isOpen(reservation) ? reservation.lines().size() : 0;
    }
    int left = Math.max(1, Math.min(pairs.size(), profile.limits().lines() - used));
    List<Line> lines = pairs.isEmpty() ? universe.everyPair(true) : pairs.subList(0, left);
    return reservePaid(session, requestId, id, 0, lines);
  }

  /** Pairs of which a channel may promise so much. */
  private List<Line> promisable(int channel, long units) {
    List<Line> lines = new ArrayList<>();
    for (int sku : Universe.defined(state.skus())) {
      for (int location : Universe.defined(state.locations())) {
        Ref what = Ref.handle(sku);
        Ref where = Ref.handle(location);
        if (state.stock(what, where, channel).promise().ats() >= units) {
          lines.add(new Line(what, where, units));
        }
      }
    }
    return lines;
  }

  private Action handOverOne(long session, long requestId, String id) {
    List<Line> one =
        state.reservation(id).lines().stream()
            .limit(1)
            .map(line -> new Line(Ref.handle(line.sku()), Ref.handle(line.location()), 1))
            .toList();
    return new Action.Fulfil(session, requestId, id, one);
  }

  private Action moveToWhereItIsNot(long session, long requestId, String id) {
    for (Answer.ReservationLine line : state.reservation(id).lines()) {
      for (Line target : promisable(0, 1)) {
        boolean same = target.sku().equals(Ref.handle(line.sku()));
        if (same && !target.location().equals(Ref.handle(line.location()))) {
          Relocation there =
              new Relocation(target.sku(), Ref.handle(line.location()), target.location());
          return new Action.Reallocate(session, requestId, id, List.of(there));
        }
      }
    }
    return new Action.Release(session, requestId, id, List.of());
  }
}

package io.zaiko.simulator.reference;

import static io.zaiko.protocol.sbe.ReservationState.COMMITTED;
import static io.zaiko.protocol.sbe.ReservationState.HELD;
import static io.zaiko.protocol.sbe.ReservationState.STAGED;

import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What becomes of a reservation (rules 11 and 14). Nothing changes before all is checked. */
final class Lifecycle {
  private final Limits limits;
  private final Lines lines;
  private final Stock stock;
  private final Reservations reservations;
  private final Moment now;

  Lifecycle(Limits limits, Catalog catalog, Stock stock, Reservations reservations, Moment now) {
    this.limits = limits;
    this.lines = new Lines(catalog);
    this.stock = stock;
    this.reservations = reservations;
    this.now = now;
  }

  Outcome commit(Action.Commit commit) {
    Optional<Outcome> refusal = notIn(Set.of(HELD), commit.reservation());
    if (refusal.isEmpty()) {
      Reservation reservation = reservations.find(commit.reservation()).orElseThrow();
      reservation.state = COMMITTED;
      reservation.expiresAt = 0;
      reservation.deadline = commit.deadline();
      reservation.expireAtDeadline = commit.expireAtDeadline();
    }
    return refusal.orElse(Outcome.ok());
  }

  Outcome stage(String id) {
    return move(id, COMMITTED, STAGED);
  }

  Outcome unstage(String id) {
    return move(id, STAGED, COMMITTED);
  }

  private Outcome move(String id, ReservationState from, ReservationState to) {
    Optional<Outcome> refusal = notIn(Set.of(from), id);
    if (refusal.isEmpty()) {
      reservations.find(id).orElseThrow().state = to;
    }
    return refusal.orElse(Outcome.ok());
  }

  Outcome extend(Action.Extend extend) {
    Optional<Outcome> refusal = notIn(Set.of(HELD, COMMITTED, STAGED), extend.reservation());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Reservation reservation = reservations.find(extend.reservation()).orElseThrow();
    if (reservation.isOrder() != (extend.deadline() > 0)) {
      return Outcome.refused(ResultCode.ILLEGAL_STATE);
    }
    if (reservation.isOrder()) {
      reservation.deadline = extend.deadline();
      reservation.overdue = false;
    } else {
      long hold = extend.hold() == 0 ? limits.defaultHold() : extend.hold();
      reservation.expiresAt = now.time() + hold;
    }
    return Outcome.ok();
  }

  /** What becomes of units that are not open any more. */
  private interface Closing {
    /** Notes them in the line of the reservation. */
    void note(Reservation.Line line, long units);

    /** Tells what else moves, sellable first: pairs of a place and the units it gets. */
    Map<Place, Long> movements(long units);
  }

  private static Closing closing(
      java.util.function.ObjLongConsumer<Reservation.Line> note, Map<Place, Integer> signs) {
    return new Closing() {
      @Override
      public void note(Reservation.Line line, long units) {
        note.accept(line, units);
      }

      @Override
      public Map<Place, Long> movements(long units) {
        Map<Place, Long> movements = new LinkedHashMap<>();
        signs.forEach((place, sign) -> movements.put(place, sign * units));
        return movements;
      }
    };
  }

  Outcome fulfil(Action.Fulfil fulfil) {
    boolean transfer =
        reservations.find(fulfil.reservation()).filter(Reservation::isTransfer).isPresent();
    return close(
        fulfil.reservation(),
        fulfil.lines(),
        transfer ? Set.of() : Set.of(COMMITTED, STAGED),
        closing((line, units) -> line.fulfilled += units, Map.of(Place.SELLABLE, -1)));
  }

  Outcome shorten(Action.Shorten shorted) {
    return close(
        shorted.reservation(),
        shorted.lines(),
        Set.of(COMMITTED, STAGED),
        closing(
            (line, units) -> line.shorted += units,
            shorted.keepSellable() ? Map.of() : Map.of(Place.SELLABLE, -1, Place.BLOCKED, 1)));
  }

  Outcome release(Action.Release release) {
    return close(
        release.reservation(),
        release.lines(),
        Set.of(HELD, COMMITTED, STAGED),
        closing((line, units) -> line.released += units, Map.of()));
  }

  private Outcome close(String id, List<Line> named, Set<ReservationState> from, Closing closing) {
    Optional<Outcome> refusal = lines.unknownCodes(named).or(() -> notIn(from, id));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Reservation reservation = reservations.find(id).orElseThrow();
    Map<Pair, Long> units = named.isEmpty() ? allOpen(reservation) : lines.summed(named);
    Optional<Outcome> tooMuch =
        Lines.refusal(
            named,
            ResultCode.INSUFFICIENT,
            line -> units.get(lines.pair(line)) > reservation.open(lines.pair(line)),
            line -> reservation.open(lines.pair(line)));
    if (tooMuch.isPresent()) {
      return tooMuch.get();
    }
    Trial trial = new Trial(stock);
    units.forEach(
        (pair, closed) ->
            closing.movements(closed).forEach((place, moved) -> trial.add(pair, place, moved)));
    if (trial.isBeyondLimit()) {
      return Outcome.refused(ResultCode.LIMIT_EXCEEDED);
    }
    for (Pair pair : reservation.lines.keySet()) {
      long closed = units.getOrDefault(pair, 0L);
      stock.step(pair, record -> closeLine(reservation, pair, record, closed, closing));
    }
    reservations.closeIfNothingIsOpen(reservation);
    return Outcome.ok();
  }

  private void closeLine(
      Reservation reservation, Pair pair, StockRecord record, long units, Closing closing) {
    Reservation.Line line = reservation.lines.get(pair);
    line.open -= units;
    closing.note(line, units);
    record.reserve(reservation.channel, -units);
    closing.movements(units).forEach((place, moved) -> stock.add(pair, place, moved, 0));
  }

  private static Map<Pair, Long> allOpen(Reservation reservation) {
    Map<Pair, Long> open = new LinkedHashMap<>();
    reservation.lines.forEach(
        (pair, line) -> {
          if (line.open > 0) {
            open.put(pair, line.open);
          }
        });
    return open;
  }

  private Optional<Outcome> notIn(Set<ReservationState> from, String id) {
    return notIn(from, reservations.find(id));
  }

  /** Why a reservation cannot be worked on, if it cannot. */
  static Optional<Outcome> notIn(Set<ReservationState> from, Optional<Reservation> reservation) {
    if (reservation.isEmpty()) {
      return Optional.of(Outcome.refused(ResultCode.UNKNOWN_RESERVATION));
    }
    if (reservation.get().state == ReservationState.EXPIRED) {
      return Optional.of(Outcome.refused(ResultCode.EXPIRED));
    }
    return from.contains(reservation.get().state)
        ? Optional.empty()
        : Optional.of(Outcome.refused(ResultCode.ILLEGAL_STATE));
  }
}

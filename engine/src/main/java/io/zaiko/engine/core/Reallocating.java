package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.Promisable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * REALLOCATE: what is open of a line moves to another location, released and reserved in one step
 * (rule 16).
 */
final class Reallocating {
  private final Catalog catalog;
  private final StockTable stock;
  private final Promisable promisable;
  private final ReservationTable reservations;
  private final LineTable reservedLines;
  private final StockBook book;
  private final Existence existence;
  private final Pairs sources = new Pairs();
  private final Pairs targets = new Pairs();

  Reallocating(
      Catalog catalog,
      StockTable stock,
      Promisable promisable,
      ReservationTable reservations,
      StockBook book,
      Existence existence) {
    this.catalog = catalog;
    this.stock = stock;
    this.promisable = promisable;
    this.reservations = reservations;
    this.reservedLines = reservations.lines();
    this.book = book;
    this.existence = existence;
  }

  Outcome reallocate(TextRef id, Lines lines, long sequence, Outcome outcome) {
    if (existence.failsWithDestinations(lines, outcome)) {
      return outcome;
    }
    int reservation = reservations.find(id);
    ResultCode refusal = check(reservation, lines, outcome);
    if (refusal == ResultCode.OK) {
      refusal = matchSources(reservation, lines, outcome);
    }
    if (refusal == ResultCode.OK) {
      refusal = claimTargets(reservation, lines, outcome);
    }
    if (refusal == ResultCode.OK) {
      refusal = checkRoom(reservation);
    }
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    takeOut(reservation);
    putIn(reservation, sequence);
    reservations.changed(reservation);
    return outcome.answer(ResultCode.OK);
  }

  private ResultCode check(int reservation, Lines lines, Outcome outcome) {
    if (reservation == ReservationTable.NONE) {
      return ResultCode.UNKNOWN_RESERVATION;
    }
    for (int i = 0; i < lines.count(); i++) {
      if (catalog.isSuspended(lines.destination(i))) {
        outcome.line(i, ResultCode.LOCATION_SUSPENDED, 0);
      }
    }
    if (outcome.lines().count() > 0) {
      return ResultCode.LOCATION_SUSPENDED;
    }
    for (int i = 0; i < lines.count(); i++) {
      if (!catalog.serves(lines.destination(i), reservations.channel(reservation))) {
        outcome.line(i, ResultCode.CHANNEL_DISABLED, 0);
      }
    }
    if (outcome.lines().count() > 0) {
      return ResultCode.CHANNEL_DISABLED;
    }
    int state = reservations.state(reservation);
    if (state == State.EXPIRED) {
      return ResultCode.EXPIRED;
    }
    boolean mayMove = state == State.HELD || state == State.COMMITTED;
    return mayMove && !reservations.isTransfer(reservation)
        ? ResultCode.OK
        : ResultCode.ILLEGAL_STATE;
  }

  /** The pairs that lose their open units: amount = units, limit = the line of the reservation. */
  private ResultCode matchSources(int reservation, Lines lines, Outcome outcome) {
    sources.clear();
    for (int i = 0; i < lines.count(); i++) {
      int line = reservations.findLine(reservation, lines.sku(i), lines.location(i));
      boolean again = sources.find(lines.sku(i), lines.location(i)) != Pairs.NONE;
      if (line == LineTable.NONE || reservedLines.open(line) == 0 || again) {
        outcome.line(i, ResultCode.INSUFFICIENT, 0);
      } else {
        int place = sources.place(lines.sku(i), lines.location(i), stock);
        sources.setAmount(place, reservedLines.open(line));
        sources.setLimit(place, line);
      }
    }
    return outcome.lines().count() > 0 ? ResultCode.INSUFFICIENT : ResultCode.OK;
  }

  /** The pairs that get units: amount = units, limit = ATS once the sources are released. */
  private ResultCode claimTargets(int reservation, Lines lines, Outcome outcome) {
    targets.clear();
    for (int i = 0; i < lines.count(); i++) {
      int source = sources.find(lines.sku(i), lines.location(i));
      int target = targets.place(lines.sku(i), lines.destination(i), stock);
      targets.add(target, sources.amount(source));
    }
    int channel = reservations.channel(reservation);
    for (int target = 0; target < targets.count(); target++) {
      int source = sources.find(targets.sku(target), targets.location(target));
      int freed = source == Pairs.NONE ? 0 : (int) sources.amount(source);
      targets.setLimit(
          target, promisable.atsAfterFreeing(targets.record(target), channel, freed, freed));
    }
    for (int i = 0; i < lines.count(); i++) {
      int target = targets.find(lines.sku(i), lines.destination(i));
      if (targets.amount(target) > targets.limit(target)) {
        outcome.line(i, ResultCode.INSUFFICIENT, (int) targets.limit(target));
      }
    }
    return outcome.lines().count() > 0 ? ResultCode.INSUFFICIENT : ResultCode.OK;
  }

  private ResultCode checkRoom(int reservation) {
    int gone = 0;
    for (int source = 0; source < sources.count(); source++) {
      gone += vanishes((int) sources.limit(source)) ? 1 : 0;
    }
    int made = 0;
    boolean withinLimits = true;
    for (int target = 0; target < targets.count(); target++) {
      int line = reservations.findLine(reservation, targets.sku(target), targets.location(target));
      int source = sources.find(targets.sku(target), targets.location(target));
      if (line == LineTable.NONE || (source != Pairs.NONE && vanishes(line))) {
        made++;
      } else {
        long left = reservedLines.requested(line);
        left -= source == Pairs.NONE ? 0 : sources.amount(source);
        withinLimits &= left + targets.amount(target) <= Facts.MAX_UNITS;
      }
    }
    int more = made - gone;
    if (reservations.lineCount(reservation) + more > Lines.MAX
        || !reservations.canMakeRoomForLines(more)) {
      return ResultCode.CAPACITY_EXCEEDED;
    }
    return withinLimits ? ResultCode.OK : ResultCode.LIMIT_EXCEEDED;
  }

  /** Whether nothing is left of a line once its open units have moved. */
  private boolean vanishes(int line) {
    return reservedLines.requested(line) == reservedLines.open(line);
  }

  private void takeOut(int reservation) {
    int channel = reservations.channel(reservation);
    for (int source = 0; source < sources.count(); source++) {
      int line = (int) sources.limit(source);
      book.free(sources.record(source), channel, (int) sources.amount(source));
      reservedLines.withdraw(line);
      if (reservedLines.requested(line) == 0) {
        reservations.removeLine(reservation, line);
      }
    }
  }

  private void putIn(int reservation, long sequence) {
    int channel = reservations.channel(reservation);
    for (int target = 0; target < targets.count(); target++) {
      int sku = targets.sku(target);
      int location = targets.location(target);
      int units = (int) targets.amount(target);
      int line = reservations.findLine(reservation, sku, location);
      if (line == LineTable.NONE) {
        reservations.makeRoomForLines(1);
        line = reservations.addLine(reservation, sku, location, targets.record(target));
      }
      reservedLines.promise(line, units, sequence);
      book.promise(targets.record(target), channel, units);
    }
  }
}

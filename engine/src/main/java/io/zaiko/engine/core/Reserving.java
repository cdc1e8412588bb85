package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.Promisable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * Making a promise: RESERVE is checked and applied in one step (rule 6), each pair against what its
 * channel may still promise (rule 3). SUPERSEDE is a RESERVE that gives back another reservation in
 * the same step (rule 16).
 */
final class Reserving {
  private final Catalog catalog;
  private final StockTable stock;
  private final Promisable promisable;
  private final ReservationTable reservations;
  private final LineTable reservedLines;
  private final StockBook book;
  private final Existence existence;
  private final Choosing choosing;
  private final Pairs pairs = new Pairs();
  private final Pairs freed = new Pairs();
  private boolean freesQuota;

  Reserving(
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
    choosing = new Choosing(catalog, stock, pairs, this::ats);
  }

  /**
   * @param superseded id of the reservation to give back, or empty
   * @param dueMicros when the hold ends, or the deadline of what is paid passes; 0 = never
   */
  Outcome reserve(
      TextRef id,
      TextRef superseded,
      ReserveTerms terms,
      long dueMicros,
      Lines lines,
      long sequence,
      Outcome outcome) {
    if (existence.fails(lines, outcome)) {
      return outcome;
    }
    boolean supersedes = superseded.length() > 0;
    int old = supersedes ? reservations.find(superseded) : ReservationTable.NONE;
    ResultCode refusal = check(id, supersedes, old, terms.channel(), lines, outcome);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    noteFreed(old, terms.channel());
    boolean whole = claim(lines, terms.channel());
    whole &= choosing.choose(lines, terms, grantedPairs());
    if (choosing.needsTooManyPairs()) {
      return outcome.answer(ResultCode.CAPACITY_EXCEEDED);
    }
    int granted = whole || terms.isPartial() ? grantedPairs() : 0;
    if (granted == 0) {
      return refuse(lines, outcome);
    }
    if (!reservations.canMakeRoom(granted, old)) {
      return outcome.answer(ResultCode.CAPACITY_EXCEEDED);
    }
    if (supersedes) {
      giveBack(old);
    }
    open(id, terms, dueMicros, granted, sequence);
    report(lines, outcome);
    return outcome.answer(ResultCode.OK);
  }

  private ResultCode check(
      TextRef id, boolean supersedes, int old, int channel, Lines lines, Outcome outcome) {
    if (supersedes && old == ReservationTable.NONE) {
      return ResultCode.UNKNOWN_RESERVATION;
    }
    if (reservations.find(id) != ReservationTable.NONE) {
      return ResultCode.ALREADY_EXISTS;
    }
    ResultCode places = checkPlaces(lines, channel, outcome);
    if (places != ResultCode.OK || !supersedes) {
      return places;
    }
    int state = reservations.state(old);
    if (state == State.EXPIRED) {
      return ResultCode.EXPIRED;
    }
    return State.isOpen(state) && !reservations.isTransfer(old)
        ? ResultCode.OK
        : ResultCode.ILLEGAL_STATE;
  }

  private ResultCode checkPlaces(Lines lines, int channel, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      if (!lines.hasChoices(i) && catalog.isSuspended(lines.location(i))) {
        outcome.line(i, ResultCode.LOCATION_SUSPENDED, lines.quantity(i));
      }
    }
    if (outcome.lines().count() > 0) {
      return ResultCode.LOCATION_SUSPENDED;
    }
    for (int i = 0; i < lines.count(); i++) {
      if (!lines.hasChoices(i) && !catalog.serves(lines.location(i), channel)) {
        outcome.line(i, ResultCode.CHANNEL_DISABLED, lines.quantity(i));
      }
    }
    return outcome.lines().count() > 0 ? ResultCode.CHANNEL_DISABLED : ResultCode.OK;
  }

  /** Notes what giving back a reservation would free. */
  private void noteFreed(int old, int channel) {
    freed.clear();
    if (old == ReservationTable.NONE) {
      return;
    }
    freesQuota = reservations.channel(old) == channel;
    for (int line = reservations.firstLine(old);
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      freed.add(
          freed.place(reservedLines.sku(line), reservedLines.location(line), stock),
          reservedLines.open(line));
    }
  }

  /** What may be promised of a pair, once the superseded reservation is given back. */
  private int ats(int sku, int location, int record, int channel) {
    int place = freed.count() == 0 ? Pairs.NONE : freed.find(sku, location);
    if (place == Pairs.NONE) {
      return promisable.ats(record, channel);
    }
    int units = (int) freed.amount(place);
    return promisable.atsAfterFreeing(record, channel, units, freesQuota ? units : 0);
  }

  /** Sums the lines that have a location per pair: amount = asked, limit = ATS. */
  private boolean claim(Lines lines, int channel) {
    pairs.clear();
    for (int i = 0; i < lines.count(); i++) {
      if (!lines.hasChoices(i)) {
        int place = pairs.place(lines.sku(i), lines.location(i), stock);
        pairs.add(place, lines.quantity(i));
      }
    }
    boolean whole = true;
    for (int place = 0; place < pairs.count(); place++) {
      int ats = ats(pairs.sku(place), pairs.location(place), pairs.record(place), channel);
      pairs.setLimit(place, ats);
      whole &= pairs.amount(place) <= ats;
    }
    return whole;
  }

  private int grantedPairs() {
    int granted = 0;
    for (int place = 0; place < pairs.count(); place++) {
      granted += Math.min(pairs.amount(place), pairs.limit(place)) > 0 ? 1 : 0;
    }
    return granted;
  }

  private Outcome refuse(Lines lines, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.hasChoices(i)) {
        if (choosing.had(i) < lines.quantity(i)) {
          outcome.line(i, ResultCode.INSUFFICIENT, choosing.had(i));
        }
        continue;
      }
      int place = pairs.find(lines.sku(i), lines.location(i));
      if (pairs.amount(place) > pairs.limit(place)) {
        outcome.line(i, ResultCode.INSUFFICIENT, (int) pairs.limit(place));
      }
    }
    return outcome.answer(ResultCode.INSUFFICIENT);
  }

  private void giveBack(int old) {
    int channel = reservations.channel(old);
    for (int line = reservations.firstLine(old);
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      int units = reservedLines.open(line);
      if (units > 0) {
        reservedLines.release(line, units);
        book.free(reservedLines.stockRecord(line), channel, units);
      }
    }
    reservations.close(old);
    reservations.changed(old);
  }

  private void open(TextRef id, ReserveTerms terms, long dueMicros, int lineCount, long sequence) {
    reservations.makeRoom(lineCount);
    int state = terms.isPaid() ? State.COMMITTED : State.HELD;
    int reservation =
        reservations.open(id, state, terms.channel(), ReservationTable.NO_DESTINATION);
    reservations.setDue(reservation, dueMicros);
    reservations.setExpiresAtDeadline(reservation, terms.expiresAtDeadline());
    for (int place = 0; place < pairs.count(); place++) {
      int units = (int) Math.min(pairs.amount(place), pairs.limit(place));
      if (units > 0) {
        int record = pairs.record(place);
        int line =
            reservations.addLine(reservation, pairs.sku(place), pairs.location(place), record);
        reservedLines.promise(line, units, sequence);
        book.promise(record, terms.channel(), units);
      }
    }
    reservations.changed(reservation);
  }

  /** What was granted to a pair fills its lines in the order sent. */
  private void report(Lines lines, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.hasChoices(i)) {
        choosing.report(i, lines.quantity(i), outcome);
        continue;
      }
      int place = pairs.find(lines.sku(i), lines.location(i));
      int got = (int) Math.min(lines.quantity(i), pairs.limit(place));
      pairs.setLimit(place, pairs.limit(place) - got);
      if (got < lines.quantity(i)) {
        outcome.line(i, ResultCode.PARTIAL, got);
      }
    }
  }
}

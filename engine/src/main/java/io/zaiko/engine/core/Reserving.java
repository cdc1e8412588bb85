package io.zaiko.engine.core;

import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.SafetyTable;
import io.zaiko.engine.stock.SafetyTerms;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * Making a promise: RESERVE is checked and applied in one step (rule 6), each pair against what its
 * channel may still promise (rule 3).
 */
final class Reserving {
  private final Catalog catalog;
  private final StockTable stock;
  private final SafetyTable safety;
  private final ReservationTable reservations;
  private final Existence existence;
  private final Pairs pairs = new Pairs();

  Reserving(
      Catalog catalog,
      StockTable stock,
      SafetyTable safety,
      ReservationTable reservations,
      Existence existence) {
    this.catalog = catalog;
    this.stock = stock;
    this.safety = safety;
    this.reservations = reservations;
    this.existence = existence;
  }

  /**
   * @param expiryMicros engine time at which the hold ends; 0 = already paid, begins as COMMITTED
   */
  Outcome reserve(
      TextRef id, int channel, boolean partial, long expiryMicros, Lines lines, Outcome outcome) {
    if (existence.fails(lines, outcome)) {
      return outcome;
    }
    if (reservations.find(id) != ReservationTable.NONE) {
      return outcome.answer(ResultCode.ALREADY_EXISTS);
    }
    if (channelDisabled(lines, channel, outcome)) {
      return outcome.answer(ResultCode.CHANNEL_DISABLED);
    }
    int granted = grant(lines, channel, partial);
    if (granted == 0) {
      return refuse(lines, outcome);
    }
    if (!reservations.canMakeRoom(granted)) {
      return outcome.answer(ResultCode.CAPACITY_EXCEEDED);
    }
    open(id, channel, expiryMicros, granted);
    reportPartialLines(lines, outcome);
    return outcome.answer(ResultCode.OK);
  }

  private boolean channelDisabled(Lines lines, int channel, Outcome outcome) {
    boolean disabled = false;
    for (int i = 0; i < lines.count(); i++) {
      if (!catalog.serves(lines.location(i), channel)) {
        outcome.line(i, ResultCode.CHANNEL_DISABLED, lines.quantity(i));
        disabled = true;
      }
    }
    return disabled;
  }

  /**
   * Sums the lines per pair, then turns each amount into what is granted. Returns the number of
   * pairs that get anything.
   */
  private int grant(Lines lines, int channel, boolean partial) {
    pairs.clear();
    for (int i = 0; i < lines.count(); i++) {
      pairs.add(pairs.place(lines.sku(i), lines.location(i), stock), lines.quantity(i));
    }
    int granted = 0;
    boolean whole = true;
    for (int place = 0; place < pairs.count(); place++) {
      int ats = SafetyTerms.ats(stock, safety, catalog, pairs.record(place), channel);
      pairs.setLimit(place, ats);
      whole &= pairs.amount(place) <= ats;
      granted += ats > 0 ? 1 : 0;
    }
    return whole || partial ? granted : 0;
  }

  private Outcome refuse(Lines lines, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      int place = pairs.find(lines.sku(i), lines.location(i));
      if (pairs.amount(place) > pairs.limit(place)) {
        outcome.line(i, ResultCode.INSUFFICIENT, (int) pairs.limit(place));
      }
    }
    return outcome.answer(ResultCode.INSUFFICIENT);
  }

  private void open(TextRef id, int channel, long expiryMicros, int lineCount) {
    reservations.makeRoom(lineCount);
    int state = expiryMicros == 0 ? State.COMMITTED : State.HELD;
    int reservation = reservations.open(id, state, channel, expiryMicros);
    for (int place = 0; place < pairs.count(); place++) {
      int units = (int) Math.min(pairs.amount(place), pairs.limit(place));
      if (units > 0) {
        int record = pairs.record(place);
        reservations.addLine(reservation, pairs.sku(place), pairs.location(place), record, units);
        long word = stock.word(record);
        stock.setWord(record, StockTable.sellable(word), StockTable.reserved(word) + units);
      }
    }
    reservations.afterChange(reservation);
  }

  /** What was granted to a pair fills its lines in the order sent. */
  private void reportPartialLines(Lines lines, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      int place = pairs.find(lines.sku(i), lines.location(i));
      int got = (int) Math.min(lines.quantity(i), pairs.limit(place));
      pairs.setLimit(place, pairs.limit(place) - got);
      if (got < lines.quantity(i)) {
        outcome.line(i, ResultCode.PARTIAL, got);
      }
    }
  }
}

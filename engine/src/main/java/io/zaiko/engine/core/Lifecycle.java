package io.zaiko.engine.core;

import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * What happens to a reservation after it was made (rules 11, 14, 15). COMMIT, FULFIL and SHORT
 * check no stock: the promise was checked when it was made (rule 3).
 */
final class Lifecycle {
  private final StockTable stock;
  private final ReservationTable reservations;
  private final Existence existence;
  private final Pairs named = new Pairs();

  /** What becomes of open units. */
  private enum Closing {
    FULFIL,
    SHORT_TO_BLOCKED,
    SHORT_IN_PLACE,
    RELEASE
  }

  Lifecycle(StockTable stock, ReservationTable reservations, Existence existence) {
    this.stock = stock;
    this.reservations = reservations;
    this.existence = existence;
  }

  Outcome commit(TextRef id, Outcome outcome) {
    return move(id, State.HELD, State.COMMITTED, outcome);
  }

  Outcome stage(TextRef id, Outcome outcome) {
    return move(id, State.COMMITTED, State.STAGED, outcome);
  }

  Outcome unstage(TextRef id, Outcome outcome) {
    return move(id, State.STAGED, State.COMMITTED, outcome);
  }

  private Outcome move(TextRef id, int from, int to, Outcome outcome) {
    int reservation = reservations.find(id);
    ResultCode refusal = checkState(reservation, from, from);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    reservations.beforeChange(reservation);
    reservations.setExpiry(reservation, 0);
    reservations.setState(reservation, to);
    reservations.afterChange(reservation);
    return outcome.answer(ResultCode.OK);
  }

  Outcome extend(TextRef id, long expiryMicros, Outcome outcome) {
    int reservation = reservations.find(id);
    ResultCode refusal = checkState(reservation, State.HELD, State.HELD);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    reservations.beforeChange(reservation);
    reservations.setExpiry(reservation, expiryMicros);
    reservations.afterChange(reservation);
    return outcome.answer(ResultCode.OK);
  }

  Outcome fulfil(TextRef id, Lines lines, Outcome outcome) {
    return close(id, lines, Closing.FULFIL, State.COMMITTED, outcome);
  }

  Outcome shorten(TextRef id, Lines lines, boolean keepSellable, Outcome outcome) {
    Closing closing = keepSellable ? Closing.SHORT_IN_PLACE : Closing.SHORT_TO_BLOCKED;
    return close(id, lines, closing, State.COMMITTED, outcome);
  }

  Outcome release(TextRef id, Lines lines, Outcome outcome) {
    return close(id, lines, Closing.RELEASE, State.HELD, outcome);
  }

  private ResultCode checkState(int reservation, int leastState, int mostState) {
    if (reservation == ReservationTable.NONE) {
      return ResultCode.UNKNOWN_RESERVATION;
    }
    int state = reservations.state(reservation);
    if (state == State.EXPIRED) {
      return ResultCode.EXPIRED;
    }
    return state < leastState || state > mostState ? ResultCode.ILLEGAL_STATE : ResultCode.OK;
  }

  /** Closes what the lines name, or all that is open if there are none (rule 14). */
  private Outcome close(TextRef id, Lines lines, Closing closing, int leastState, Outcome outcome) {
    if (existence.fails(lines, outcome)) {
      return outcome;
    }
    int reservation = reservations.find(id);
    ResultCode refusal = checkState(reservation, leastState, State.STAGED);
    if (refusal == ResultCode.OK && lines.count() > 0) {
      refusal = matchLines(reservation, lines, outcome);
    }
    if (refusal == ResultCode.OK && exceedsLimit(reservation, lines, closing)) {
      refusal = ResultCode.LIMIT_EXCEEDED;
    }
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    reservations.beforeChange(reservation);
    int openAfter = 0;
    for (int line = reservations.firstLine(reservation);
        line != ReservationTable.NONE;
        line = reservations.nextLine(line)) {
      int units = unitsToClose(line, lines);
      if (units > 0) {
        closeLine(line, units, closing);
      }
      openAfter |= reservations.open(line);
    }
    if (openAfter == 0) {
      reservations.close(reservation);
    }
    reservations.afterChange(reservation);
    return outcome.answer(ResultCode.OK);
  }

  /**
   * Sums the named lines per pair and holds them against what is open: limit = open units of the
   * pair.
   */
  private ResultCode matchLines(int reservation, Lines lines, Outcome outcome) {
    named.clear();
    for (int i = 0; i < lines.count(); i++) {
      named.add(named.place(lines.sku(i), lines.location(i), stock), lines.quantity(i));
    }
    for (int line = reservations.firstLine(reservation);
        line != ReservationTable.NONE;
        line = reservations.nextLine(line)) {
      int place = named.find(reservations.sku(line), reservations.location(line));
      if (place != Pairs.NONE) {
        named.setLimit(place, reservations.open(line));
      }
    }
    for (int i = 0; i < lines.count(); i++) {
      int place = named.find(lines.sku(i), lines.location(i));
      if (named.amount(place) > named.limit(place)) {
        outcome.line(i, ResultCode.INSUFFICIENT, (int) named.limit(place));
      }
    }
    return outcome.lines().count() > 0 ? ResultCode.INSUFFICIENT : ResultCode.OK;
  }

  private int unitsToClose(int line, Lines lines) {
    if (lines.count() == 0) {
      return reservations.open(line);
    }
    int place = named.find(reservations.sku(line), reservations.location(line));
    return place == Pairs.NONE ? 0 : (int) named.amount(place);
  }

  private boolean exceedsLimit(int reservation, Lines lines, Closing closing) {
    if (closing == Closing.RELEASE || closing == Closing.SHORT_IN_PLACE) {
      return false;
    }
    for (int line = reservations.firstLine(reservation);
        line != ReservationTable.NONE;
        line = reservations.nextLine(line)) {
      int record = reservations.stockRecord(line);
      int units = unitsToClose(line, lines);
      long sellable = (long) StockTable.sellable(stock.word(record)) - units;
      long blocked = (long) stock.bucket(record, StockTable.BLOCKED) + units;
      boolean tooManyBlocked = closing == Closing.SHORT_TO_BLOCKED && blocked > Facts.MAX_UNITS;
      if (units > 0 && (sellable < -Facts.MAX_UNITS || tooManyBlocked)) {
        return true;
      }
    }
    return false;
  }

  private void closeLine(int line, int units, Closing closing) {
    int record = reservations.stockRecord(line);
    long word = stock.word(record);
    int sellable = StockTable.sellable(word);
    int reserved = StockTable.reserved(word) - units;
    switch (closing) {
      case FULFIL -> {
        reservations.fulfil(line, units);
        stock.setWord(record, sellable - units, reserved);
      }
      case SHORT_TO_BLOCKED -> {
        reservations.shorten(line, units);
        int blocked = stock.bucket(record, StockTable.BLOCKED) + units;
        stock.setBucketAndWord(record, StockTable.BLOCKED, blocked, sellable - units, reserved);
      }
      case SHORT_IN_PLACE -> {
        reservations.shorten(line, units);
        stock.setWord(record, sellable, reserved);
      }
      case RELEASE -> {
        reservations.release(line, units);
        stock.setWord(record, sellable, reserved);
      }
    }
  }

  /** Expires every hold that is due at a time, in the order (expiry, id) (rule 15). */
  void expireDue(long timeMicros) {
    while (reservations.nextExpiry() <= timeMicros) {
      expire(reservations.nextToExpire());
    }
  }

  private void expire(int reservation) {
    reservations.beforeChange(reservation);
    for (int line = reservations.firstLine(reservation);
        line != ReservationTable.NONE;
        line = reservations.nextLine(line)) {
      int units = reservations.open(line);
      int record = reservations.stockRecord(line);
      long word = stock.word(record);
      reservations.expire(line, units);
      stock.setWord(record, StockTable.sellable(word), StockTable.reserved(word) - units);
    }
    reservations.close(reservation);
    reservations.afterChange(reservation);
  }
}

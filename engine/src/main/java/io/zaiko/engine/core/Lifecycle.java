package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.ChangeLog;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What happens to a reservation after it was made (rules 11, 14, 15). COMMIT, FULFIL and SHORT
 * check no stock: the promise was checked when it was made (rule 3).
 */
final class Lifecycle {
  private static final int MAX_ID_LENGTH = 64;

  private final StockTable stock;
  private final ReservationTable reservations;
  private final LineTable reservedLines;
  private final StockBook book;
  private final Existence existence;
  private final ChangeLog changes;
  private final TransferUse transferUse;
  private final Pairs named = new Pairs();
  private int expiring = ReservationTable.NONE;
  private final UnsafeBuffer id = new UnsafeBuffer(new byte[MAX_ID_LENGTH]);

  /** What becomes of open units. */
  private enum Closing {
    FULFIL,
    SHORT_TO_BLOCKED,
    SHORT_IN_PLACE,
    RELEASE
  }

  Lifecycle(
      StockTable stock,
      ReservationTable reservations,
      StockBook book,
      Existence existence,
      ChangeLog changes,
      TransferUse transferUse) {
    this.stock = stock;
    this.reservations = reservations;
    this.reservedLines = reservations.lines();
    this.book = book;
    this.existence = existence;
    this.changes = changes;
    this.transferUse = transferUse;
  }

  /** The hold's expiry goes, a deadline may come: microseconds since the epoch, 0 = none. */
  Outcome commit(TextRef id, long deadlineMicros, boolean expiresAtDeadline, Outcome outcome) {
    int reservation = reservations.find(id);
    ResultCode refusal = checkState(reservation, State.HELD, State.HELD);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    reservations.setDue(reservation, deadlineMicros);
    reservations.setExpiresAtDeadline(reservation, expiresAtDeadline);
    reservations.setState(reservation, State.COMMITTED);
    reservations.changed(reservation);
    return outcome.answer(ResultCode.OK);
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
    reservations.setState(reservation, to);
    reservations.changed(reservation);
    return outcome.answer(ResultCode.OK);
  }

  /**
   * @param expiryMicros when a hold is to end
   * @param deadlineMicros until when an order has; 0 = the command is about a hold
   */
  Outcome extend(TextRef id, long expiryMicros, long deadlineMicros, Outcome outcome) {
    int reservation = reservations.find(id);
    boolean hold = deadlineMicros == 0;
    ResultCode refusal =
        hold
            ? checkState(reservation, State.HELD, State.HELD)
            : checkState(reservation, State.COMMITTED, State.STAGED);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    reservations.setDue(reservation, hold ? expiryMicros : deadlineMicros);
    reservations.changed(reservation);
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
    if (refusal == ResultCode.OK
        && closing == Closing.FULFIL
        && reservations.isTransfer(reservation)) {
      // Its goods go to another location: that is DISPATCH.
      refusal = ResultCode.ILLEGAL_STATE;
    }
    if (refusal == ResultCode.OK && lines.count() > 0) {
      refusal = matchLines(reservation, lines, outcome);
    }
    if (refusal == ResultCode.OK && exceedsLimit(reservation, lines, closing)) {
      refusal = ResultCode.LIMIT_EXCEEDED;
    }
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    for (int line = reservations.firstLine(reservation);
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      int units = unitsToClose(line, lines);
      if (units > 0) {
        closeLine(reservation, line, units, closing);
      }
    }
    closeIfNothingIsOpen(reservation);
    reservations.changed(reservation);
    return outcome.answer(ResultCode.OK);
  }

  /** Ends a reservation of which nothing is open any more, between before and after its change. */
  void closeIfNothingIsOpen(int reservation) {
    for (int line = reservations.firstLine(reservation);
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      if (reservedLines.open(line) > 0) {
        return;
      }
    }
    transferUse.beforeClose(reservation);
    reservations.close(reservation);
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
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      int place = named.find(reservedLines.sku(line), reservedLines.location(line));
      if (place != Pairs.NONE) {
        named.setLimit(place, reservedLines.open(line));
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
      return reservedLines.open(line);
    }
    int place = named.find(reservedLines.sku(line), reservedLines.location(line));
    return place == Pairs.NONE ? 0 : (int) named.amount(place);
  }

  private boolean exceedsLimit(int reservation, Lines lines, Closing closing) {
    if (closing == Closing.RELEASE || closing == Closing.SHORT_IN_PLACE) {
      return false;
    }
    for (int line = reservations.firstLine(reservation);
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      int record = reservedLines.stockRecord(line);
      int units = unitsToClose(line, lines);
      long sellable = (long) book.sellable(record) - units;
      long blocked = (long) stock.bucket(record, StockTable.BLOCKED) + units;
      boolean tooManyBlocked = closing == Closing.SHORT_TO_BLOCKED && blocked > Facts.MAX_UNITS;
      if (units > 0 && (sellable < -Facts.MAX_UNITS || tooManyBlocked)) {
        return true;
      }
    }
    return false;
  }

  private void closeLine(int reservation, int line, int units, Closing closing) {
    int record = reservedLines.stockRecord(line);
    int channel = reservations.channel(reservation);
    switch (closing) {
      case FULFIL -> {
        reservedLines.fulfil(line, units);
        book.fulfil(record, channel, units);
      }
      case SHORT_TO_BLOCKED -> {
        reservedLines.shorten(line, units);
        book.block(record, channel, units);
      }
      case SHORT_IN_PLACE -> {
        reservedLines.shorten(line, units);
        book.free(record, channel, units);
      }
      case RELEASE -> {
        reservedLines.release(line, units);
        book.free(record, channel, units);
      }
    }
  }

  /** Lets happen what is due at a time, in the order (time, id) (rules 11, 15). */
  void workOffDue(long sequence, long timeMicros) {
    while (reservations.nextDue() <= timeMicros) {
      int reservation = reservations.nextToBeDue();
      boolean isHold = reservations.state(reservation) == State.HELD;
      if (!isHold) {
        reservations.setOverdue(reservation);
        tellOverdue(sequence, reservation);
      }
      if (isHold || reservations.expiresAtDeadline(reservation)) {
        expire(reservation);
      }
      reservations.changed(reservation);
    }
  }

  private void tellOverdue(long sequence, int reservation) {
    int line = reservations.firstLine(reservation);
    changes.overdue(
        sequence,
        reservedLines.sku(line),
        reservedLines.location(line),
        reservations.channel(reservation),
        id,
        0,
        reservations.copyId(reservation, id, 0));
  }

  /** The reservation that time is ending right now, or NONE: who watches the stock may ask. */
  int expiring() {
    return expiring;
  }

  private void expire(int reservation) {
    expiring = reservation;
    int channel = reservations.channel(reservation);
    for (int line = reservations.firstLine(reservation);
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      int units = reservedLines.open(line);
      if (units > 0) {
        reservedLines.expire(line, units);
        book.free(reservedLines.stockRecord(line), channel, units);
      }
    }
    expiring = ReservationTable.NONE;
    transferUse.beforeClose(reservation);
    reservations.close(reservation);
  }
}

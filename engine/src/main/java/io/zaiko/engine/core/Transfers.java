package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.reservation.TransferTable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * Goods on their way between two locations (rule 19a): asked for by a reservation at the source,
 * dispatched into transit, received in parts, and in the end lost or found. Engine thread only.
 */
final class Transfers {
  private final StockTable stock;
  private final ReservationTable reservations;
  private final LineTable reservedLines;
  private final TransferTable moved;
  private final StockBook book;
  private final Lifecycle lifecycle;
  private final TransferUse use;
  private final LookAhead atSource;
  private final LookAhead atDestination;
  private final LookAhead inTransit;
  private final TransferSkus skus;
  private final Lines own = new Lines();
  private final Lines all = new Lines();

  Transfers(
      StockTable stock,
      ReservationTable reservations,
      StockBook book,
      Lifecycle lifecycle,
      TransferUse use) {
    this.stock = stock;
    this.reservations = reservations;
    this.reservedLines = reservations.lines();
    this.moved = reservations.transfers();
    this.book = book;
    this.lifecycle = lifecycle;
    this.use = use;
    atSource = new LookAhead(stock, book);
    atDestination = new LookAhead(stock, book);
    inTransit = new LookAhead(stock, book);
    skus = new TransferSkus(stock, reservations);
  }

  /** The live transfer of an id, or NONE. */
  private int findLive(TextRef id) {
    int reservation = reservations.find(id);
    boolean live = reservation != ReservationTable.NONE && reservations.isLiveTransfer(reservation);
    return live ? reservation : ReservationTable.NONE;
  }

  private int source(int transfer) {
    return reservedLines.location(reservations.firstLine(transfer));
  }

  Outcome cancel(TextRef id, Outcome outcome) {
    int transfer = reservations.find(id);
    if (transfer == ReservationTable.NONE || !reservations.isTransfer(transfer)) {
      return outcome.answer(ResultCode.UNKNOWN_RESERVATION);
    }
    return lifecycle.release(id, own.clear(), outcome);
  }

  Outcome dispatch(TextRef id, Lines lines, Outcome outcome) {
    int transfer = findLive(id);
    if (transfer == ReservationTable.NONE) {
      return unmatched(lines, outcome);
    }
    Lines dispatched = lines.count() > 0 ? lines : open(transfer);
    ResultCode refusal = lookAheadOfDispatch(transfer, dispatched);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    boolean wasOpen = State.isOpen(reservations.state(transfer));
    for (int i = 0; i < dispatched.count(); i++) {
      if (dispatched.sku(i) == Lines.UNKNOWN) {
        outcome.line(i, ResultCode.UNMATCHED, dispatched.quantity(i));
      } else {
        dispatchLine(transfer, dispatched.sku(i), dispatched.quantity(i));
      }
    }
    if (wasOpen) {
      lifecycle.closeIfNothingIsOpen(transfer);
    }
    reservations.changed(transfer);
    return outcome.answer(ResultCode.OK);
  }

  private void dispatchLine(int transfer, int sku, int units) {
    int source = stock.findOrCreate(sku, source(transfer));
    int destination = stock.findOrCreate(sku, reservations.destination(transfer));
    int line = reservations.findTransferLine(transfer, sku);
    if (line == TransferTable.NONE) {
      line = reservations.addTransferLine(transfer, sku);
    }
    moved.dispatch(line, units);
    int requested = reservations.findLine(transfer, sku, source(transfer));
    int covered = requested == LineTable.NONE ? 0 : Math.min(units, reservedLines.open(requested));
    if (covered > 0) {
      reservedLines.fulfil(requested, covered);
      book.fulfil(source, reservations.channel(transfer), covered);
    }
    if (covered < units) {
      book.add(source, StockTable.NONE, covered - units, Long.MAX_VALUE);
    }
    book.add(destination, StockTable.IN_TRANSIT, units, Long.MAX_VALUE);
  }

  private ResultCode lookAheadOfDispatch(int transfer, Lines lines) {
    atSource.begin(StockTable.NONE);
    inTransit.begin(StockTable.IN_TRANSIT);
    skus.begin(transfer);
    for (int i = 0; i < lines.count(); i++) {
      int sku = lines.sku(i);
      if (sku == Lines.UNKNOWN) {
        continue;
      }
      skus.add(sku, lines.quantity(i), true);
      atSource.move(atSource.place(sku, source(transfer), StockTable.NONE), -lines.quantity(i));
      int destination = reservations.destination(transfer);
      inTransit.move(inTransit.place(sku, destination, StockTable.IN_TRANSIT), lines.quantity(i));
    }
    if (!skus.haveRoom() || !stock.hasRoomFor(atSource.newRecords() + inTransit.newRecords())) {
      return ResultCode.CAPACITY_EXCEEDED;
    }
    if (!skus.areWithinLimits() || atSource.answer() != ResultCode.OK) {
      return ResultCode.LIMIT_EXCEEDED;
    }
    return inTransit.answer();
  }

  /** All that is open of a transfer, as lines. */
  private Lines open(int transfer) {
    all.clear();
    for (int line = reservations.firstLine(transfer);
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      if (reservedLines.open(line) > 0) {
        all.add(reservedLines.sku(line), Lines.NO_LOCATION, reservedLines.open(line));
      }
    }
    return all;
  }

  Outcome receive(TextRef id, Lines lines, Outcome outcome) {
    int transfer = findLive(id);
    if (transfer == ReservationTable.NONE) {
      return unmatched(lines, outcome);
    }
    Lines received = lines.count() > 0 ? lines : onTheWay(transfer);
    ResultCode refusal = lookAheadOfReceive(transfer, received);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    receiveLines(transfer, received, outcome);
    reservations.changed(transfer);
    return outcome.answer(ResultCode.OK);
  }

  private void receiveLines(int transfer, Lines lines, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.sku(i) == Lines.UNKNOWN) {
        outcome.line(i, ResultCode.UNMATCHED, lines.quantity(i));
        continue;
      }
      int sku = lines.sku(i);
      int line = reservations.findTransferLine(transfer, sku);
      if (line == TransferTable.NONE) {
        line = reservations.addTransferLine(transfer, sku);
      }
      int outOfTransit = Math.min(lines.quantity(i), moved.inTransit(line));
      moved.receive(line, lines.quantity(i), lines.quantity(i) - outOfTransit);
      int record = stock.findOrCreate(sku, reservations.destination(transfer));
      if (outOfTransit > 0) {
        book.move(record, StockTable.IN_TRANSIT, StockTable.NONE, outOfTransit);
      }
      if (outOfTransit < lines.quantity(i)) {
        book.add(record, StockTable.NONE, lines.quantity(i) - outOfTransit, Long.MAX_VALUE);
      }
    }
  }

  private ResultCode lookAheadOfReceive(int transfer, Lines lines) {
    atDestination.begin(StockTable.NONE);
    skus.begin(transfer);
    for (int i = 0; i < lines.count(); i++) {
      int sku = lines.sku(i);
      if (sku == Lines.UNKNOWN) {
        continue;
      }
      skus.add(sku, lines.quantity(i), false);
      int destination = reservations.destination(transfer);
      int place = atDestination.place(sku, destination, StockTable.NONE);
      atDestination.move(place, lines.quantity(i));
    }
    if (!skus.haveRoom() || !stock.hasRoomFor(atDestination.newRecords())) {
      return ResultCode.CAPACITY_EXCEEDED;
    }
    return skus.areWithinLimits() ? atDestination.answer() : ResultCode.LIMIT_EXCEEDED;
  }

  /** All that is in transit of a transfer, as lines. */
  private Lines onTheWay(int transfer) {
    all.clear();
    for (int line = reservations.firstTransferLine(transfer);
        line != TransferTable.NONE;
        line = moved.next(line)) {
      if (moved.inTransit(line) > 0) {
        all.add(moved.sku(line), Lines.NO_LOCATION, moved.inTransit(line));
      }
    }
    return all;
  }

  /** The lines were found; what is still in transit then is lost, what is open is released. */
  Outcome close(TextRef id, Lines lines, Outcome outcome) {
    int transfer = findLive(id);
    if (transfer == ReservationTable.NONE) {
      return unmatched(lines, outcome);
    }
    ResultCode refusal = lookAheadOfReceive(transfer, lines);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    receiveLines(transfer, lines, outcome);
    loseTheRest(transfer);
    if (State.isOpen(reservations.state(transfer))) {
      releaseTheRest(transfer);
      lifecycle.closeIfNothingIsOpen(transfer);
    }
    if (reservations.isLiveTransfer(transfer)) {
      use.end(transfer);
      reservations.endTransfer(transfer);
    }
    reservations.changed(transfer);
    return outcome.answer(ResultCode.OK);
  }

  private void loseTheRest(int transfer) {
    for (int line = reservations.firstTransferLine(transfer);
        line != TransferTable.NONE;
        line = moved.next(line)) {
      int units = moved.inTransit(line);
      if (units > 0) {
        moved.lose(line, units);
        int record = stock.find(moved.sku(line), reservations.destination(transfer));
        book.add(record, StockTable.IN_TRANSIT, -units, Long.MAX_VALUE);
      }
    }
  }

  private void releaseTheRest(int transfer) {
    for (int line = reservations.firstLine(transfer);
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      int units = reservedLines.open(line);
      if (units > 0) {
        reservedLines.release(line, units);
        book.free(reservedLines.stockRecord(line), reservations.channel(transfer), units);
      }
    }
  }

  /** No transfer to book the lines on: they are kept in the journal for staff (rule 7). */
  private static Outcome unmatched(Lines lines, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      outcome.line(i, ResultCode.UNMATCHED, lines.quantity(i));
    }
    return outcome.answer(lines.count() > 0 ? ResultCode.OK : ResultCode.UNKNOWN_RESERVATION);
  }
}

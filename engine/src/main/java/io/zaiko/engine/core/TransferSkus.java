package io.zaiko.engine.core;

import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.TransferTable;
import io.zaiko.engine.stock.StockTable;

/**
 * Looks ahead whether the lines of a transfer have room for the SKUs that a fact names, and its
 * numbers stay within the limits. Not thread safe.
 */
final class TransferSkus {
  private final StockTable stock;
  private final ReservationTable reservations;
  private final TransferTable moved;
  private final Pairs pairs = new Pairs();
  private int transfer;
  private int newLines;
  private boolean withinLimits;

  TransferSkus(StockTable stock, ReservationTable reservations) {
    this.stock = stock;
    this.reservations = reservations;
    moved = reservations.transfers();
  }

  void begin(int transfer) {
    this.transfer = transfer;
    pairs.clear();
    newLines = 0;
    withinLimits = true;
  }

  /** A line of the fact: units that were dispatched, or else received. */
  void add(int sku, int units, boolean dispatched) {
    int place = pairs.find(sku, 0);
    if (place == Pairs.NONE) {
      place = pairs.place(sku, 0, stock);
      int line = reservations.findTransferLine(transfer, sku);
      if (line == TransferTable.NONE) {
        newLines++;
      } else {
        pairs.setAmount(place, dispatched ? moved.dispatched(line) : moved.received(line));
      }
    }
    pairs.add(place, units);
    withinLimits &= pairs.amount(place) <= Facts.MAX_UNITS;
  }

  boolean haveRoom() {
    int lines = newLines;
    for (int line = reservations.firstTransferLine(transfer);
        line != TransferTable.NONE;
        line = moved.next(line)) {
      lines++;
    }
    return newLines <= moved.free() && lines <= Lines.MAX;
  }

  boolean areWithinLimits() {
    return withinLimits;
  }
}

package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.TextRef;

/**
 * The reservation that a sale redeems: as much of each line as is open of its pair is fulfilled
 * (rule 17). Engine thread only.
 */
final class Redeeming {
  private final ReservationTable reservations;
  private final LineTable reservedLines;
  private final StockBook book;
  private final Lifecycle lifecycle;

  Redeeming(ReservationTable reservations, StockBook book, Lifecycle lifecycle) {
    this.reservations = reservations;
    this.reservedLines = reservations.lines();
    this.book = book;
    this.lifecycle = lifecycle;
  }

  /** The reservation of an id if it can be redeemed, or NONE. */
  int find(TextRef id) {
    int reservation = reservations.find(id);
    boolean redeemable =
        reservation != ReservationTable.NONE
            && State.isOpen(reservations.state(reservation))
            && !reservations.isTransfer(reservation);
    return redeemable ? reservation : ReservationTable.NONE;
  }

  /** Units of a pair that are open. */
  int open(int reservation, int sku, int location) {
    int line =
        reservation == ReservationTable.NONE
            ? LineTable.NONE
            : reservations.findLine(reservation, sku, location);
    return line == LineTable.NONE ? 0 : reservedLines.open(line);
  }

  /**
   * Fulfils what is open of a pair, up to so many units.
   *
   * @param counted whether a count saw the sale already: then only reserved changes (rule 23)
   * @return units that the reservation covered
   */
  int redeem(
      int reservation, int sku, int location, int quantity, boolean counted, long occurredAt) {
    int units = Math.min(quantity, open(reservation, sku, location));
    if (units == 0) {
      return 0;
    }
    int line = reservations.findLine(reservation, sku, location);
    int record = reservedLines.stockRecord(line);
    int channel = reservations.channel(reservation);
    reservedLines.fulfil(line, units);
    if (counted) {
      book.free(record, channel, units);
    } else {
      book.fulfil(record, channel, units, occurredAt);
    }
    return units;
  }

  /** To be called after the last line of a sale, with what {@link #find} gave. */
  void end(int reservation) {
    if (reservation != ReservationTable.NONE) {
      lifecycle.closeIfNothingIsOpen(reservation);
      reservations.changed(reservation);
    }
  }
}

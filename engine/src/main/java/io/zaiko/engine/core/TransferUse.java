package io.zaiko.engine.core;

import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.StockTable;

/**
 * Holds on to the two locations of a transfer as long as it is live, so that neither is deleted
 * while goods may still be on their way (rules 19a, 24). Engine thread only.
 */
final class TransferUse {
  private final StockTable stock;
  private final ReservationTable reservations;

  TransferUse(StockTable stock, ReservationTable reservations) {
    this.stock = stock;
    this.reservations = reservations;
  }

  /** Notes all transfers that are live, after all reservations were restored. */
  void endRestore() {
    for (int record = 0; record < reservations.scanEnd(); record++) {
      if (reservations.isInUse(record) && reservations.isLiveTransfer(record)) {
        begin(record);
      }
    }
  }

  /** A transfer begins. */
  void begin(int transfer) {
    use(transfer, 1);
  }

  /** To be called before a reservation of which nothing is open closes. */
  void beforeClose(int reservation) {
    boolean ends =
        reservations.isTransfer(reservation)
            && reservations.firstTransferLine(reservation) == ReservationTable.NONE;
    if (ends) {
      use(reservation, -1);
    }
  }

  /** A transfer that moved something is over. */
  void end(int transfer) {
    use(transfer, -1);
  }

  private void use(int transfer, int more) {
    int source = reservations.lines().location(reservations.firstLine(transfer));
    stock.addUse(source, more);
    stock.addUse(reservations.destination(transfer), more);
  }
}

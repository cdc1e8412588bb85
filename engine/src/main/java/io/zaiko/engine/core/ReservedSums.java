package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.StockTable;

/**
 * Adds up what is open of all reservations, and holds it against what the stock records say is
 * reserved (rule 2). The state hash cannot tell: it is of what each of them says. Engine thread
 * only; reads every record.
 */
public final class ReservedSums {
  private final InventoryEngine engine;
  private final ReservationTable reservations;
  private final LineTable lines;

  public ReservedSums(InventoryEngine engine) {
    this.engine = engine;
    reservations = engine.reservations();
    lines = reservations.lines();
  }

  /** What is wrong, or null if nothing is. */
  public String problem() {
    StockTable stock = engine.stock();
    long openAtPairs = 0;
    for (int sku = 0; sku < engine.catalog().skuCount(); sku++) {
      for (int n = 0; n < stock.placeCount(sku); n++) {
        int record = stock.recordAt(sku, n);
        if (record == StockTable.NONE) {
          continue;
        }
        long open = openAt(record);
        openAtPairs += open;
        int reserved = StockTable.reserved(stock.word(record));
        if (open != reserved) {
          return String.format(
              "%d units of SKU %d are reserved at location %d, but %d are open there",
              reserved, sku, stock.location(record), open);
        }
      }
    }
    long open = openOfReservations();
    return open == openAtPairs
        ? null
        : String.format("%d units are reserved, but %d are open", openAtPairs, open);
  }

  private long openAt(int stockRecord) {
    long units = 0;
    for (int line = lines.newestOpen(stockRecord);
        line != LineTable.NONE;
        line = lines.older(line)) {
      units += lines.open(line);
    }
    return units;
  }

  /** Of the open ones: a closed one must not have anything open. */
  private long openOfReservations() {
    long units = 0;
    for (int record = 0; record < reservations.scanEnd(); record++) {
      for (int line = firstLine(record); line != LineTable.NONE; line = lines.next(line)) {
        units += lines.open(line);
      }
    }
    return units;
  }

  private int firstLine(int record) {
    return State.isOpen(reservations.state(record))
        ? reservations.firstLine(record)
        : LineTable.NONE;
  }
}

package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.stock.StockTable;

/**
 * Who goes without when more was promised of a pair than there is (rule 9): holds newest first,
 * then orders, then what is staged, until their open units reach what is missing. Zaiko reports;
 * cancelling is somebody's command. Engine thread only.
 */
public final class OversellReport {
  private static final int[] ORDER = {State.HELD, State.COMMITTED, State.STAGED};

  private final StockTable stock;
  private final ReservationTable reservations;

  /** Told of each endangered reservation. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * One more is endangered.
     *
     * @param reservation its record
     * @param line its line at the pair
     */
    void endangered(int reservation, int line);
  }

  OversellReport(StockTable stock, ReservationTable reservations) {
    this.stock = stock;
    this.reservations = reservations;
  }

  /** Visits whom the oversell of a record endangers; nobody if it is not oversold. */
  public void visit(int record, Visitor visitor) {
    LineTable lines = reservations.lines();
    long missing = -(long) StockTable.atf(stock.word(record));
    for (int state : ORDER) {
      for (int line = lines.newestOpen(record);
          line != LineTable.NONE && missing > 0;
          line = lines.older(line)) {
        int reservation = lines.reservation(line);
        if (reservations.state(reservation) == state) {
          missing -= lines.open(line);
          visitor.endangered(reservation, line);
        }
      }
    }
  }
}

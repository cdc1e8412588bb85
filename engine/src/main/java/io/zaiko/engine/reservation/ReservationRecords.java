package io.zaiko.engine.reservation;

import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;
import java.util.function.IntConsumer;

/**
 * All that a {@link ReservationTable} knows, to be kept somewhere and to be restored into an empty
 * table: first the reservations, then their lines, what they moved, the order of the closed ones
 * and of the free numbers; {@link #end} ends it. Engine thread only.
 *
 * <p>A reservation keeps its number: lists of open reservations are paged by it, so the next ones
 * must get the numbers that they would have got. Of the promises at a stock record the order is
 * restored from their sequences, of which no two are equal, since a command makes one promise at a
 * pair.
 */
public final class ReservationRecords {
  private final ReservationTable table;
  private final LineTable lines;
  private final TransferTable transfers;
  private int lastFree = ReservationTable.NONE;

  /** The records of a table. */
  public ReservationRecords(ReservationTable table) {
    this.table = table;
    lines = table.lines();
    transfers = table.transfers();
  }

  /** When a reservation closed, in microseconds; below 0 = it is open, or a live transfer. */
  public long closedAt(int record) {
    return table.closedAt(record);
  }

  /** Visits the closed reservations in the order of closing: unfulfilled, then fulfilled ones. */
  public void forEachClosed(IntConsumer visitor) {
    table.closed().forEach(visitor);
  }

  /** Visits the numbers of dropped reservations in the order of their next use. */
  public void forEachFree(IntConsumer visitor) {
    for (int record = table.firstFree(); record != ReservationTable.NONE; ) {
      visitor.accept(record);
      record = table.next(record);
    }
  }

  /**
   * Restores a reservation without its lines.
   *
   * @param due in microseconds, 0 = never
   * @param closedAt in microseconds, below 0 = it is open, or a live transfer
   * @param lineCount lines that will be restored
   */
  public void restore(
      int record,
      TextRef id,
      int state,
      int channel,
      int destination,
      long due,
      boolean expiresAtDeadline,
      boolean overdue,
      long closedAt,
      int lineCount) {
    table.restore(record, id, state, channel, destination);
    table.setDue(record, due);
    table.setExpiresAtDeadline(record, expiresAtDeadline);
    if (overdue) {
      table.setOverdue(record);
    }
    if (closedAt >= 0) {
      table.restoreClosed(record, closedAt, lineCount);
    }
  }

  /** Whether a number is that of a restored reservation. */
  public boolean isRestored(int record) {
    return record >= 0 && record < table.scanEnd() && table.isInUse(record);
  }

  /** Whether so many more lines can be restored. */
  public boolean hasRoomForLine() {
    return lines.free() > 0;
  }

  /** Whether so many more lines of transfers can be restored. */
  public boolean hasRoomForTransferLine() {
    return transfers.free() > 0;
  }

  /** Restores the next line of a reservation: units as {@link LineTable} calls them. */
  public void restoreLine(
      int record,
      int sku,
      int location,
      int stockRecord,
      int open,
      int fulfilled,
      int released,
      int expired,
      int shorted,
      int returned,
      long promised) {
    int line = table.addLine(record, sku, location, stockRecord);
    lines.promise(line, open + fulfilled + released + expired + shorted, promised);
    lines.fulfil(line, fulfilled);
    lines.release(line, released);
    lines.expire(line, expired);
    lines.shorten(line, shorted);
    lines.takeBack(line, returned);
  }

  /** Restores the next line of what a transfer moved. */
  public void restoreTransferLine(
      int record, int sku, int dispatched, int received, int lost, int found) {
    int line = table.addTransferLine(record, sku);
    transfers.dispatch(line, dispatched);
    transfers.receive(line, received, found);
    transfers.lose(line, lost);
  }

  /** Restores the place of a closed reservation in the order of closing: behind all others. */
  public void restoreClosing(int record) {
    table.closed().add(record);
  }

  /** Restores a number that is free: to be used after all others. */
  public void restoreFree(int record) {
    table.restoreFree(record, lastFree);
    lastFree = record;
  }

  /**
   * Ends the restoring.
   *
   * @param nowMicros time of the last record
   */
  public void end(StockTable stock, int skuCount, long nowMicros) {
    for (int record = 0; record < table.scanEnd(); record++) {
      if (table.isInUse(record)) {
        table.changed(record);
      }
    }
    for (int sku = 0; sku < skuCount; sku++) {
      for (int n = 0; n < stock.placeCount(sku); n++) {
        int stockRecord = stock.recordAt(sku, n);
        if (stockRecord != StockTable.NONE) {
          lines.sortOpen(stockRecord);
        }
      }
    }
    table.restoreTime(nowMicros);
  }
}

package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Region;

/**
 * The chains that begin in the records of a {@link ReservationTable}: of its lines, and of what it
 * moved if it is a transfer. Engine thread only.
 */
final class LineChains {
  private static final int NONE = ReservationTable.NONE;
  private static final int FIRST_LINE = 28;
  private static final int LAST_LINE = 32;
  private static final int LINE_COUNT = 36;
  private static final int FIRST_TRANSFER_LINE = 48;
  private static final int LAST_TRANSFER_LINE = 52;

  private final Region records;
  private final LineTable lines;
  private final TransferTable transfers;

  LineChains(Region records, LineTable lines, TransferTable transfers) {
    this.records = records;
    this.lines = lines;
    this.transfers = transfers;
  }

  /** Begins the chains of a record, which had others before. */
  void clear(int record) {
    long offset = offset(record);
    records.putInt(offset + FIRST_LINE, NONE);
    records.putInt(offset + LAST_LINE, NONE);
    records.putInt(offset + LINE_COUNT, 0);
    records.putInt(offset + FIRST_TRANSFER_LINE, NONE);
    records.putInt(offset + LAST_TRANSFER_LINE, NONE);
  }

  int firstLine(int record) {
    return records.getInt(offset(record) + FIRST_LINE);
  }

  int lineCount(int record) {
    return records.getInt(offset(record) + LINE_COUNT);
  }

  int firstTransferLine(int record) {
    return records.getInt(offset(record) + FIRST_TRANSFER_LINE);
  }

  /** Adds a line without units at the end; there must be room. */
  int addLine(int record, int sku, int location, int stockRecord) {
    int line = lines.take(record, sku, location, stockRecord);
    long offset = offset(record);
    int last = records.getInt(offset + LAST_LINE);
    if (last == NONE) {
      records.putInt(offset + FIRST_LINE, line);
    } else {
      lines.setNext(last, line);
    }
    records.putInt(offset + LAST_LINE, line);
    records.putInt(offset + LINE_COUNT, lineCount(record) + 1);
    return line;
  }

  void removeLine(int record, int line) {
    long offset = offset(record);
    int previous = NONE;
    for (int other = firstLine(record); other != line; other = lines.next(other)) {
      previous = other;
    }
    int next = lines.next(line);
    if (previous == NONE) {
      records.putInt(offset + FIRST_LINE, next);
    } else {
      lines.setNext(previous, next);
    }
    if (next == NONE) {
      records.putInt(offset + LAST_LINE, previous);
    }
    records.putInt(offset + LINE_COUNT, lineCount(record) - 1);
    lines.giveBack(line);
  }

  /** Adds a line for a SKU that a transfer has none for; there must be room. */
  int addTransferLine(int record, int sku) {
    int line = transfers.take(sku);
    long offset = offset(record);
    int last = records.getInt(offset + LAST_TRANSFER_LINE);
    if (last == NONE) {
      records.putInt(offset + FIRST_TRANSFER_LINE, line);
    } else {
      transfers.setNext(last, line);
    }
    records.putInt(offset + LAST_TRANSFER_LINE, line);
    return line;
  }

  private static long offset(int record) {
    return (long) record * ReservationTable.RECORD_LENGTH;
  }
}

package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Region;
import io.zaiko.engine.stock.TextRef;
import org.agrona.MutableDirectBuffer;

/** The ids in the records of a {@link ReservationTable}. Engine thread only. */
final class ReservationIds {
  static final int ID = 64;
  private static final int LENGTH = 46;

  private final Region records;

  ReservationIds(Region records) {
    this.records = records;
  }

  void put(int record, TextRef id) {
    records.putByte(offset(record) + LENGTH, (byte) id.length());
    records.putBytes(offset(record) + ID, id.buffer(), id.offset(), id.length());
  }

  boolean matches(int record, TextRef id) {
    int length = length(record);
    if (length != id.length()) {
      return false;
    }
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      if (records.getLong(offset(record) + ID + i) != id.buffer().getLong(id.offset() + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (byteAt(record, i) != id.buffer().getByte(id.offset() + i)) {
        return false;
      }
    }
    return true;
  }

  /** Which of two ids comes first, by their bytes. */
  int compare(int first, int second) {
    int shorter = Math.min(length(first), length(second));
    for (int i = 0; i < shorter; i++) {
      int difference = (byteAt(first, i) & 0xFF) - (byteAt(second, i) & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return length(first) - length(second);
  }

  /** Copies an id and returns its length. */
  int copy(int record, MutableDirectBuffer to, int offset) {
    records.getBytes(offset(record) + ID, to, offset, length(record));
    return length(record);
  }

  private int length(int record) {
    return records.getByte(offset(record) + LENGTH);
  }

  private byte byteAt(int record, int position) {
    return records.getByte(offset(record) + ID + position);
  }

  private static long offset(int record) {
    return (long) record * ReservationTable.RECORD_LENGTH;
  }
}

package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * The lines of all reservations: 64 bytes each, chained per reservation, free ones chained too.
 * Holds for every line (rule 10): {@code requested = open + fulfilled + released + expired +
 * shorted}. Engine thread only.
 */
final class LineTable {
  static final int NONE = -1;

  /** Where units of a line can be; also the order of the fields. */
  static final int OPEN = 0;

  static final int FULFILLED = 1;
  static final int RELEASED = 2;
  static final int EXPIRED = 3;
  static final int SHORTED = 4;

  private static final int RECORD_LENGTH = 64;
  private static final int SKU = 0;
  private static final int LOCATION = 4;
  private static final int STOCK_RECORD = 8;
  private static final int NEXT = 12;
  private static final int REQUESTED = 16;
  private static final int PARTS = 20;
  private static final int RETURNED = 40;

  private final int capacity;
  private final Region records;
  private int used;
  private int neverUsed;
  private int firstFree = NONE;

  LineTable(OffHeapMemory memory, int capacity) {
    this.capacity = capacity;
    records = memory.allocate("reservation lines", (long) capacity * RECORD_LENGTH);
  }

  int free() {
    return capacity - used;
  }

  /** Takes a free line; ask {@link #free} first. */
  int take(int sku, int location, int stockRecord, int requested) {
    int line;
    if (firstFree == NONE) {
      line = neverUsed++;
    } else {
      line = firstFree;
      firstFree = next(line);
    }
    used++;
    long offset = (long) line * RECORD_LENGTH;
    records.putInt(offset + SKU, sku);
    records.putInt(offset + LOCATION, location);
    records.putInt(offset + STOCK_RECORD, stockRecord);
    records.putInt(offset + NEXT, NONE);
    records.putInt(offset + REQUESTED, requested);
    records.putInt(offset + PARTS, requested);
    for (int part = FULFILLED; part <= SHORTED; part++) {
      records.putInt(offset + PARTS + (long) part * Integer.BYTES, 0);
    }
    records.putInt(offset + RETURNED, 0);
    return line;
  }

  void giveBack(int line) {
    setNext(line, firstFree);
    firstFree = line;
    used--;
  }

  int sku(int line) {
    return records.getInt((long) line * RECORD_LENGTH + SKU);
  }

  int location(int line) {
    return records.getInt((long) line * RECORD_LENGTH + LOCATION);
  }

  int stockRecord(int line) {
    return records.getInt((long) line * RECORD_LENGTH + STOCK_RECORD);
  }

  int next(int line) {
    return records.getInt((long) line * RECORD_LENGTH + NEXT);
  }

  void setNext(int line, int next) {
    records.putInt((long) line * RECORD_LENGTH + NEXT, next);
  }

  int requested(int line) {
    return records.getInt((long) line * RECORD_LENGTH + REQUESTED);
  }

  int part(int line, int part) {
    return records.getInt((long) line * RECORD_LENGTH + PARTS + (long) part * Integer.BYTES);
  }

  /** Moves units from open to another part. */
  void close(int line, int part, int quantity) {
    long offset = (long) line * RECORD_LENGTH + PARTS;
    records.putInt(offset, records.getInt(offset) - quantity);
    long partOffset = offset + (long) part * Integer.BYTES;
    records.putInt(partOffset, records.getInt(partOffset) + quantity);
  }

  int returned(int line) {
    return records.getInt((long) line * RECORD_LENGTH + RETURNED);
  }

  void addReturned(int line, int quantity) {
    long offset = (long) line * RECORD_LENGTH + RETURNED;
    records.putInt(offset, records.getInt(offset) + quantity);
  }

  /**
   * What a line adds to the state hash.
   *
   * @param place a hash of its reservation's id plus its place among the lines: answers keep that
   *     order
   */
  long contribution(int line, long place) {
    long h = Hashing.mix(place, Hashing.pair(sku(line), location(line)));
    h = Hashing.mix(h, Hashing.pair(requested(line), part(line, OPEN)));
    h = Hashing.mix(h, Hashing.pair(part(line, FULFILLED), part(line, RELEASED)));
    h = Hashing.mix(h, Hashing.pair(part(line, EXPIRED), part(line, SHORTED)));
    return Hashing.mix(h, returned(line));
  }
}

package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * Line lists of remembered replies, in one ring: the newest overwrite the oldest. Few replies have
 * one, so one ring for all sessions is far smaller than room for the longest list in every entry of
 * every window. Engine thread only.
 */
final class LineResultRing {
  private static final int ENTRY_LENGTH = 12;

  private final int capacity;
  private final Region entries;
  private long written;

  /**
   * @param capacity lines, at least as many as one reply may have
   */
  LineResultRing(OffHeapMemory memory, int capacity) {
    this.capacity = capacity;
    entries = memory.allocateGrowing("remembered lines", (long) capacity * ENTRY_LENGTH);
  }

  /** Keeps a list and returns its position, for {@link #read}. */
  long write(LineResults results) {
    long position = written;
    for (int i = 0; i < results.count(); i++) {
      put(written++, results.line(i), results.code(i), results.quantity(i), results.location(i));
    }
    return position;
  }

  /** Puts a line where it was once. */
  void put(long position, int line, byte code, int quantity, int location) {
    long offset = offset(position);
    entries.grownTo(offset);
    entries.putShort(offset, (short) line);
    entries.putByte(offset + 2, code);
    entries.putInt(offset + 4, quantity);
    entries.putInt(offset + 8, location);
  }

  /** Lines ever kept. */
  long written() {
    return written;
  }

  void restoreWritten(long lines) {
    written = lines;
  }

  /** Whether a list that began at a position is still whole. */
  boolean has(long position) {
    return position >= written - capacity;
  }

  void read(long position, int count, LineResults results) {
    for (long p = position; p < position + count; p++) {
      long offset = offset(p);
      results.add(
          entries.getShort(offset),
          entries.getByte(offset + 2),
          entries.getInt(offset + 4),
          entries.getInt(offset + 8));
    }
  }

  private long offset(long position) {
    return position % capacity * ENTRY_LENGTH;
  }
}

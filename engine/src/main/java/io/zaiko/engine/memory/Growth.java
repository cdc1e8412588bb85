package io.zaiko.engine.memory;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * How far a table that fills from its beginning is in use. Told by the thread that fills it; one
 * other thread may read it and touch pages ahead.
 */
public final class Growth {
  private static final int PAGE = 4096;

  /** How many bytes are filled before it is told again. */
  private static final int TURN = 1 << 20;

  private final String table;
  private final UnsafeBuffer bytes;
  private long nextTurn = TURN;
  private volatile long used;
  private volatile GrowthWatch watch;

  Growth(String table, UnsafeBuffer bytes) {
    this.table = table;
    this.bytes = bytes;
  }

  void tell(GrowthWatch newWatch) {
    watch = newWatch;
  }

  /** As {@link Region#grownTo}. A comparison, but for once in a mebibyte. */
  void to(long end) {
    if (end >= nextTurn) {
      nextTurn = end + TURN;
      used = end;
      GrowthWatch told = watch;
      if (told != null) {
        told.onGrown();
      }
    }
  }

  /** Name of the table. */
  public String table() {
    return table;
  }

  /** How much is in use, in bytes, within a mebibyte. Any thread. */
  public long used() {
    return used;
  }

  /** How long the table is, in bytes. */
  public long length() {
    return bytes.capacity();
  }

  /**
   * Has the system give memory for a page: writes a zero where there is a zero, in one atomic step.
   * So it never changes a byte, not even if the table's own thread has come that far. Any thread.
   *
   * @param offset a multiple of 4,096
   */
  public void touch(long offset) {
    assert offset % PAGE == 0;
    bytes.compareAndSetInt((int) offset, 0, 0);
  }
}

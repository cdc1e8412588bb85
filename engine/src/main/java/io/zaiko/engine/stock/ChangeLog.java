package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import java.lang.invoke.VarHandle;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * The last changes, for those who follow them (rule 30): a ring of entries that the engine thread
 * writes and never waits for; {@link ChangeReader}s of any thread follow, and notice when they were
 * overtaken. It is no part of the state: recovery writes it anew.
 *
 * <pre>
 *   entry, 32 bytes:
 *    0  sequence of the record                   8  SKU (upper half), location
 *   16  kind, channel, band, band before, sellable (upper half)
 *   24  length of an id, reserved (upper half)
 *   entry that continues an id: the sequence, then 24 bytes
 * </pre>
 *
 * <p>Entries count from 0 for ever; entry n lies in slot n modulo capacity. The writer says that it
 * is about to overwrite an entry before it does, and a reader that copied one looks at that
 * afterwards. What is written shows once it is published, all of a batch together.
 */
public final class ChangeLog {
  /** Stock is now another. */
  public static final int LEVEL = 0;

  /** A channel's band became another. */
  public static final int BAND = 1;

  public static final int OVERSELL_OPENED = 2;
  public static final int OVERSELL_CHANGED = 3;
  public static final int OVERSELL_CLOSED = 4;

  /** A pickup deadline passed. */
  public static final int PICKUP_OVERDUE = 5;

  /** The fewest entries a ring may have. */
  public static final int LEAST_CAPACITY = 1_024;

  /** The most entries a ring may have: 1 GiB. */
  public static final int MOST_CAPACITY = 1 << 25;

  static final int MAX_ID_LENGTH = 64;
  static final int ID_BYTES_PER_ENTRY = 24;

  private static final int NO_CHANNEL = AvailabilityReader.NO_CHANNEL;
  private static final int ENTRY_LENGTH = 32;
  private static final int SEQUENCE = 0;
  private static final int PLACE = 8;
  private static final int UNITS = 16;
  private static final int MORE_UNITS = 24;
  private static final int CLAIMED = 0;
  private static final int PUBLISHED = 64;
  private static final int BEGINNING = 128;
  private static final int COUNTERS_LENGTH = 192;

  private final int capacity;
  private final Region entries;
  private final Region counters;
  private long written;

  /**
   * @param capacity entries, a power of two from 1,024 to 33,554,432
   */
  public ChangeLog(OffHeapMemory memory, int capacity) {
    if (!BitUtil.isPowerOfTwo(capacity) || capacity < LEAST_CAPACITY || capacity > MOST_CAPACITY) {
      throw new IllegalArgumentException(
          "change-capacity is "
              + capacity
              + ", but must be a power of two from "
              + LEAST_CAPACITY
              + " to "
              + MOST_CAPACITY);
    }
    this.capacity = capacity;
    entries = memory.allocateGrowing("changes", (long) capacity * ENTRY_LENGTH);
    counters = memory.allocate("counters of changes", COUNTERS_LENGTH);
  }

  /**
   * Says that nothing is known of the changes up to a sequence: for an engine that begins at a
   * snapshot, before it writes any. Without it the log begins at sequence 0, before all records.
   */
  public void startAt(long sequence) {
    counters.putLongRelease(BEGINNING, sequence);
  }

  /** Sellable or reserved of a pair changed. Sequences never fall. Engine thread. */
  public void level(long sequence, int sku, int location) {
    write(sequence, Hashing.pair(sku, location), word(LEVEL, NO_CHANNEL, 0, 0), 0);
  }

  /** The band of a channel at a pair became another; bands as {@link BandTable} numbers them. */
  public void band(long sequence, int sku, int location, int channel, int before, int after) {
    write(sequence, Hashing.pair(sku, location), word(BAND, channel, after, before), 0);
  }

  /**
   * An oversell began, changed or ended.
   *
   * @param kind OVERSELL_OPENED, OVERSELL_CHANGED or OVERSELL_CLOSED
   * @param sellable units at that moment; so with reserved
   */
  public void oversell(long sequence, int kind, int sku, int location, int sellable, int reserved) {
    int word = word(kind, NO_CHANNEL, 0, 0);
    long place = Hashing.pair(sku, location);
    write(sequence, place, Hashing.pair(sellable, word), Hashing.pair(reserved, 0));
  }

  /**
   * A pickup deadline passed.
   *
   * @param sku of the reservation's first line; so with location
   * @param id of the reservation, 1 to 64 bytes
   */
  public void overdue(
      long sequence, int sku, int location, int channel, DirectBuffer id, int offset, int length) {
    int word = word(PICKUP_OVERDUE, channel, 0, 0);
    write(sequence, Hashing.pair(sku, location), word, length);
    for (int from = 0; from < length; from += ID_BYTES_PER_ENTRY) {
      write(
          sequence,
          idWord(id, offset, length, from),
          idWord(id, offset, length, from + Long.BYTES),
          idWord(id, offset, length, from + 2 * Long.BYTES));
    }
  }

  /** Eight bytes of an id, the first lowest, zeros beyond its end. */
  private static long idWord(DirectBuffer id, int offset, int length, int from) {
    long word = 0;
    for (int i = Math.min(length, from + Long.BYTES) - 1; i >= from; i--) {
      word = (word << Byte.SIZE) | (id.getByte(offset + i) & 0xFFL);
    }
    return word;
  }

  private static int word(int kind, int channel, int band, int bandBefore) {
    return kind | channel << 8 | band << 16 | bandBefore << 24;
  }

  private void write(long sequence, long place, long units, long moreUnits) {
    long offset = offset(written);
    entries.grownTo(offset);
    written++;
    counters.putLongOpaque(CLAIMED, written);
    VarHandle.releaseFence();
    entries.putLongOpaque(offset + SEQUENCE, sequence);
    entries.putLongOpaque(offset + PLACE, place);
    entries.putLongOpaque(offset + UNITS, units);
    entries.putLongOpaque(offset + MORE_UNITS, moreUnits);
  }

  /** Shows readers all that was written: once a batch, never between the parts of a record. */
  public void publish() {
    counters.putLongRelease(PUBLISHED, written);
  }

  /** Entries there are to read, counted from the first ever. */
  long published() {
    return counters.getLongAcquire(PUBLISHED);
  }

  /** The oldest entry that nobody writes over yet; to be read after what it is to vouch for. */
  long oldest() {
    VarHandle.acquireFence();
    return Math.max(0, counters.getLongOpaque(CLAIMED) - capacity);
  }

  /** Nothing up to this sequence was ever in the log. */
  long beginning() {
    return counters.getLongAcquire(BEGINNING);
  }

  int capacity() {
    return capacity;
  }

  long sequence(long entry) {
    return entries.getLongOpaque(offset(entry) + SEQUENCE);
  }

  long place(long entry) {
    return entries.getLongOpaque(offset(entry) + PLACE);
  }

  long units(long entry) {
    return entries.getLongOpaque(offset(entry) + UNITS);
  }

  long moreUnits(long entry) {
    return entries.getLongOpaque(offset(entry) + MORE_UNITS);
  }

  private long offset(long entry) {
    return (entry & (capacity - 1)) * ENTRY_LENGTH;
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;

/**
 * The open counts, one for each location at most: a cut is a moment in the journal, and for every
 * record that is touched after it its <em>books</em> at the cut are kept (rule 19). What moved
 * since is what the record holds minus its books, so nothing need be noted of the movements.
 *
 * <pre>
 *   of each location:  0  sequence of the cut, 0 = none   8  its time in microseconds
 *                     16  its number   24  what its books add to the state hash
 * </pre>
 *
 * Engine thread only.
 */
public final class Cuts {
  /** How long a count stays open: 48 hours, in microseconds. */
  public static final long OPEN_MICROS = 48L * 3600 * 1_000_000;

  private static final int ENTRY_LENGTH = 32;
  private static final int TIME = 8;
  private static final int NUMBER = 16;
  private static final int BOOKS = 24;

  private final Region entries;
  private final StockTable stock;
  private final StateHash stateHash;
  private int cuts;
  private int openCount;

  /** Cuts for so many locations. */
  public Cuts(OffHeapMemory memory, int locationCapacity, StockTable stock, StateHash stateHash) {
    entries = memory.allocate("cuts", (long) locationCapacity * ENTRY_LENGTH);
    this.stock = stock;
    this.stateHash = stateHash;
  }

  /** Sequence of the open cut of a location, or 0. */
  public long openCut(int location, long nowMicros) {
    if (openCount == 0) {
      return 0;
    }
    long sequence = entries.getLong(offset(location));
    return sequence != 0 && nowMicros < timeMicros(location) + OPEN_MICROS ? sequence : 0;
  }

  /** Time of the cut of a location, in microseconds. */
  public long timeMicros(int location) {
    return entries.getLong(offset(location) + TIME);
  }

  /** Sets a cut at a location that has no open one. */
  public void open(int location, long sequence, long timeMicros) {
    close(location);
    long offset = offset(location);
    entries.putLong(offset, sequence);
    entries.putLong(offset + TIME, timeMicros);
    entries.putInt(offset + NUMBER, ++cuts);
    openCount++;
    stateHash.replace(0, contribution(location));
  }

  /** Number of cuts ever set. */
  public int count() {
    return cuts;
  }

  /** Whether nothing is kept of any cut. */
  public boolean isEmpty() {
    return openCount == 0;
  }

  /** Sequence of the cut that is kept of a location, be it too old or not; 0 = none. */
  public long keptCut(int location) {
    return entries.getLong(offset(location));
  }

  /** Number of that cut, from 1. */
  public int number(int location) {
    return entries.getInt(offset(location) + NUMBER);
  }

  /** Restores the number of cuts ever set, after the cuts. */
  public void restoreCount(int count) {
    cuts = count;
  }

  /** Restores a cut, as {@link #open}. */
  public void restore(int location, int number, long sequence, long timeMicros) {
    cuts = number - 1;
    open(location, sequence, timeMicros);
  }

  /**
   * Restores the books of a record at the cut of its location: of sellable, then of damaged,
   * quality control and blocked.
   */
  public void restoreBooks(int record, long[] books) {
    int location = stock.location(record);
    stock.keepBooks(record, number(location));
    for (int bucket = StockTable.NONE; bucket <= StockTable.BLOCKED; bucket++) {
      stock.setBook(record, bucket, books[bucket + 1]);
    }
    replaceBooks(location, 0, stock.booksContribution(record));
  }

  /** Forgets the cut of a location, if it has one, open or not. */
  public void close(int location) {
    long offset = offset(location);
    if (entries.getLong(offset) == 0) {
      return;
    }
    stateHash.replace(contribution(location) + entries.getLong(offset + BOOKS), 0);
    entries.putLong(offset, 0);
    entries.putLong(offset + BOOKS, 0);
    openCount--;
  }

  /** To be called before a record of a location with an open cut changes. */
  public void beforeChange(int location, int record) {
    int cut = entries.getInt(offset(location) + NUMBER);
    if (stock.cutOfBooks(record) != cut) {
      stock.keepBooks(record, cut);
      replaceBooks(location, 0, stock.booksContribution(record));
    }
  }

  /** Book of a record at the open cut: of a bucket, or of sellable for StockTable.NONE. */
  public long book(int location, int record, int bucket, int unitsNow) {
    return stock.cutOfBooks(record) == entries.getInt(offset(location) + NUMBER)
        ? stock.book(record, bucket)
        : unitsNow;
  }

  /** What changed was no movement since the cut, so it changes the book as well. */
  public void correctBook(int location, int record, int bucket, int more) {
    long before = stock.booksContribution(record);
    stock.setBook(record, bucket, stock.book(record, bucket) + more);
    replaceBooks(location, before, stock.booksContribution(record));
  }

  private void replaceBooks(int location, long before, long after) {
    long offset = offset(location) + BOOKS;
    entries.putLong(offset, entries.getLong(offset) - before + after);
    stateHash.replace(before, after);
  }

  /** What the cuts add to the state hash, from scratch. */
  public long recomputeHash(int skuCount, int locationCount) {
    long sum = 0;
    for (int location = 0; location < locationCount; location++) {
      if (entries.getLong(offset(location)) != 0) {
        sum += contribution(location);
      }
    }
    for (int sku = 0; sku < skuCount && !isEmpty(); sku++) {
      for (int n = 0; n < stock.placeCount(sku); n++) {
        int record = stock.recordAt(sku, n);
        sum += record != StockTable.NONE && hasBooks(record) ? stock.booksContribution(record) : 0;
      }
    }
    return sum;
  }

  /** Whether the books of a record are kept. */
  public boolean hasBooks(int record) {
    long offset = offset(stock.location(record));
    return entries.getLong(offset) != 0
        && stock.cutOfBooks(record) == entries.getInt(offset + NUMBER);
  }

  private long contribution(int location) {
    return Hashing.mix(
        Hashing.mix(location, entries.getLong(offset(location))), timeMicros(location));
  }

  private static long offset(int location) {
    return (long) location * ENTRY_LENGTH;
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * What few stock records have: units in a bucket other than sellable, terms of their own, counts.
 * Two cache lines each, the second one for open counts only, found by the pair, in a hash table
 * that is never removed from.
 *
 * <pre>
 *   0  SKU and location + 1, 0 = unused   8  version, odd while being written
 *  12  index into {@link ChannelTerms} + 1, 0 = none
 *  16  damaged   20  quality control   24  blocked   28  in transit
 *  32  time of the last applied cut, 0 = never counted
 *  40  number of the cut that the books are of, 0 = none   44  channels lowered (see BandTable)
 *  64  books at the cut: sellable   72  damaged   80  quality control   88  blocked
 * </pre>
 *
 * <p>One writer, the engine thread; any thread may read the buckets, terms and channels lowered
 * under the version.
 */
final class ColdStock {
  private static final int RECORD_LENGTH = 128;
  private static final int VERSION = 8;
  private static final int TERMS = 12;
  private static final int BUCKETS = 16;
  private static final int LAST_CUT = 32;
  private static final int CUT = 40;
  private static final int LOWERED = 44;
  private static final int BOOKS = 64;

  private final int capacity;
  private final Region records;

  /** Room for so many records and half as many again, since a full table is probed for ever. */
  ColdStock(OffHeapMemory memory, int stockCapacity) {
    capacity = stockCapacity + stockCapacity / 2 + 1;
    records = memory.allocate("cold stock", (long) capacity * RECORD_LENGTH);
  }

  /** Record of a pair that is known to have one. Any thread. */
  int find(int sku, int location) {
    long key = key(sku, location);
    int record = home(key);
    while (records.getLongAcquire(offset(record)) != key) {
      record = next(record);
    }
    return record;
  }

  /** Makes the record of a pair that has none. */
  int add(int sku, int location) {
    long key = key(sku, location);
    int record = home(key);
    while (records.getLong(offset(record)) != 0) {
      record = next(record);
    }
    records.putLongRelease(offset(record), key);
    return record;
  }

  void beginWrite(int record) {
    SeqLock.beginWrite(records, offset(record) + VERSION);
  }

  void endWrite(int record) {
    SeqLock.endWrite(records, offset(record) + VERSION);
  }

  int readVersion(int record) {
    return records.getIntAcquire(offset(record) + VERSION);
  }

  int bucket(int record, int bucket) {
    return records.getIntOpaque(bucketOffset(record, bucket));
  }

  void setBucket(int record, int bucket, int units) {
    records.putIntOpaque(bucketOffset(record, bucket), units);
  }

  /** Index into the {@link ChannelTerms}, or {@link StockTable#NONE}. */
  int termsEntry(int record) {
    return records.getIntOpaque(offset(record) + TERMS) - 1;
  }

  void setTermsEntry(int record, int entry) {
    records.putIntOpaque(offset(record) + TERMS, entry + 1);
  }

  /** Bit n set = channel n was at or below its low mark after it was last above the band. */
  int lowered(int record) {
    return records.getIntOpaque(offset(record) + LOWERED);
  }

  void setLowered(int record, int channels) {
    records.putIntOpaque(offset(record) + LOWERED, channels);
  }

  long lastCut(int record) {
    return records.getLong(offset(record) + LAST_CUT);
  }

  void setLastCut(int record, long timeMicros) {
    records.putLong(offset(record) + LAST_CUT, timeMicros);
  }

  int cut(int record) {
    return records.getInt(offset(record) + CUT);
  }

  void setCut(int record, int cut) {
    records.putInt(offset(record) + CUT, cut);
  }

  /**
   * Units of a place at the cut: 0 sellable, 1 + n the n-th other bucket. What moved since is
   * without limit, so the book is, too.
   */
  long book(int record, int place) {
    return records.getLong(offset(record) + BOOKS + (long) place * Long.BYTES);
  }

  void setBook(int record, int place, long units) {
    records.putLong(offset(record) + BOOKS + (long) place * Long.BYTES, units);
  }

  private static long bucketOffset(int record, int bucket) {
    return offset(record) + BUCKETS + (long) bucket * Integer.BYTES;
  }

  private static long offset(int record) {
    return (long) record * RECORD_LENGTH;
  }

  private static long key(int sku, int location) {
    return Hashing.pair(sku, location) + 1;
  }

  private int home(long key) {
    return (int) (((Hashing.mix(key) >>> 32) * capacity) >>> 32);
  }

  private int next(int record) {
    return record + 1 == capacity ? 0 : record + 1;
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;
import org.agrona.BitUtil;

/**
 * The stock records: 64 bytes for each (SKU, location) that something happened to, one cache line
 * each.
 *
 * <pre>
 *   0  sellable (upper int32) and reserved (lower int32): one word, so one load sees both
 *   8  SKU    12 location     what the record is of; never changes
 *  16  version                odd while anything but the word is being written
 *  20  safety override        index into {@link SafetyTable} + 1; 0 = none
 *  24  damaged  28 quality control  32 blocked  36 in transit
 * </pre>
 *
 * <p>The records of one SKU lie in chunks of 2, 2, 4, 8, ... records, so that a scan over its
 * locations walks through contiguous memory; an index finds a pair at once. Records are never
 * removed.
 *
 * <p>One writer, the engine thread; readers see a record once its index slot, or the SKU's count,
 * is released.
 */
public final class StockTable {
  /** What {@link #find} gives for a pair without a record. */
  public static final int NONE = -1;

  static final int RECORD_LENGTH = 64;
  static final int WORD = 0;
  static final int SKU = 8;
  static final int LOCATION = 12;
  static final int VERSION = 16;
  static final int SAFETY = 20;
  static final int BUCKETS = 24;

  /** Buckets other than sellable, in the order of their fields. */
  public static final int DAMAGED = 0;

  public static final int QUALITY_CONTROL = 1;
  public static final int BLOCKED = 2;
  public static final int IN_TRANSIT = 3;

  private static final int BUCKET_COUNT = 4;
  private static final int MAX_CHUNKS = 15;
  private static final int DIRECTORY_LENGTH = 64;
  private static final int INDEX_ENTRY_LENGTH = 16;

  private final int capacity;
  private final int indexMask;
  private final Region records;
  private final Region index;
  private final Region directory;
  private final StateHash stateHash;
  private StockObserver observer;
  private int count;
  private int nextFree;

  /**
   * @param capacity records, 1 to 16,000,000
   * @param skuCapacity SKUs of the catalog
   */
  public StockTable(OffHeapMemory memory, int capacity, int skuCapacity, StateHash stateHash) {
    this.capacity = capacity;
    this.stateHash = stateHash;
    int indexCapacity = BitUtil.findNextPositivePowerOfTwo(2 * capacity);
    indexMask = indexCapacity - 1;
    // Chunks double, so at most half of what is allocated is unused.
    records = memory.allocate("stock records", 2L * capacity * RECORD_LENGTH);
    index = memory.allocate("stock index", (long) indexCapacity * INDEX_ENTRY_LENGTH);
    directory = memory.allocate("stock directory", (long) skuCapacity * DIRECTORY_LENGTH);
  }

  /** Most locations that one SKU can have a record at. */
  public static int maxLocationsPerSku() {
    return 1 << MAX_CHUNKS;
  }

  /** Record of a pair, or NONE. Any thread. */
  public int find(int sku, int location) {
    long key = key(sku, location);
    int slot = (int) Hashing.mix(key) & indexMask;
    long found;
    while ((found = index.getLongAcquire((long) slot * INDEX_ENTRY_LENGTH)) != 0) {
      if (found == key) {
        return index.getInt((long) slot * INDEX_ENTRY_LENGTH + Long.BYTES);
      }
      slot = (slot + 1) & indexMask;
    }
    return NONE;
  }

  /** Whether so many more records may be made. */
  public boolean hasRoomFor(int more) {
    return capacity - count >= more;
  }

  /** Record of a pair, made if it is not there. Ask {@link #hasRoomFor} first. */
  public int findOrCreate(int sku, int location) {
    int found = find(sku, location);
    return found != NONE ? found : create(sku, location);
  }

  private int create(int sku, int location) {
    int position = directory.getInt((long) sku * DIRECTORY_LENGTH);
    boolean chunkFull = position == 0 || (position >= 2 && BitUtil.isPowerOfTwo(position));
    if (chunkFull) {
      directory.putInt(chunkStart(sku, chunkOf(position)), nextFree);
      nextFree += Math.max(2, position);
    }
    int record = recordAt(sku, position);
    records.putInt((long) record * RECORD_LENGTH + SKU, sku);
    records.putInt((long) record * RECORD_LENGTH + LOCATION, location);
    stateHash.replace(0, placeContribution(record, position));
    count++;
    addToIndex(key(sku, location), record);
    directory.putIntRelease((long) sku * DIRECTORY_LENGTH, position + 1);
    return record;
  }

  private void addToIndex(long key, int record) {
    int slot = (int) Hashing.mix(key) & indexMask;
    while (index.getLong((long) slot * INDEX_ENTRY_LENGTH) != 0) {
      slot = (slot + 1) & indexMask;
    }
    index.putInt((long) slot * INDEX_ENTRY_LENGTH + Long.BYTES, record);
    index.putLongRelease((long) slot * INDEX_ENTRY_LENGTH, key);
  }

  /** Number of locations that a SKU has a record at. Any thread. */
  public int recordCount(int sku) {
    return directory.getIntAcquire((long) sku * DIRECTORY_LENGTH);
  }

  /** The n-th record of a SKU, in the order of making; n below {@link #recordCount}. Any thread. */
  public int recordAt(int sku, int n) {
    int chunk = chunkOf(n);
    int first = chunk == 0 ? 0 : 1 << chunk;
    return directory.getInt(chunkStart(sku, chunk)) + n - first;
  }

  private static int chunkOf(int n) {
    return n < 2 ? 0 : 31 - Integer.numberOfLeadingZeros(n);
  }

  private static long chunkStart(int sku, int chunk) {
    return (long) sku * DIRECTORY_LENGTH + Integer.BYTES + (long) chunk * Integer.BYTES;
  }

  /** Records in use. */
  public int count() {
    return count;
  }

  public int sku(int record) {
    return records.getInt((long) record * RECORD_LENGTH + SKU);
  }

  public int location(int record) {
    return records.getInt((long) record * RECORD_LENGTH + LOCATION);
  }

  /**
   * Sellable and reserved in one acquire load; see {@link #sellable(long)} and {@link
   * #reserved(long)}. Any thread.
   */
  public long word(int record) {
    return records.getLongAcquire((long) record * RECORD_LENGTH + WORD);
  }

  public static int sellable(long word) {
    return (int) (word >> 32);
  }

  public static int reserved(long word) {
    return (int) word;
  }

  /**
   * ATF of a word: sellable − reserved, signed; fits an int32 since both are within 1,000,000,000.
   */
  public static int atf(long word) {
    return sellable(word) - reserved(word);
  }

  /**
   * Tells of every change from now on; for audits. One observer at most, set by the engine thread
   * between two commands.
   */
  public void observe(StockObserver newObserver) {
    observer = newObserver;
  }

  /** Sets sellable and reserved in one step. */
  public void setWord(int record, int sellable, int reserved) {
    long before = replaceWord(record, sellable, reserved);
    if (observer != null) {
      observer.onChange(record, before, NONE, 0);
    }
  }

  /** Returns the word as it was. */
  private long replaceWord(int record, int sellable, int reserved) {
    long offset = (long) record * RECORD_LENGTH;
    long before = records.getLong(offset + WORD);
    long after = Hashing.pair(sellable, reserved);
    long key = recordKey(record);
    stateHash.replace(wordContribution(key, before), wordContribution(key, after));
    records.putLongRelease(offset + WORD, after);
    return before;
  }

  /** Units in a bucket other than sellable. */
  public int bucket(int record, int bucket) {
    return records.getIntOpaque(bucketOffset(record, bucket));
  }

  /** Sets a bucket other than sellable, together with the word, in one step for every reader. */
  public void setBucketAndWord(int record, int bucket, int units, int sellable, int reserved) {
    long offset = (long) record * RECORD_LENGTH;
    int before = bucket(record, bucket);
    SeqLock.beginWrite(records, offset + VERSION);
    records.putIntOpaque(bucketOffset(record, bucket), units);
    long wordBefore = replaceWord(record, sellable, reserved);
    SeqLock.endWrite(records, offset + VERSION);
    long key = recordKey(record);
    stateHash.replace(
        bucketContribution(key, bucket, before), bucketContribution(key, bucket, units));
    if (observer != null) {
      observer.onChange(record, wordBefore, bucket, before);
    }
  }

  /** Sets a bucket other than sellable. */
  public void setBucket(int record, int bucket, int units) {
    long word = records.getLong((long) record * RECORD_LENGTH + WORD);
    setBucketAndWord(record, bucket, units, sellable(word), reserved(word));
  }

  /** Entry of the record in the {@link SafetyTable}, or NONE. Any thread. */
  public int safetyEntry(int record) {
    return records.getIntOpaque((long) record * RECORD_LENGTH + SAFETY) - 1;
  }

  void setSafety(int record, int entry, SafetyTable table, int channel, int quantity) {
    long offset = (long) record * RECORD_LENGTH;
    SeqLock.beginWrite(records, offset + VERSION);
    table.set(entry, channel, quantity);
    records.putIntOpaque(offset + SAFETY, entry + 1);
    SeqLock.endWrite(records, offset + VERSION);
  }

  /** Version to compare after a read; odd while the record is being written. Any thread. */
  int readVersion(int record) {
    return records.getIntAcquire((long) record * RECORD_LENGTH + VERSION);
  }

  /** What the stock records add to the state hash, from scratch. */
  public long recomputeHash(int skuCount) {
    long sum = 0;
    for (int sku = 0; sku < skuCount; sku++) {
      for (int n = 0; n < recordCount(sku); n++) {
        int record = recordAt(sku, n);
        sum += placeContribution(record, n) + recomputeRecord(record);
      }
    }
    return sum;
  }

  private long recomputeRecord(int record) {
    long key = recordKey(record);
    long sum = wordContribution(key, word(record));
    for (int bucket = 0; bucket < BUCKET_COUNT; bucket++) {
      sum += bucketContribution(key, bucket, bucket(record, bucket));
    }
    return sum;
  }

  /** That a record exists and comes n-th of its SKU: answers list records in that order. */
  private long placeContribution(int record, int n) {
    return Hashing.mix(recordKey(record), -1L - n);
  }

  private static long wordContribution(long key, long word) {
    return word == 0 ? 0 : Hashing.mix(key, word);
  }

  private static long bucketContribution(long key, int bucket, int units) {
    // Mixed once more than a word, so that no word looks like a bucket.
    return units == 0 ? 0 : Hashing.mix(Hashing.mix(key, bucket + 1), units);
  }

  private long recordKey(int record) {
    return Hashing.pair(sku(record), location(record)) + 0x570C;
  }

  private static long bucketOffset(int record, int bucket) {
    return (long) record * RECORD_LENGTH + BUCKETS + (long) bucket * Integer.BYTES;
  }

  /** Keys start at 1 so that 0 marks an empty index slot. */
  private static long key(int sku, int location) {
    return Hashing.pair(sku, location) + 1;
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.StateHash;

/**
 * The stock records, one for each (SKU, location) that something happened to. What every command
 * and question needs is one word of 64 bits, so that one load sees it whole; what few records have
 * lies apart, in {@link ColdStock}.
 *
 * <pre>
 *   word:  sellable, signed (31 bits) | reserved (30) | unused (1) | cold (1) | exists (1)
 * </pre>
 *
 * <p>Seven words of one SKU share a cache line (see {@link StockLines}), and each SKU has a list of
 * its lines, so a scan over its locations reads one line for seven of them. Records are never
 * removed.
 *
 * <p>One writer, the engine thread; readers see a record once its word is released. The cold bit,
 * once set, stays, and is set before the first change in the cold: a reader that finds it clear
 * knows that there was nothing in the cold when the word was written.
 */
public final class StockTable {
  /** What {@link #find} gives for a pair without a record. */
  public static final int NONE = -1;

  /** Buckets other than sellable, in the order of their fields. */
  public static final int DAMAGED = 0;

  public static final int QUALITY_CONTROL = 1;
  public static final int BLOCKED = 2;
  public static final int IN_TRANSIT = 3;

  private static final int BUCKET_COUNT = 4;
  private static final long EXISTS = 1;
  private static final long COLD = 2;
  private static final long FLAGS = EXISTS | COLD;
  private static final int RESERVED_SHIFT = 3;
  private static final int RESERVED_MASK = (1 << 30) - 1;
  private static final int SELLABLE_SHIFT = 33;

  private final int capacity;
  private final StockLines lines;
  private final SkuLines linesOfSkus;
  private final ColdStock cold;
  private final StateHash stateHash;
  private StockObserver observer;
  private int count;

  /**
   * @param capacity records, 1 to 16,000,000
   * @param skuCapacity SKUs of the catalog
   */
  public StockTable(OffHeapMemory memory, int capacity, int skuCapacity, StateHash stateHash) {
    this.capacity = capacity;
    this.stateHash = stateHash;
    lines = new StockLines(memory, capacity);
    linesOfSkus = new SkuLines(memory, skuCapacity, capacity);
    cold = new ColdStock(memory, capacity);
  }

  /** Record of a pair, or NONE. Any thread. */
  public int find(int sku, int location) {
    int record = lines.find(sku, location);
    return record != NONE && exists(word(record)) ? record : NONE;
  }

  /**
   * Where the word of a pair is, if there is a line for it: then its {@link #word} may still say
   * that the record does not {@link #exists}. Any thread.
   */
  int place(int sku, int location) {
    return lines.find(sku, location);
  }

  /** Loads what {@link #find} will need first; the result means nothing. Engine thread. */
  public long touch(int sku, int location) {
    return lines.touch(sku, location);
  }

  /** Whether so many more records may be made. */
  public boolean hasRoomFor(int more) {
    return capacity - count >= more;
  }

  /** Record of a pair, made if it is not there. Ask {@link #hasRoomFor} first. */
  public int findOrCreate(int sku, int location) {
    int record = lines.find(sku, location);
    if (record == NONE) {
      record = lines.add(sku, location);
      stateHash.replace(0, lineContribution(record, linesOfSkus.count(sku)));
      linesOfSkus.add(sku, StockLines.firstOfLine(record));
    }
    if (!exists(lines.get(record))) {
      count++;
      stateHash.replace(0, existenceContribution(record));
      lines.putRelease(record, EXISTS);
    }
    return record;
  }

  /** Number of places to look at for all records of a SKU; never falls. Any thread. */
  public int placeCount(int sku) {
    return linesOfSkus.count(sku) * StockLines.LOCATIONS_PER_LINE;
  }

  /**
   * The record at the n-th place of a SKU, or NONE if there is none; n below {@link #placeCount}.
   * Any thread.
   */
  public int recordAt(int sku, int n) {
    int first = linesOfSkus.at(sku, n / StockLines.LOCATIONS_PER_LINE);
    int record = first + n % StockLines.LOCATIONS_PER_LINE;
    return exists(word(record)) ? record : NONE;
  }

  /** The first word of the n-th line of a SKU: it never becomes another. Any thread. */
  int lineAt(int sku, int n) {
    return linesOfSkus.at(sku, n);
  }

  /** Loads the n-th line of a SKU, if there is one. What it returns means nothing. Any thread. */
  long touchLine(int sku, int n) {
    return n < linesOfSkus.count(sku) ? lines.get(linesOfSkus.at(sku, n)) : 0;
  }

  /** Records in use. */
  public int count() {
    return count;
  }

  public int sku(int record) {
    return lines.sku(record);
  }

  public int location(int record) {
    return lines.location(record);
  }

  /**
   * Sellable and reserved in one acquire load; see {@link #sellable(long)} and {@link
   * #reserved(long)}. Any thread.
   */
  public long word(int record) {
    return lines.getAcquire(record);
  }

  public static int sellable(long word) {
    return (int) (word >> SELLABLE_SHIFT);
  }

  public static int reserved(long word) {
    return (int) (word >>> RESERVED_SHIFT) & RESERVED_MASK;
  }

  /**
   * ATF of a word: sellable − reserved, signed; fits an int32 since both are within 1,000,000,000.
   */
  public static int atf(long word) {
    return sellable(word) - reserved(word);
  }

  static boolean exists(long word) {
    return (word & EXISTS) != 0;
  }

  /** Whether the record has anything in the cold. */
  static boolean isCold(long word) {
    return (word & COLD) != 0;
  }

  private static long encode(int sellable, int reserved, long flags) {
    return ((long) sellable << SELLABLE_SHIFT) | ((long) reserved << RESERVED_SHIFT) | flags;
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
      observer.onChange(record, sellable(before), reserved(before), NONE, 0);
    }
  }

  /** Returns the word as it was. */
  private long replaceWord(int record, int sellable, int reserved) {
    long before = lines.get(record);
    long after = encode(sellable, reserved, before & FLAGS);
    long key = recordKey(record);
    stateHash.replace(wordContribution(key, before), wordContribution(key, after));
    lines.putRelease(record, after);
    return before;
  }

  /** Units in a bucket other than sellable. Engine thread. */
  public int bucket(int record, int bucket) {
    return isCold(lines.get(record)) ? cold.bucket(coldRecord(record), bucket) : 0;
  }

  /** Sets a bucket other than sellable, together with the word, in one step for every reader. */
  public void setBucketAndWord(int record, int bucket, int units, int sellable, int reserved) {
    int coldRecord = makeCold(record);
    int before = cold.bucket(coldRecord, bucket);
    cold.beginWrite(coldRecord);
    cold.setBucket(coldRecord, bucket, units);
    long wordBefore = replaceWord(record, sellable, reserved);
    cold.endWrite(coldRecord);
    long key = recordKey(record);
    stateHash.replace(
        bucketContribution(key, bucket, before), bucketContribution(key, bucket, units));
    if (observer != null) {
      observer.onChange(record, sellable(wordBefore), reserved(wordBefore), bucket, before);
    }
  }

  /** Sets a bucket other than sellable. */
  public void setBucket(int record, int bucket, int units) {
    long word = lines.get(record);
    setBucketAndWord(record, bucket, units, sellable(word), reserved(word));
  }

  /** The cold record of a record, made if it is not there. */
  private int makeCold(int record) {
    long word = lines.get(record);
    if (isCold(word)) {
      return coldRecord(record);
    }
    int coldRecord = cold.add(sku(record), location(record));
    lines.putRelease(record, word | COLD);
    return coldRecord;
  }

  private int coldRecord(int record) {
    return cold.find(sku(record), location(record));
  }

  /** The part of the table that readers of a cold record need. */
  ColdStock cold() {
    return cold;
  }

  /** Entry of the record in the {@link SafetyTable}, or NONE. Engine thread. */
  public int safetyEntry(int record) {
    return isCold(lines.get(record)) ? cold.safetyEntry(coldRecord(record)) : NONE;
  }

  void setSafety(int record, int entry, SafetyTable table, int channel, int quantity) {
    int coldRecord = makeCold(record);
    cold.beginWrite(coldRecord);
    table.set(entry, channel, quantity);
    cold.setSafetyEntry(coldRecord, entry);
    cold.endWrite(coldRecord);
  }

  /** What the stock records add to the state hash, from scratch. */
  public long recomputeHash(int skuCount) {
    long sum = 0;
    for (int sku = 0; sku < skuCount; sku++) {
      for (int line = 0; line < linesOfSkus.count(sku); line++) {
        sum += lineContribution(linesOfSkus.at(sku, line), line);
      }
      for (int n = 0; n < placeCount(sku); n++) {
        int record = recordAt(sku, n);
        sum += record == NONE ? 0 : existenceContribution(record) + recomputeRecord(record);
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

  /** That a line is the n-th of its SKU: answers list records in the order of lines. */
  private long lineContribution(int record, int n) {
    return Hashing.mix(recordKey(StockLines.firstOfLine(record)), -2L - n);
  }

  private long existenceContribution(int record) {
    return Hashing.mix(recordKey(record), -1L);
  }

  private static long wordContribution(long key, long word) {
    long units = Hashing.pair(sellable(word), reserved(word));
    return units == 0 ? 0 : Hashing.mix(key, units);
  }

  private static long bucketContribution(long key, int bucket, int units) {
    // Mixed once more than a word, so that no word looks like a bucket.
    return units == 0 ? 0 : Hashing.mix(Hashing.mix(key, bucket + 1), units);
  }

  private long recordKey(int record) {
    return Hashing.pair(sku(record), location(record)) + 0x570C;
  }
}

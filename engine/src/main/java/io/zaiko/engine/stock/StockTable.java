package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
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
  private static final int LOWERED_FIELD = 0x10E4;
  private static final int LAST_CUT_FIELD = 0xC07;
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
  private final Region uses;
  private final StateHash stateHash;
  private StockObserver observer;
  private int count;

  /**
   * @param capacity records, 1 to 16,000,000
   * @param skuCapacity SKUs of the catalog
   * @param locationCapacity locations of the catalog
   */
  public StockTable(
      OffHeapMemory memory,
      int capacity,
      int skuCapacity,
      int locationCapacity,
      StateHash stateHash) {
    this.capacity = capacity;
    this.stateHash = stateHash;
    lines = new StockLines(memory, capacity);
    linesOfSkus = new SkuLines(memory, skuCapacity, capacity);
    cold = new ColdStock(memory, capacity);
    uses = memory.allocate("uses of locations", (long) locationCapacity * Integer.BYTES);
  }

  /** Upper bound of the numbers of records there can be. */
  public int recordNumberEnd() {
    return lines.wordEnd();
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

  /** Where {@link #find} looks first: a {@link #word} to be loaded ahead. Loads nothing. */
  public int home(int sku, int location) {
    return lines.home(sku, location);
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

  /** Loads lines of a SKU from the n-th on, as far as there are. What it returns means nothing. */
  long touchLines(int sku, int n, int count) {
    int end = Math.min(n + count, linesOfSkus.count(sku));
    long sum = 0;
    for (int line = n; line < end; line++) {
      sum += lines.get(linesOfSkus.at(sku, line));
    }
    return sum;
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

  /** Whether a record has anything but sellable and reserved. Engine thread. */
  public boolean isCold(int record) {
    return isCold(lines.get(record));
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
    tellObserver(record, replaceWord(record, sellable, reserved), NONE, 0);
  }

  private void tellObserver(int record, long wordBefore, int bucket, int unitsBefore) {
    if (observer != null) {
      observer.onChange(record, sellable(wordBefore), reserved(wordBefore), bucket, unitsBefore);
    }
  }

  /**
   * Sets sellable and reserved, and what a channel has of its quota if it has one, in one step for
   * every reader.
   */
  public void setWordAndUsed(
      int record, int sellable, int reserved, ChannelTerms terms, int channel, int moreUsed) {
    int entry = termsEntry(record);
    if (entry == NONE) {
      setWord(record, sellable, reserved);
      return;
    }
    int coldRecord = coldRecord(record);
    cold.beginWrite(coldRecord);
    terms.addUsed(entry, channel, moreUsed);
    long before = replaceWord(record, sellable, reserved);
    cold.endWrite(coldRecord);
    tellObserver(record, before, NONE, 0);
  }

  /** Returns the word as it was. */
  private long replaceWord(int record, int sellable, int reserved) {
    long before = lines.get(record);
    long after = encode(sellable, reserved, before & FLAGS);
    long key = recordKey(record);
    stateHash.replace(wordContribution(key, before), wordContribution(key, after));
    lines.putRelease(record, after);
    countUse(record, sellable(before), sellable);
    countUse(record, reserved(before), reserved);
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
    writeBucket(record, coldRecord, bucket, units);
    long wordBefore = replaceWord(record, sellable, reserved);
    cold.endWrite(coldRecord);
    tellObserver(record, wordBefore, bucket, before);
  }

  /**
   * Sets blocked, sellable and reserved, and what a channel has of its quota if it has one, in one
   * step for every reader.
   */
  public void setBlockedAndUsed(
      int record,
      int blocked,
      int sellable,
      int reserved,
      ChannelTerms terms,
      int channel,
      int moreUsed) {
    int coldRecord = makeCold(record);
    int before = cold.bucket(coldRecord, BLOCKED);
    int entry = cold.termsEntry(coldRecord);
    cold.beginWrite(coldRecord);
    if (entry != NONE) {
      terms.addUsed(entry, channel, moreUsed);
    }
    writeBucket(record, coldRecord, BLOCKED, blocked);
    long wordBefore = replaceWord(record, sellable, reserved);
    cold.endWrite(coldRecord);
    tellObserver(record, wordBefore, BLOCKED, before);
  }

  /** Moves units between two buckets other than sellable, in one step for every reader. */
  public void moveBetweenBuckets(int record, int from, int to, int units) {
    int coldRecord = makeCold(record);
    int fromBefore = cold.bucket(coldRecord, from);
    int toBefore = cold.bucket(coldRecord, to);
    cold.beginWrite(coldRecord);
    writeBucket(record, coldRecord, from, fromBefore - units);
    writeBucket(record, coldRecord, to, toBefore + units);
    cold.endWrite(coldRecord);
    tellObserver(record, lines.get(record), from, fromBefore);
    tellObserver(record, lines.get(record), to, toBefore);
  }

  private void writeBucket(int record, int coldRecord, int bucket, int units) {
    int before = cold.bucket(coldRecord, bucket);
    cold.setBucket(coldRecord, bucket, units);
    countUse(record, before, units);
    long key = recordKey(record);
    stateHash.replace(
        bucketContribution(key, bucket, before), bucketContribution(key, bucket, units));
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

  /** Entry of the record in the {@link ChannelTerms}, or NONE. Engine thread. */
  public int termsEntry(int record) {
    return isCold(lines.get(record)) ? cold.termsEntry(coldRecord(record)) : NONE;
  }

  void beginTerms(int record) {
    cold.beginWrite(makeCold(record));
  }

  void endTerms(int record, int entry) {
    int coldRecord = coldRecord(record);
    cold.setTermsEntry(coldRecord, entry);
    cold.endWrite(coldRecord);
  }

  /** Channels that were lowered (see {@link BandTable}), a bit each. Engine thread. */
  public int lowered(int record) {
    return isCold(lines.get(record)) ? cold.lowered(coldRecord(record)) : 0;
  }

  public void setLowered(int record, int channels) {
    int coldRecord = makeCold(record);
    long key = recordKey(record);
    long before = fieldContribution(key, LOWERED_FIELD, cold.lowered(coldRecord));
    cold.beginWrite(coldRecord);
    cold.setLowered(coldRecord, channels);
    cold.endWrite(coldRecord);
    stateHash.replace(before, fieldContribution(key, LOWERED_FIELD, channels));
  }

  /** Time of the last applied cut of sellable in microseconds, 0 = never. Engine thread. */
  public long lastCut(int record) {
    return isCold(lines.get(record)) ? cold.lastCut(coldRecord(record)) : 0;
  }

  public void setLastCut(int record, long timeMicros) {
    int coldRecord = makeCold(record);
    long key = recordKey(record);
    long before = fieldContribution(key, LAST_CUT_FIELD, cold.lastCut(coldRecord));
    cold.setLastCut(coldRecord, timeMicros);
    stateHash.replace(before, fieldContribution(key, LAST_CUT_FIELD, timeMicros));
  }

  /** Number of the cut that the books of a record are of, 0 = none yet. Engine thread. */
  int cutOfBooks(int record) {
    return isCold(lines.get(record)) ? cold.cut(coldRecord(record)) : 0;
  }

  /** Keeps what the record holds now as its books at a cut. */
  void keepBooks(int record, int cut) {
    int coldRecord = makeCold(record);
    cold.setCut(coldRecord, cut);
    cold.setBook(coldRecord, 0, sellable(lines.get(record)));
    for (int bucket = DAMAGED; bucket <= BLOCKED; bucket++) {
      cold.setBook(coldRecord, 1 + bucket, cold.bucket(coldRecord, bucket));
    }
  }

  /** A book at the cut: of bucket, or of sellable for NONE. */
  long book(int record, int bucket) {
    return cold.book(coldRecord(record), 1 + bucket);
  }

  void setBook(int record, int bucket, long units) {
    cold.setBook(coldRecord(record), 1 + bucket, units);
  }

  /** What the books of a record add to the state hash while its cut is open. */
  long booksContribution(int record) {
    long h = recordKey(record);
    for (int bucket = NONE; bucket <= BLOCKED; bucket++) {
      h = Hashing.mix(h, book(record, bucket));
    }
    return h;
  }

  /**
   * How many things hold on to a location: places of its records that are not empty, and what
   * {@link #addUse} added.
   */
  public int uses(int location) {
    return uses.getInt((long) location * Integer.BYTES);
  }

  public void addUse(int location, int more) {
    uses.putInt((long) location * Integer.BYTES, uses(location) + more);
  }

  private void countUse(int record, int before, int after) {
    int more = (after != 0 ? 1 : 0) - (before != 0 ? 1 : 0);
    if (more != 0) {
      addUse(location(record), more);
    }
  }

  /** Whether some record of a SKU holds or promises anything. */
  public boolean isSkuInUse(int sku) {
    boolean inUse = false;
    for (int n = 0; n < placeCount(sku) && !inUse; n++) {
      int record = recordAt(sku, n);
      inUse = record != NONE && (word(record) & ~FLAGS) != 0;
      for (int bucket = 0; record != NONE && bucket < BUCKET_COUNT; bucket++) {
        inUse |= bucket(record, bucket) != 0;
      }
    }
    return inUse;
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
    return sum
        + fieldContribution(key, LOWERED_FIELD, lowered(record))
        + fieldContribution(key, LAST_CUT_FIELD, lastCut(record));
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

  private static long fieldContribution(long key, int field, long value) {
    return value == 0 ? 0 : Hashing.mix(Hashing.mix(key, field), value);
  }

  private long recordKey(int record) {
    return Hashing.pair(sku(record), location(record)) + 0x570C;
  }
}

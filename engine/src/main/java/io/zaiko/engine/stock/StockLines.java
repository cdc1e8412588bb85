package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * Where the hot words of the stock are: a hash table of cache lines, each of which holds one SKU at
 * seven neighbouring locations.
 *
 * <pre>
 *   0  key: SKU and block of locations, 0 = unused line
 *   8  word of the block's first location   16  of the second   ...   56  of the seventh
 * </pre>
 *
 * <p>So "in stock at store X?" costs one cache miss, whether there are thousands of records or
 * millions; the key is compared in the line that is read anyway. Lines are probed one after the
 * other and never removed. A word is named by its number: its offset / 8.
 *
 * <p>One writer, the engine thread; any thread may look up. A line's key is released when it is
 * taken, and a word of zero says that the pair has no record yet.
 */
final class StockLines {
  static final int NONE = -1;
  static final int LOCATIONS_PER_LINE = 7;

  private static final int LINE_LENGTH = 64;
  private static final int WORDS_PER_LINE = LINE_LENGTH / Long.BYTES;
  private static final int BLOCK_BITS = 13;

  private final int lineCount;
  private final Region lines;

  /** Room for so many lines and half as many again, since a full table would be probed for ever. */
  StockLines(OffHeapMemory memory, int capacity) {
    lineCount = capacity + capacity / 2 + 1;
    lines = memory.allocate("stock", (long) lineCount * LINE_LENGTH);
  }

  /** Number of the word of a pair, or NONE if its line is not there. Any thread. */
  int find(int sku, int location) {
    long key = key(sku, location);
    int line = home(key);
    long found;
    while ((found = lines.getLongAcquire((long) line * LINE_LENGTH)) != 0) {
      if (found == key) {
        return word(line, location);
      }
      line = next(line);
    }
    return NONE;
  }

  /** Takes a line for a pair whose line is not there; there must be room. */
  int add(int sku, int location) {
    long key = key(sku, location);
    int line = home(key);
    while (lines.getLong((long) line * LINE_LENGTH) != 0) {
      line = next(line);
    }
    lines.putLongRelease((long) line * LINE_LENGTH, key);
    return word(line, location);
  }

  /** A word of the line where a look-up begins. */
  int home(int sku, int location) {
    return home(key(sku, location)) * WORDS_PER_LINE;
  }

  /** One more than the highest number of a word. */
  int wordEnd() {
    return lineCount * WORDS_PER_LINE;
  }

  int sku(int word) {
    return (int) ((keyOf(word) - 1) >>> BLOCK_BITS);
  }

  int location(int word) {
    int block = (int) (keyOf(word) - 1) & ((1 << BLOCK_BITS) - 1);
    return block * LOCATIONS_PER_LINE + word % WORDS_PER_LINE - 1;
  }

  /** First word of the line that a word is in. */
  static int firstOfLine(int word) {
    return word / WORDS_PER_LINE * WORDS_PER_LINE + 1;
  }

  long get(int word) {
    return lines.getLong((long) word * Long.BYTES);
  }

  long getAcquire(int word) {
    return lines.getLongAcquire((long) word * Long.BYTES);
  }

  void putRelease(int word, long value) {
    lines.putLongRelease((long) word * Long.BYTES, value);
  }

  private long keyOf(int word) {
    return lines.getLong((long) (word / WORDS_PER_LINE) * LINE_LENGTH);
  }

  private static int word(int line, int location) {
    return line * WORDS_PER_LINE + 1 + location % LOCATIONS_PER_LINE;
  }

  /** Keys start at 1, so that 0 marks an unused line. */
  private static long key(int sku, int location) {
    return (((long) sku << BLOCK_BITS) | (location / LOCATIONS_PER_LINE)) + 1;
  }

  /** Spreads the upper half of the hash over the lines without a division (Lemire, 2019). */
  private int home(long key) {
    return (int) (((Hashing.mix(key) >>> 32) * lineCount) >>> 32);
  }

  private int next(int line) {
    return line + 1 == lineCount ? 0 : line + 1;
  }
}

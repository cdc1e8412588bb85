package io.zaiko.engine.stock;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import org.agrona.BitUtil;

/**
 * Which lines of stock each SKU has, in the order they were made: in chunks of 2, 2, 4, 8, ...
 * numbers, so that the list grows without moving; 13 chunks are enough for the most locations there
 * can be. Never shrinks.
 *
 * <p>One writer, the engine thread; any thread may read below the count it has seen.
 */
final class SkuLines {
  private static final int DIRECTORY_LENGTH = 64;

  private final Region directory;
  private final Region numbers;
  private int nextFree;

  /** Lists for so many SKUs, of so many lines together. */
  SkuLines(OffHeapMemory memory, int skuCapacity, int lineCapacity) {
    directory = memory.allocate("stock directory", (long) skuCapacity * DIRECTORY_LENGTH);
    // Chunks double, so at most half of what is taken is unused; a first chunk has two numbers.
    numbers = memory.allocate("lines of SKUs", 2L * lineCapacity * Integer.BYTES);
  }

  int count(int sku) {
    return directory.getIntAcquire((long) sku * DIRECTORY_LENGTH);
  }

  /** The n-th number of a SKU; n below {@link #count}. */
  int at(int sku, int n) {
    int chunk = chunkOf(n);
    int first = chunk == 0 ? 0 : 1 << chunk;
    int place = directory.getInt(chunkStart(sku, chunk)) + n - first;
    return numbers.getInt((long) place * Integer.BYTES);
  }

  void add(int sku, int number) {
    int count = directory.getInt((long) sku * DIRECTORY_LENGTH);
    int chunk = chunkOf(count);
    boolean chunkIsNew = count == 0 || (count >= 2 && BitUtil.isPowerOfTwo(count));
    if (chunkIsNew) {
      directory.putInt(chunkStart(sku, chunk), nextFree);
      nextFree += Math.max(2, count);
    }
    int first = chunk == 0 ? 0 : 1 << chunk;
    int place = directory.getInt(chunkStart(sku, chunk)) + count - first;
    numbers.putInt((long) place * Integer.BYTES, number);
    directory.putIntRelease((long) sku * DIRECTORY_LENGTH, count + 1);
  }

  private static int chunkOf(int n) {
    return n < 2 ? 0 : 31 - Integer.numberOfLeadingZeros(n);
  }

  private static long chunkStart(int sku, int chunk) {
    return (long) sku * DIRECTORY_LENGTH + Integer.BYTES + (long) chunk * Integer.BYTES;
  }
}

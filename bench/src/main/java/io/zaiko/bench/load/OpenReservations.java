package io.zaiko.bench.load;

import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/**
 * The reservations that a load has open, by number, and the stock record of each. A random one is
 * released: a server finds the one just made in its caches, which would flatter it. One thread.
 */
final class OpenReservations {
  private final long[] open;
  private final int[] records;
  private final SplittableRandom random;
  private int size;
  private long next;
  private int takenRecord;

  /** Never more than {@code capacity} at a time, which is 2 or more. */
  OpenReservations(int capacity, SplittableRandom random) {
    this.open = new long[capacity];
    this.records = new int[capacity];
    this.random = random;
  }

  int size() {
    return size;
  }

  /** Whether one has to be released before another can be made. */
  boolean isFull() {
    return size == open.length;
  }

  /** Numbers a new reservation of a stock record, counting from 0. */
  long make(int record) {
    open[size] = next;
    records[size] = record;
    size++;
    return next++;
  }

  /**
   * Takes any but the newest out, of at least two.
   *
   * @param mayBeTaken tells of a number whether it is to be had; some must be
   */
  long takeAny(LongPredicate mayBeTaken) {
    int index;
    do {
      index = random.nextInt(size);
      if (open[index] == next - 1) {
        index = (index + 1) % size;
      }
    } while (!mayBeTaken.test(open[index]));
    return takeAt(index);
  }

  /** Takes one out, for clearing up. */
  long takeLast() {
    return takeAt(size - 1);
  }

  private long takeAt(int index) {
    long taken = open[index];
    takenRecord = records[index];
    size--;
    open[index] = open[size];
    records[index] = records[size];
    return taken;
  }

  /** The stock record of the one taken last. */
  int takenRecord() {
    return takenRecord;
  }
}

package io.zaiko.bench.load;

import java.util.SplittableRandom;

/**
 * The numbers of the reservations that a load has open, from which a random one is released: a
 * server finds the one just made in its caches, which would flatter it. One thread.
 */
final class OpenReservations {
  private final long[] open;
  private final SplittableRandom random;
  private int size;
  private long next;

  /** Never more than {@code capacity} at a time, which is 2 or more. */
  OpenReservations(int capacity, SplittableRandom random) {
    this.open = new long[capacity];
    this.random = random;
  }

  int size() {
    return size;
  }

  /** Whether one has to be released before another can be made. */
  boolean isFull() {
    return size == open.length;
  }

  /** Numbers a new reservation, counting from 0. */
  long make() {
    open[size++] = next;
    return next++;
  }

  /** Takes any but the newest out, of at least two. */
  long takeAny() {
    int index = random.nextInt(size);
    if (open[index] == next - 1) {
      index = (index + 1) % size;
    }
    return takeAt(index);
  }

  /** Takes one out, for clearing up. */
  long takeLast() {
    return takeAt(size - 1);
  }

  private long takeAt(int index) {
    long taken = open[index];
    open[index] = open[--size];
    return taken;
  }
}

package io.zaiko.engine.core;

/**
 * The reservations that go without if an oversell stays (rule 9): how many, and the first of them,
 * each with its pair, its state and the units that are open there. Reused; not thread safe.
 */
public final class Endangered {
  /** Reservations that are named; of the others only the number is known. */
  public static final int MAX_NAMED = 16;

  private final int[] reservations = new int[MAX_NAMED];
  private final int[] lines = new int[MAX_NAMED];
  private int count;

  void clear() {
    count = 0;
  }

  void add(int reservation, int line) {
    if (count < MAX_NAMED) {
      reservations[count] = reservation;
      lines[count] = line;
    }
    count++;
  }

  /** All of them, named or not. */
  public int count() {
    return count;
  }

  public int namedCount() {
    return Math.min(count, MAX_NAMED);
  }

  /** Record of a named reservation. */
  public int reservation(int index) {
    return reservations[index];
  }

  /** Its line at the pair that is oversold. */
  public int line(int index) {
    return lines[index];
  }
}

package io.zaiko.cli.demo;

import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/** A stretch of a {@link Ledger} in plain arrays; pages make that growing copies little. */
final class LedgerPage {
  /** Entries of a page. */
  static final int ENTRIES = 1 << 14;

  private static final byte UNANSWERED = -1;
  private static final int INTS_PER_LINE = 2;

  private final Step[] steps = new Step[ENTRIES];
  private final byte[] codes = new byte[ENTRIES];
  private final int[] reservations = new int[ENTRIES];
  private final int[] firstLines = new int[ENTRIES + 1];
  private final long[] sequences = new long[ENTRIES];
  private final long[] times = new long[ENTRIES];
  private final int[] details = new int[ENTRIES];

  /** Pair and quantity, line after line. */
  private final IntArrayList lines = new IntArrayList(INTS_PER_LINE * ENTRIES, Integer.MIN_VALUE);

  LedgerPage() {
    Arrays.fill(codes, UNANSWERED);
  }

  void note(int slot, Step step, int reservation, Basket basket) {
    steps[slot] = step;
    reservations[slot] = reservation;
    for (int line = 0; line < basket.size(); line++) {
      lines.addInt(basket.pair(line));
      lines.addInt(basket.quantity(line));
    }
    firstLines[slot + 1] = lines.size();
  }

  void answer(int slot, int code, long sequence, long timeMicros, int detail) {
    codes[slot] = (byte) code;
    sequences[slot] = sequence;
    times[slot] = timeMicros;
    details[slot] = detail;
  }

  Step step(int slot) {
    return steps[slot];
  }

  int reservation(int slot) {
    return reservations[slot];
  }

  Basket basket(int slot) {
    int first = firstLines[slot];
    int count = (firstLines[slot + 1] - first) / INTS_PER_LINE;
    int[] pairs = new int[count];
    int[] quantities = new int[count];
    for (int line = 0; line < count; line++) {
      pairs[line] = lines.getInt(first + INTS_PER_LINE * line);
      quantities[line] = lines.getInt(first + INTS_PER_LINE * line + 1);
    }
    return new Basket(pairs, quantities);
  }

  /** Below zero = unanswered. */
  int code(int slot) {
    return codes[slot];
  }

  long sequence(int slot) {
    return sequences[slot];
  }

  long timeMicros(int slot) {
    return times[slot];
  }

  int detail(int slot) {
    return details[slot];
  }
}

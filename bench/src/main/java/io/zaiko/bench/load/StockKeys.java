package io.zaiko.bench.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Which stock record comes next: any with the same chance, or few often and many seldom (Zipf: the
 * k-th most wanted with a chance proportional to 1/k^s). Zipf keys are drawn ahead, a million of
 * them, and repeated, since drawing one costs as much as a whole request may. One thread.
 */
final class StockKeys {
  private static final int DRAWN = 1 << 20;
  private static final String ZIPF = "zipf:";

  private final int records;
  private final int[] drawn;
  private final SplittableRandom random;
  private int position;

  private StockKeys(int records, int[] drawn, SplittableRandom random) {
    this.records = records;
    this.drawn = drawn;
    this.random = random;
  }

  /**
   * Checks {@code uniform} or {@code zipf:EXPONENT}, with an exponent of 0.1 to 3.
   *
   * @throws IllegalArgumentException with a message for people
   */
  static void check(String text) {
    if (!text.equals("uniform")) {
      exponent(text);
    }
  }

  /** Draws from this distribution, which {@link #check} accepted. */
  static StockKeys of(String text, int records, SplittableRandom random) {
    int[] drawn =
        text.equals("uniform") ? new int[0] : drawZipf(records, exponent(text), random.split());
    return new StockKeys(records, drawn, random);
  }

  private static double exponent(String text) {
    if (text.startsWith(ZIPF)) {
      try {
        double exponent = Double.parseDouble(text.substring(ZIPF.length()));
        if (exponent >= 0.1 && exponent <= 3) {
          return exponent;
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(wrong(text), e);
      }
    }
    throw new IllegalArgumentException(wrong(text));
  }

  private static String wrong(String text) {
    return String.format(
        Locale.ROOT, "'%s' is neither uniform nor zipf:EXPONENT, for example zipf:0.99", text);
  }

  private static int[] drawZipf(int records, double exponent, SplittableRandom random) {
    double[] upTo = new double[records];
    double sum = 0;
    for (int rank = 0; rank < records; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      upTo[rank] = sum;
    }
    int[] recordOfRank = shuffled(records, random);
    int[] drawn = new int[DRAWN];
    for (int i = 0; i < DRAWN; i++) {
      int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
      int rank = found >= 0 ? found : -1 - found;
      drawn[i] = recordOfRank[Math.min(rank, records - 1)];
    }
    return drawn;
  }

  /** The wanted records lie anywhere in memory, not side by side. */
  private static int[] shuffled(int records, SplittableRandom random) {
    int[] order = new int[records];
    for (int i = 0; i < records; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** A record's number, 0 to the number of records less one. */
  int next() {
    if (drawn.length == 0) {
      return random.nextInt(records);
    }
    int record = drawn[position];
    position = (position + 1) & (DRAWN - 1);
    return record;
  }
}

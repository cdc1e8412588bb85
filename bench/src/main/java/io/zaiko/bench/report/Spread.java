package io.zaiko.bench.report;

import java.util.Collection;
import java.util.Locale;

/**
 * Repetitions of one figure in three.
 *
 * @param count how many repetitions, 1 or more
 */
record Spread(double median, double least, double most, int count) {

  /** Of these values, of which there must be one. */
  static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /** {@code median (least – most)}, each with so many decimals. */
  String text(int decimals) {
    String one = "%,." + decimals + "f";
    return count == 1
        ? String.format(Locale.ROOT, one, median)
        : String.format(Locale.ROOT, one + " (" + one + " – " + one + ")", median, least, most);
  }

  /** As {@link #text(int)}, with decimals as the size of the median asks for. */
  String text() {
    return text(median >= 100 ? 0 : median >= 10 ? 1 : 2);
  }
}

package io.zaiko.bench.soak;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure that has to stay where it is, and by how much it may be found to grow all the same: the
 * larger of a part of its mean and a fixed amount. What comes and goes, as files that are retired
 * together, has more.
 *
 * @param words what it is called
 * @param value of a sample
 * @param part of its mean
 * @param amount in its own unit
 */
record SoakFigure(String words, ToDoubleFunction<SoakSample> value, double part, double amount) {
  /** All that have to. Of the journal 16 MiB are mapped for a moment, to touch pages ahead. */
  static final List<SoakFigure> ALL =
      List.of(
          new SoakFigure("resident memory", SoakSample::residentBytes, 0.05, mib(16)),
          new SoakFigure("memory of no file", SoakSample::anonymousBytes, 0.05, mib(16)),
          new SoakFigure("direct buffers", SoakSample::directBytes, 0.05, mib(1)),
          new SoakFigure("mapped buffers", SoakSample::mappedBytes, 0.05, mib(16)),
          new SoakFigure(
              "heap after a collection", SoakSample::heapAfterCollectionBytes, 0.10, mib(8)),
          new SoakFigure("open handles", SoakSample::handles, 0.05, 4),
          new SoakFigure("threads", SoakSample::threads, 0.05, 4),
          new SoakFigure("disk", SoakSample::diskBytes, 0.15, mib(64)));

  private static double mib(int count) {
    return (double) count * (1 << 20);
  }

  double of(SoakSample sample) {
    return value.applyAsDouble(sample);
  }

  /** By how much it may grow. */
  double allowance(double mean) {
    return Math.max(part * mean, amount);
  }
}

package io.zaiko.bench.soak;

import java.util.function.ToDoubleFunction;

/**
 * A figure that has to stay where it is, and by how much it may be found to grow all the same: the
 * larger of a part of its mean and a fixed amount. What comes and goes, as files that are retired
 * together, has more.
 */
enum SoakFigure {
  RESIDENT("resident memory", SoakSample::residentBytes, 0.05, mib(16)),
  ANONYMOUS("memory of no file", SoakSample::anonymousBytes, 0.05, mib(16)),
  DIRECT("direct buffers", SoakSample::directBytes, 0.05, mib(1)),
  /** Of the journal 16 MiB are mapped for a moment again and again, to touch pages ahead. */
  MAPPED("mapped buffers", SoakSample::mappedBytes, 0.05, mib(16)),
  HEAP("heap after a collection", SoakSample::heapAfterCollectionBytes, 0.10, mib(8)),
  HANDLES("open handles", SoakSample::handles, 0.05, 4),
  THREADS("threads", SoakSample::threads, 0.05, 4),
  DISK("disk", SoakSample::diskBytes, 0.15, mib(64));

  private final String words;
  private final ToDoubleFunction<SoakSample> value;
  private final double part;
  private final double amount;

  SoakFigure(String words, ToDoubleFunction<SoakSample> value, double part, double amount) {
    this.words = words;
    this.value = value;
    this.part = part;
    this.amount = amount;
  }

  private static double mib(int count) {
    return (double) count * (1 << 20);
  }

  /** What it is called. */
  String words() {
    return words;
  }

  double of(SoakSample sample) {
    return value.applyAsDouble(sample);
  }

  /** By how much it may grow. */
  double allowance(double mean) {
    return Math.max(part * mean, amount);
  }
}

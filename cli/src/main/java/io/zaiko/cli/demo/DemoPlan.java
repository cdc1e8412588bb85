package io.zaiko.cli.demo;

/**
 * How big a demo is.
 *
 * @param seconds of traffic, 2 to 120: the books of the demo lie in memory
 * @param stores 1 or more
 * @param skus 1 or more; stores times SKUs is at most 4,000,000
 */
record DemoPlan(int seconds, int stores, int skus) {
  static final int LEAST_SECONDS = 2;
  static final int MOST_SECONDS = 120;
  static final int MOST_STORES = 10_000;
  static final int MOST_SKUS = 1_000_000;
  static final int MOST_PAIRS = 4_000_000;

  /** What is wrong with it, in words; null = nothing. */
  String problem() {
    if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
      return "--seconds %d is not %d to %d".formatted(seconds, LEAST_SECONDS, MOST_SECONDS);
    }
    if (stores < 1 || stores > MOST_STORES) {
      return "--stores %d is not 1 to %d".formatted(stores, MOST_STORES);
    }
    if (skus < 1 || skus > MOST_SKUS) {
      return "--skus %d is not 1 to %d".formatted(skus, MOST_SKUS);
    }
    if ((long) stores * skus > MOST_PAIRS) {
      return "--stores %d x --skus %d makes %d stock records, but a demo has at most %d"
          .formatted(stores, skus, (long) stores * skus, MOST_PAIRS);
    }
    return null;
  }
}

package io.zaiko.bench.load;

/**
 * When each request of an open loop should go out: evenly, connections taking turns. Times are
 * nanoseconds since the run began. Immutable.
 *
 * @param rate requests a second, over all connections
 * @param connections how many share it
 * @param index which of them this is, from 0
 * @param endNs no request is due at this time or later
 */
record Schedule(int rate, int connections, int index, long endNs) {
  private static final double SECOND = 1e9;

  /** When the n-th request of this connection should go out, n from 0. */
  long intendedNs(long n) {
    return Math.round((n * connections + index) * (SECOND / rate));
  }

  /** How many requests of this connection are due in the whole run. */
  long count() {
    return countBefore(endNs);
  }

  /** How many of them are due before a time. */
  long countBefore(long timeNs) {
    long n = Math.max(0, (long) (timeNs / SECOND * rate - index) / connections - 1);
    while (intendedNs(n) < timeNs) {
      n++;
    }
    return n;
  }
}

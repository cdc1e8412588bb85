package io.zaiko.gateway;

/**
 * For how long something has been so, as far as a regular look at it can tell. Time is passed in;
 * the answer is late by at most the time between two looks.
 */
final class Held {
  private boolean held;
  private long sinceNanos;

  /** Looks: whether it is so now, and has been for at least the given time. */
  boolean isFor(long nanos, boolean holds, long nowNanos) {
    if (holds && !held) {
      sinceNanos = nowNanos;
    }
    held = holds;
    return holds && nowNanos - sinceNanos >= nanos;
  }

  /** Begins anew. */
  void reset() {
    held = false;
  }
}

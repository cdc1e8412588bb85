package io.zaiko.simulator.reference;

/** The record that is being applied: the only clock there is (rule 25). */
final class Moment {
  private long sequence;
  private long time;

  void advance(long newSequence, long newTime) {
    sequence = newSequence;
    time = newTime;
  }

  long sequence() {
    return sequence;
  }

  /** Microseconds since the epoch. */
  long time() {
    return time;
  }
}

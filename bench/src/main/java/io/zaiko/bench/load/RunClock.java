package io.zaiko.bench.load;

/** Nanoseconds since a run began. Immutable, so safe for any thread. */
final class RunClock {
  private final long startNs = System.nanoTime();

  /** When the run began, as {@link System#nanoTime} tells it. */
  long startNs() {
    return startNs;
  }

  long now() {
    return System.nanoTime() - startNs;
  }
}

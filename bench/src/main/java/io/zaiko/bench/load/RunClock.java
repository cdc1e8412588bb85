package io.zaiko.bench.load;

/** Nanoseconds since a run began. Immutable, so safe for any thread. */
final class RunClock {
  private final long startNs = System.nanoTime();

  long now() {
    return System.nanoTime() - startNs;
  }
}

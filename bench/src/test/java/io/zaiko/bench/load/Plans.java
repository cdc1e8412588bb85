package io.zaiko.bench.load;

/** Small plans for tests. */
final class Plans {
  static final String QUERIES = "query=1";
  static final String RESERVATIONS = "reserve=1,release=1";

  private static final Reservations OPEN = Reservations.open(64);

  private Plans() {}

  static RunPlan open(String mix, int rate, double seconds) {
    return new RunPlan(Target.ZAIKO, null, mix, "uniform", 200, OPEN, 1, rate, 0, 0, seconds);
  }

  static RunPlan closed(Target target, String mix, int window, double seconds) {
    return new RunPlan(target, null, mix, "uniform", 200, OPEN, 1, 0, window, 0, seconds);
  }

  /** A {@link Crowd} of so many connections. */
  static RunPlan crowd(String mix, int connections, double seconds) {
    return new RunPlan(
        Target.ZAIKO,
        null,
        mix,
        "uniform",
        200,
        Reservations.open(2 * connections),
        connections,
        0,
        connections,
        0,
        seconds);
  }
}

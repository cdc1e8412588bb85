package io.zaiko.systemtests;

import java.util.SplittableRandom;

/**
 * What happens in a crash cycle; follows from its seed. The kinds of death take turns, so that as
 * many cycles as there are kinds have all of them.
 *
 * @param point where the server kills itself; null = it is killed from outside, at any moment
 * @param window commands in flight
 * @param early whether that may already be while the client repeats what it sent last
 * @param afterAnswers answers to new commands before, if not early
 * @param count the how manieth such point from then on
 * @param share of the document that a broken-off append leaves, in thousandths
 * @param delayNanos until a kill from outside
 */
record CrashPlan(
    long seed,
    String durability,
    FailPoint point,
    int window,
    boolean early,
    int afterAnswers,
    int count,
    int share,
    long delayNanos) {
  private static final FailPoint[] KINDS = {
    null,
    FailPoint.BEFORE_APPEND,
    FailPoint.MID_APPEND,
    FailPoint.AFTER_APPEND,
    FailPoint.AFTER_FORCE,
    null,
    FailPoint.BEFORE_ROLL,
    FailPoint.MID_ROLL,
    FailPoint.AFTER_ROLL,
  };

  private static final int[] WINDOWS = {4, 32, 128, CrashLoad.WINDOW, CrashLoad.WINDOW};
  private static final int LEAST_ANSWERS = 300;
  private static final int MOST_ANSWERS = 2_500;
  private static final int MOST_COUNT = 6;
  private static final long MOST_DELAY_NANOS = 20_000_000;

  static CrashPlan of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FailPoint point = KINDS[(int) (seed % KINDS.length)];
    boolean forced = random.nextBoolean() || point == FailPoint.AFTER_FORCE;
    boolean isRoll = point != null && point.isAroundARoll();
    return new CrashPlan(
        seed,
        forced ? "DISK" : "PROCESS",
        point,
        WINDOWS[random.nextInt(WINDOWS.length)],
        random.nextInt(6) == 0,
        random.nextInt(LEAST_ANSWERS, MOST_ANSWERS),
        isRoll ? 1 : random.nextInt(1, MOST_COUNT),
        share(random),
        random.nextLong(MOST_DELAY_NANOS));
  }

  /** Nothing, all, or something between. */
  private static int share(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> 1_000;
      default -> random.nextInt(1_000);
    };
  }

  /** The kind of death in a word. */
  String kill() {
    return point == null ? "FROM_OUTSIDE" : point.name();
  }
}

package io.zaiko.systemtests;

import java.util.SplittableRandom;

/**
 * What happens in a crash cycle; follows from its seed. The ways to die take turns, those of the
 * server and those of the process that makes a snapshot, in periods that have no common divisor.
 *
 * @param durability of the server
 * @param point where the server kills itself; null = it is killed from outside, at any moment
 * @param window commands in flight
 * @param early whether the server may die already while the client repeats what it sent last
 * @param afterAnswers answers to new commands before, if not early
 * @param count the how manieth such point from then on
 * @param share of the document that a broken-off append leaves, in thousandths
 * @param delayNanos until a kill from outside
 * @param diesStarting whether a server that is killed while it starts comes before
 * @param withoutSnapshots whether the server starts from the journal alone, where that is whole
 * @param snapshot how the process ends that makes a snapshot meanwhile; null = there is none
 * @param snapshotAfter answers to new commands before it begins
 * @param outlives whether the server lives until that process has ended
 * @param blocks that it writes before it dies during the write
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
    long delayNanos,
    boolean diesStarting,
    boolean withoutSnapshots,
    SnapshotPoint snapshot,
    int snapshotAfter,
    boolean outlives,
    int blocks) {
  private static final FailPoint[] POINTS = {
    FailPoint.BEFORE_APPEND,
    FailPoint.MID_APPEND,
    null,
    FailPoint.AFTER_APPEND,
    FailPoint.AFTER_FORCE,
    FailPoint.BEFORE_ROLL,
    null,
    FailPoint.MID_ROLL,
    FailPoint.AFTER_ROLL,
  };

  /** Behind one that may go on into the next cycle there is none in that one. */
  private static final SnapshotPoint[] SNAPSHOTS = {
    null,
    SnapshotPoint.DONE,
    SnapshotPoint.DURING_WRITE,
    null,
    SnapshotPoint.BEFORE_RENAME,
    SnapshotPoint.BESIDE_A_START,
    null,
    SnapshotPoint.AFTER_RENAME,
    SnapshotPoint.DONE,
    SnapshotPoint.FROM_OUTSIDE,
    SnapshotPoint.DONE,
  };

  private static final int[] WINDOWS = {4, 32, 128, CrashLoad.WINDOW, CrashLoad.WINDOW};
  private static final int LEAST_ANSWERS = 300;
  private static final int MOST_ANSWERS = 2_500;
  private static final int MOST_COUNT = 6;
  private static final int MOST_BLOCKS = 8;
  private static final long MOST_DELAY_NANOS = 20_000_000;

  static CrashPlan of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FailPoint point = POINTS[(int) (seed % POINTS.length)];
    SnapshotPoint snapshot = SNAPSHOTS[(int) (seed % SNAPSHOTS.length)];
    boolean forced = random.nextBoolean() || point == FailPoint.AFTER_FORCE;
    int afterAnswers = random.nextInt(LEAST_ANSWERS, MOST_ANSWERS);
    return new CrashPlan(
        seed,
        forced ? "DISK" : "PROCESS",
        point,
        WINDOWS[random.nextInt(WINDOWS.length)],
        random.nextInt(6) == 0 && snapshot == null,
        afterAnswers,
        point != null && point.isAroundARoll() ? 1 : random.nextInt(1, MOST_COUNT),
        share(random),
        random.nextLong(MOST_DELAY_NANOS),
        random.nextInt(6) == 0,
        random.nextBoolean(),
        snapshot,
        random.nextInt(1, afterAnswers),
        random.nextBoolean() && snapshot != null && snapshot != SnapshotPoint.BESIDE_A_START,
        random.nextInt(MOST_BLOCKS));
  }

  /** Nothing, all, or something between. */
  private static int share(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> 1_000;
      default -> random.nextInt(1_000);
    };
  }

  /**
   * A plan of no accidents but one, with one command in flight: the client has all answers when the
   * server comes to that point.
   */
  static CrashPlan only(FailPoint point) {
    return new CrashPlan(
        1, "PROCESS", point, 1, false, 500, 1, 0, 0, false, false, null, 0, false, 0);
  }

  /** The kind of death in a word. */
  String kill() {
    return point == null ? "FROM_OUTSIDE" : point.name();
  }
}

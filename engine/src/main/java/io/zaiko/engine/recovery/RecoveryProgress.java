package io.zaiko.engine.recovery;

/** Told now and then how far a replay has come. Called by the thread that replays. */
@FunctionalInterface
public interface RecoveryProgress {
  /** Tells nobody. */
  RecoveryProgress NONE = (records, recordsPerSecond, share) -> {};

  /**
   * A few times a second, and once at the end.
   *
   * @param records applied so far
   * @param recordsPerSecond on the average so far
   * @param share which part of the work that is, 0 to 1; an estimate from the bytes read
   */
  void onProgress(long records, double recordsPerSecond, double share);

  /**
   * Once a step is done.
   *
   * @param text what was done and how long it took, for people
   */
  default void onStep(String text) {}
}

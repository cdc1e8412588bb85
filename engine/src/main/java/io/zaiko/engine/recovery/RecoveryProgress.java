package io.zaiko.engine.recovery;

/** Told now and then how far a replay has come. Called by the thread that replays. */
@FunctionalInterface
public interface RecoveryProgress {
  /** Tells nobody. */
  RecoveryProgress NONE = (records, recordsPerSecond) -> {};

  /**
   * A few times a second, and once at the end.
   *
   * @param records applied so far
   * @param recordsPerSecond on the average so far
   */
  void onProgress(long records, double recordsPerSecond);
}

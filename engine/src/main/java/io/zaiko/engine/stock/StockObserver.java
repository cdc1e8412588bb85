package io.zaiko.engine.stock;

/**
 * Told of every change of sellable, reserved and the other buckets, right after it was made: how
 * audits see what a command moved, line by line, without working it out a second time. A server has
 * none.
 *
 * <p>It stands at the one place that all changes pass, so none can be forgotten. Called by the
 * engine thread; it reads what it likes and changes nothing.
 */
@FunctionalInterface
public interface StockObserver {
  /**
   * A record was written; what it holds now is in the table.
   *
   * @param sellableBefore units as they were
   * @param reservedBefore units as they were
   * @param bucket the other bucket written in the same step, or {@link StockTable#NONE}
   * @param unitsBefore what that bucket held, in units; 0 without one
   */
  void onChange(int record, int sellableBefore, int reservedBefore, int bucket, int unitsBefore);
}

package io.zaiko.engine.stock;

import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Numbers that a writer counts up and puts into everything that belongs together, so that a reader
 * can tell from what it saw alone whether it is of one step, and which of two reads is later.
 */
final class Steps {
  /** In place of a step: parts of different ones. */
  static final int MIXED = -1;

  private static final int BITS = 29;

  private Steps() {}

  /** From 0 on, within the range of a quantity, round and round. */
  static int after(int step) {
    return (step + 1) & ((1 << BITS) - 1);
  }

  /** Below 0 if the first is earlier, however the numbers came round in between. */
  static int order(int step, int other) {
    return (step - other) << (Integer.SIZE - BITS);
  }

  /**
   * Two reads, one after the other. Result 1: 0, or −1 if one of them was mixed. Result 2: 0 = the
   * same step twice, 1 = the second is later, −1 = it is earlier.
   */
  static void judge(int first, int second, II_Result result) {
    boolean mixed = first == MIXED || second == MIXED;
    result.r1 = mixed ? MIXED : 0;
    result.r2 = mixed ? 0 : Integer.signum(order(second, first));
  }
}

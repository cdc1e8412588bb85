package io.zaiko.engine.memory;

/**
 * The state of an engine in 64 bits: the sum, modulo 2^64, of one contribution per logical record.
 * A changed record takes its old contribution out and puts the new one in, so keeping it costs
 * O(1), and since addition commutes it does not depend on where records lie. An order that answers
 * show is part of the contributions.
 *
 * <p>Written by the engine thread only.
 */
public final class StateHash {
  private long value;

  /** Takes one contribution out and puts another in. */
  public void replace(long before, long after) {
    value += after - before;
  }

  /** The present value. */
  public long value() {
    return value;
  }
}

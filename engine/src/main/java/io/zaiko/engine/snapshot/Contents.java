package io.zaiko.engine.snapshot;

/** Says what is wrong in a record that was written so: such a snapshot was never a state. */
final class Contents {
  private Contents() {}

  /**
   * Refuses a record.
   *
   * @throws IllegalArgumentException unless it is as it must be
   */
  static void require(boolean good, String what, long value) {
    if (!good) {
      throw new IllegalArgumentException("there cannot be " + what + " " + value);
    }
  }
}

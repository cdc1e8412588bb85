package io.zaiko.engine.reservation;

/** States of a reservation (rule 11). The numbers are those of the schema. */
public final class State {
  public static final int NONE = 0;
  public static final int HELD = 1;
  public static final int COMMITTED = 2;
  public static final int STAGED = 3;
  public static final int FULFILLED = 4;
  public static final int RELEASED = 5;
  public static final int EXPIRED = 6;
  public static final int SHORTED = 7;

  private State() {}

  /** Whether units are still promised. */
  public static boolean isOpen(int state) {
    return state >= HELD && state <= STAGED;
  }
}

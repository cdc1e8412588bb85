package io.zaiko.simulator.run;

import java.util.Objects;
import java.util.function.Supplier;

/** The engine is not as the reference, or as the rules want it. */
public final class Difference extends RuntimeException {
  private static final long serialVersionUID = 1;

  Difference(String message) {
    super(message);
  }

  Difference(String message, Throwable cause) {
    super(message, cause);
  }

  /** Throws unless two things are equal. */
  static void unlessEqual(Object expected, Object actual, Supplier<String> what) {
    if (!Objects.equals(expected, actual)) {
      throw new Difference(what.get() + "\n  expected " + expected + "\n  but was  " + actual);
    }
  }

  /** Throws unless something holds. */
  static void unless(boolean holds, Supplier<String> what) {
    if (!holds) {
      throw new Difference(what.get());
    }
  }
}

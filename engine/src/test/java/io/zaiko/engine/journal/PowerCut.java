package io.zaiko.engine.journal;

import java.io.IOException;

/** The power went while something was forced to a {@link PlayedDevice}. */
final class PowerCut extends IOException {
  private static final long serialVersionUID = 1L;

  PowerCut() {
    super("the power is gone");
  }
}

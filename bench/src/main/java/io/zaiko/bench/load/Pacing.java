package io.zaiko.bench.load;

import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** How an open loop waits for the time of its next request. */
public enum Pacing {
  /** It sleeps: costs no core, and wakes a little late, which counts as latency. */
  PARK {
    @Override
    void pause(long nanos) {
      LockSupport.parkNanos(nanos);
    }
  },
  /** It looks at the clock again and again: on time, but takes a core. */
  SPIN {
    @Override
    void pause(long nanos) {
      Thread.onSpinWait();
    }
  };

  /** Waits, for so long at most. */
  abstract void pause(long nanos);

  /** How it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

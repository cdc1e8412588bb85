package io.zaiko.engine.pipeline;

import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.TimeUnit;

/** What the business thread does while there is nothing to do. */
public enum WaitMode {
  /** It sleeps at once. */
  BLOCKING,
  /** It lets others run for a moment, and sleeps if nothing came: what most servers want. */
  BACKOFF,
  /** It asks again and again, and lets others run in between. */
  YIELDING,
  /** It asks again and again: only with a core to spare. */
  SPINNING;

  /**
   * As long as a connection that keeps some dozens of commands in flight takes to send the next:
   * with 50 microseconds it mostly came just after the thread had gone to sleep (ADR 17).
   */
  private static final long A_MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** A strategy that wakes the handler at least every so often. */
  WaitStrategy strategy(long timeoutMs) {
    return switch (this) {
      case BLOCKING -> new ParkingWaitStrategy(0, timeoutMs);
      case BACKOFF -> new ParkingWaitStrategy(A_MOMENT_NANOS, timeoutMs);
      case YIELDING, SPINNING -> new SpinningWaitStrategy(timeoutMs, this == YIELDING);
    };
  }
}

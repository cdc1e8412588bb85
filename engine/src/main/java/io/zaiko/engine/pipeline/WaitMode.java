package io.zaiko.engine.pipeline;

import com.lmax.disruptor.TimeoutBlockingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.TimeUnit;

/** What the business thread does while there is nothing to do. */
public enum WaitMode {
  /** It sleeps: for machines with few cores. */
  BLOCKING,
  /** It asks again and again, and lets others run in between. */
  YIELDING,
  /** It asks again and again: only with a core to spare. */
  SPINNING;

  /** A strategy that wakes the handler at least every so often. */
  WaitStrategy strategy(long timeoutMs) {
    return switch (this) {
      case BLOCKING -> new TimeoutBlockingWaitStrategy(timeoutMs, TimeUnit.MILLISECONDS);
      case YIELDING, SPINNING -> new SpinningWaitStrategy(timeoutMs, this == YIELDING);
    };
  }
}

package io.zaiko.gateway;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.SelectStrategyFactory;

/** What an I/O thread does while there is nothing to do. */
public enum IoWait {
  /** It sleeps at once. */
  BLOCKING,
  /** It lets others run for a moment, and sleeps if nothing came. */
  BACKOFF;

  SelectStrategyFactory selects() {
    return switch (this) {
      case BLOCKING -> DefaultSelectStrategyFactory.INSTANCE;
      case BACKOFF -> BackoffSelect::new;
    };
  }
}

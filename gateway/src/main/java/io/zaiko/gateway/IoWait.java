package io.zaiko.gateway;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.SelectStrategyFactory;

/** What an I/O thread does while there is nothing to do. */
public enum IoWait {
  /** It sleeps at once: what most servers want. */
  BLOCKING,
  /**
   * It lets others run for a moment, and sleeps if nothing came: a lone request is answered sooner.
   */
  BACKOFF;

  SelectStrategyFactory selects() {
    return switch (this) {
      case BLOCKING -> DefaultSelectStrategyFactory.INSTANCE;
      case BACKOFF -> BackoffSelect::new;
    };
  }
}

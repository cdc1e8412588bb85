package io.zaiko.gateway;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;

/**
 * Lets other threads run for a moment before an I/O thread sleeps: under load the engine's answers
 * or the next commands are there by then, and nobody has to pay for waking it. Used by one I/O
 * thread.
 */
final class BackoffSelect implements SelectStrategy {
  /** About what waking a thread takes: beyond it, waiting has cost as much as sleeping would. */
  private static final long YIELD_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private boolean idle;
  private long idleSince;

  // Nothing is promised by yielding; a machine that ignores it spins, which is right as well.
  @SuppressWarnings("ThreadPriorityCheck")
  @Override
  public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
    int ready = selectNow.get();
    if (hasTasks || ready > 0) {
      idle = false;
      return ready;
    }
    long now = System.nanoTime();
    if (!idle) {
      idle = true;
      idleSince = now;
    } else if (now - idleSince >= YIELD_NANOS) {
      // It sleeps until something happens, whatever that is: then the moment begins anew.
      idle = false;
      return SELECT;
    }
    Thread.yield();
    return CONTINUE;
  }
}

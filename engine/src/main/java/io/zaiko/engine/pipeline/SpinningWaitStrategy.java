package io.zaiko.engine.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.TimeUnit;

/**
 * Busy waiting with a timeout, which Disruptor has only for blocking. Time passes for the engine
 * even when nothing comes in.
 */
final class SpinningWaitStrategy implements WaitStrategy {
  /** Turns between two looks at the clock. */
  private static final int TURNS = 64;

  private final long timeoutNanos;
  private final boolean yielding;

  SpinningWaitStrategy(long timeoutMs, boolean yielding) {
    timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    this.yielding = yielding;
  }

  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
      throws AlertException, TimeoutException {
    long available = dependentSequence.get();
    if (available >= sequence) {
      return available;
    }
    long begin = System.nanoTime();
    for (int turn = 1; available < sequence; turn++) {
      barrier.checkAlert();
      if (turn % TURNS == 0 && System.nanoTime() - begin >= timeoutNanos) {
        throw TimeoutException.INSTANCE;
      }
      pause();
      available = dependentSequence.get();
    }
    return available;
  }

  // Nothing is promised by yielding; a machine that ignores it spins, which is right as well.
  @SuppressWarnings("ThreadPriorityCheck")
  private void pause() {
    if (yielding) {
      Thread.yield();
    } else {
      Thread.onSpinWait();
    }
  }

  @Override
  public void signalAllWhenBlocking() {
    // Nobody sleeps here.
  }
}

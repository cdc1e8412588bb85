package io.zaiko.engine.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets other threads run for a moment, then sleeps. To wake a thread that sleeps on an idle virtual
 * core takes longer than most batches, and a busy ring has the next batch by then.
 *
 * <p>Who publishes takes no lock and, as long as nobody sleeps, makes no system call. Disruptor's
 * own strategies with a timeout take a lock each time, or (the light one) do not look once more
 * between raising their flag and sleeping, so that a wake-up in between is lost.
 *
 * <p>For one waiting thread and any number that publish.
 */
final class ParkingWaitStrategy implements WaitStrategy {
  private final long yieldNanos;
  private final long timeoutNanos;
  private volatile Thread sleeper;

  /**
   * @param yieldNanos how long to let others run first; 0 = not at all
   * @param timeoutMs how long to sleep at most
   */
  ParkingWaitStrategy(long yieldNanos, long timeoutMs) {
    this.yieldNanos = yieldNanos;
    timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
  }

  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
      throws AlertException, TimeoutException {
    if (dependentSequence.get() < sequence && !comesSoon(sequence, dependentSequence, barrier)) {
      sleep(sequence, dependentSequence, barrier);
    }
    return dependentSequence.get();
  }

  // Nothing is promised by yielding; a machine that ignores it spins, which is right as well.
  @SuppressWarnings("ThreadPriorityCheck")
  private boolean comesSoon(long sequence, Sequence available, SequenceBarrier barrier)
      throws AlertException {
    if (yieldNanos == 0) {
      return false;
    }
    long begin = System.nanoTime();
    do {
      barrier.checkAlert();
      Thread.yield();
      if (available.get() >= sequence) {
        return true;
      }
    } while (System.nanoTime() - begin < yieldNanos);
    return false;
  }

  private void sleep(long sequence, Sequence available, SequenceBarrier barrier)
      throws AlertException, TimeoutException {
    long begin = System.nanoTime();
    sleeper = Thread.currentThread();
    try {
      // Looked at once more after it said that it sleeps: who publishes does it the other way
      // round.
      while (available.get() < sequence) {
        barrier.checkAlert();
        long left = timeoutNanos - (System.nanoTime() - begin);
        if (left <= 0) {
          throw TimeoutException.INSTANCE;
        }
        LockSupport.parkNanos(this, left);
      }
    } finally {
      sleeper = null;
    }
  }

  @Override
  public void signalAllWhenBlocking() {
    // What was published comes before the look at who sleeps.
    VarHandle.fullFence();
    Thread thread = sleeper;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}

package io.zaiko.engine.host;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.memory.Growth;
import io.zaiko.engine.memory.GrowthWatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Touches the pages of tables ahead of their growth, so that the system finds and zeroes memory for
 * them on this thread and not on the engine's: two mebibytes at once take it five milliseconds and
 * more where a host has to give them first. It does so in short stretches: on a machine whose cores
 * are all in use it is those who serve that wait for this thread.
 */
final class PagesAhead implements GrowthWatch {
  private static final int PAGE = 4096;

  /** How much of a table is touched before the next one has its turn. */
  private static final int TURN = 1 << 20;

  /** From this far ahead on there is time for pauses. */
  private static final int NEAR = 4 << 20;

  /** How much is touched without a pause, a power of two. */
  private static final int STRETCH = 16 * PAGE;

  /** Between two stretches, while the use is far enough behind. */
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

  private final List<Growth> growths;
  private final long ahead;
  private final AtomicLongArray touched;
  private CompletableFuture<Void> end;
  private volatile Thread thread;
  private volatile boolean closed;

  /**
   * @param ahead how far ahead of its use each table gets its pages, in bytes
   */
  PagesAhead(List<Growth> growths, long ahead) {
    this.growths = growths;
    this.ahead = ahead;
    touched = new AtomicLongArray(growths.size());
  }

  /** Has it done for the tables of an engine, until that is closed. */
  static void startFor(InventoryEngine engine, long ahead) {
    PagesAhead pages = new PagesAhead(engine.memory().growths(), ahead);
    pages.start();
    engine.memory().watch(pages);
  }

  /** Starts the thread. */
  void start() {
    end = CompletableFuture.runAsync(this::touchUntilClosed, this::onOwnThread);
  }

  private void onOwnThread(Runnable task) {
    thread = new Thread(task, "zaiko-table-pages");
    thread.setDaemon(true);
    thread.start();
  }

  /** Up to where each table has pages, in bytes; 0 if it was not looked at yet. Any thread. */
  long[] touched() {
    return IntStream.range(0, touched.length()).mapToLong(touched::get).toArray();
  }

  @Override
  public void onGrown() {
    LockSupport.unpark(thread);
  }

  private void touchUntilClosed() {
    while (!closed) {
      boolean isAhead = true;
      for (int table = 0; table < touched.length(); table++) {
        isAhead &= !touchAhead(table);
      }
      if (isAhead && !closed) {
        LockSupport.park(this);
      }
    }
  }

  /** Whether there was anything to touch. */
  private boolean touchAhead(int table) {
    Growth growth = growths.get(table);
    long used = growth.used();
    long wanted = Math.min(growth.length() - used, ahead) + used;
    if (touched.get(table) >= wanted) {
      return false;
    }
    long page = Math.max(touched.get(table), used) & -PAGE;
    long turnEnd = Math.min(page + TURN, wanted);
    for (; page < turnEnd && !closed; page += PAGE) {
      growth.touch(page);
      if ((page + PAGE) % STRETCH == 0 && page - growth.used() > NEAR) {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
    touched.set(table, turnEnd);
    return true;
  }

  /** Ends the thread, and waits for that. */
  @Override
  public void beforeClose() {
    closed = true;
    LockSupport.unpark(thread);
    end.join();
  }
}

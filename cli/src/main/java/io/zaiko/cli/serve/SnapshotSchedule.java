package io.zaiko.cli.serve;

import io.zaiko.cli.output.ExitCode;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has snapshots made while a server runs: when time has gone by or the journal has grown, and
 * something was appended since the last one. What the process that makes them says, and how it
 * ends, is logged. Whatever it comes to, the server goes on; the next one is due a turn later.
 *
 * <p>{@link #start} and {@link #close} are for the owner; {@link #look} for one thread, which is
 * its own once it is started.
 */
final class SnapshotSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotSchedule.class);
  private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

  /** What the shell says of a process that Ctrl-C or SIGTERM ended, as it also ends the server. */
  private static final int INTERRUPTED = 128 + 2;

  private static final int TERMINATED = 128 + 15;

  private final SnapshotSettings settings;
  private final JournalGrowth journal;
  private final SnapshotMaking maker;
  private final LongSupplier nanoTime;
  private final long everyNs;
  private final Thread thread = new Thread(this::run, "zaiko-snapshots");
  private volatile boolean closed;
  private long lastNs;
  private long bytesOfFailure;
  private boolean unreadable;

  /**
   * A schedule whose first turn counts from the newest snapshot.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   * @throws IOException if it cannot be seen how old that is
   */
  SnapshotSchedule(
      SnapshotSettings settings, JournalGrowth journal, SnapshotMaking maker, LongSupplier nanoTime)
      throws IOException {
    this.settings = settings;
    this.journal = journal;
    this.maker = maker;
    this.nanoTime = nanoTime;
    everyNs = TimeUnit.SECONDS.toNanos(settings.every().toSeconds());
    long ageNs = TimeUnit.SECONDS.toNanos(journal.age().toSeconds());
    lastNs = nanoTime.getAsLong() - Math.max(0, Math.min(ageNs, everyNs));
  }

  /** Looks regularly from now on. */
  void start() {
    if (!settings.isNever()) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    try {
      while (!closed) {
        look();
        LockSupport.parkNanos(this, INTERVAL_NS);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread: if somebody did, that is told, and there are no snapshots.
      LOG.error("No more snapshots are made: interrupted", e);
    }
  }

  /** Looks once, and if a snapshot is due has it made before it returns. */
  void look() throws InterruptedException {
    try {
      if (isDue()) {
        make();
      }
      unreadable = false;
    } catch (IOException | RuntimeException e) {
      // Whatever it is, the server can do without a snapshot, and the next look may work.
      if (!unreadable) {
        LOG.warn("Cannot see how far the journal has grown, so no snapshots are made", e);
      }
      unreadable = true;
    }
  }

  private boolean isDue() throws IOException {
    boolean byTime = everyNs > 0 && nanoTime.getAsLong() - lastNs >= everyNs;
    boolean bySize =
        !byTime
            && settings.journalLength() > 0
            && journal.bytes() - bytesOfFailure >= settings.journalLength();
    return (byTime || bySize) && journal.sequence() > journal.snapshotSequence();
  }

  private void make() throws IOException, InterruptedException {
    lastNs = nanoTime.getAsLong();
    int exitCode;
    try {
      exitCode = maker.make(line -> LOG.info("{}", line), line -> LOG.warn("{}", line));
    } catch (IOException e) {
      LOG.warn("The process that makes a snapshot cannot be started", e);
      exitCode = ExitCode.FAILED;
    }
    bytesOfFailure = exitCode == ExitCode.DONE ? 0 : journal.bytes();
    if (!closed) {
      tell(exitCode);
    }
  }

  private void tell(int exitCode) {
    switch (exitCode) {
      case ExitCode.DONE -> {}
      case ExitCode.INTEGRITY ->
          LOG.error(
              "THE JOURNAL OR A SNAPSHOT IS DAMAGED ON THE DISK: the lines above say where. This"
                  + " server goes on, its state in memory is sound, but a restart may be refused:"
                  + " do not restart it before a copy of the data directory was made and the file"
                  + " named was replaced by a good copy. {}",
              again());
      case INTERRUPTED, TERMINATED -> LOG.info("The snapshot was ended from outside; {}", again());
      default ->
          LOG.warn(
              "No snapshot was made (exit status {}): the lines above say why. Nothing is lost, but"
                  + " a restart takes longer, and old files stay; {}",
              exitCode,
              again());
    }
  }

  private String again() {
    String byTime = everyNs > 0 ? TimeUnit.NANOSECONDS.toSeconds(everyNs) + " s" : "";
    String bySize = settings.journalLength() > 0 ? settings.journalLength() + " bytes more" : "";
    String either = byTime.isEmpty() || bySize.isEmpty() ? "" : " or ";
    return "it is tried again after " + byTime + either + bySize + ", or by 'zaiko snapshot'";
  }

  /** Ends what is being made, and waits until it is gone; none is made any more. */
  @Override
  public void close() {
    closed = true;
    maker.end();
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

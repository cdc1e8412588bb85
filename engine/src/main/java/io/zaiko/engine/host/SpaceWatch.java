package io.zaiko.engine.host;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how much room there is on the disk of a data directory, so that commands are refused with
 * NO_SPACE while the journal can still take what was accepted before.
 *
 * <p>Commands are refused once less is free than the reserve, and taken again once a quarter more
 * than the reserve is free: a disk at the border does not make the server answer one way and the
 * other in turn. What the server journals by itself, TICK and CONFIGURE, goes on within the
 * reserve.
 *
 * <p>{@link #hasRoom} is for any thread and costs one volatile read; the rest is for the owner.
 */
final class SpaceWatch implements AutoCloseable {
  /**
   * Asking costs a few microseconds, and at a gigabyte a second the disk loses 100 MB meanwhile.
   */
  static final Duration INTERVAL = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(SpaceWatch.class);
  private static final int HYSTERESIS_PART = 4;

  private final FileStore disk;
  private final Path directory;
  private final long reserveBytes;
  private final Thread thread = new Thread(this::run, "zaiko-disk-space");
  private volatile boolean hasRoom = true;
  private volatile boolean closed;
  private boolean unreadable;

  /**
   * A watch that has looked once, and looks again after {@link #start} or when told to.
   *
   * @param disk where the directory is
   * @param directory for messages
   * @param reserveBytes below this much free, commands are refused; 0 = never
   */
  SpaceWatch(FileStore disk, Path directory, long reserveBytes) {
    this.disk = disk;
    this.directory = directory;
    this.reserveBytes = reserveBytes;
    look();
  }

  /** Looks regularly from now on. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether commands may be taken. */
  boolean hasRoom() {
    return hasRoom;
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(this, INTERVAL.toNanos());
      look();
    }
  }

  /** Looks once; a change is logged. If the disk does not tell, what was seen last counts. */
  void look() {
    long free;
    try {
      free = disk.getUsableSpace();
    } catch (IOException e) {
      if (!unreadable) {
        LOG.warn("Cannot see how much room there is on the disk of {}", directory, e);
      }
      unreadable = true;
      return;
    }
    unreadable = false;
    if (hasRoom && free < reserveBytes) {
      hasRoom = false;
      LOG.warn(
          "Commands are refused with NO_SPACE from now on, questions are answered: {} free on the"
              + " disk of {}, less than the {} of --min-free. Free {} there; then commands are taken"
              + " again by themselves",
          mebibytes(free),
          directory,
          mebibytes(reserveBytes),
          mebibytes(enoughBytes() - free));
    } else if (!hasRoom && free >= enoughBytes()) {
      hasRoom = true;
      LOG.warn("Commands are taken again: {} free on the disk of {}", mebibytes(free), directory);
    }
  }

  private long enoughBytes() {
    return reserveBytes + reserveBytes / HYSTERESIS_PART;
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / (double) (1 << 20));
  }

  /** Looks no more. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}

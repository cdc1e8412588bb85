package io.zaiko.engine.journal;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Touches the pages of the present journal file ahead of the appends, so that the operating system
 * finds room and memory for them on this thread and not on the one that appends.
 *
 * <p>It writes a zero where there is a zero, in one atomic step per page and through a mapping of
 * its own. So it never changes a byte, not even if the appends have overtaken it.
 */
final class PageToucher implements AutoCloseable {
  /** How far ahead, in bytes. Chronicle makes files longer by at least this before it is needed. */
  static final int AHEAD = 16 << 20;

  /** How many bytes are appended between two turns. */
  private static final int TURN = AHEAD / 8;

  private static final int PAGE = 4096;

  /** Up to where a file was appended to. */
  private record Target(Path file, long position) {}

  private final Thread thread = new Thread(this::run, "zaiko-journal-pages");
  private volatile Target target;
  private volatile boolean closed;
  private volatile Throwable failure;
  private Path file;
  private long nextTurn;
  private Path touchedFile;
  private volatile long touched;

  /** Starts the thread; the first file has been entered. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Told by the appending thread that it appends to another file now. */
  void enter(Path newFile) {
    file = newFile;
    nextTurn = 0;
  }

  /** Told by the appending thread how far it has come. Now and then it makes a turn of this. */
  void appended(long position) {
    if (position >= nextTurn) {
      nextTurn = position + TURN;
      target = new Target(file, position);
      LockSupport.unpark(thread);
    }
  }

  /** Why there are no pages to be had, such as a full disk; null if nothing is wrong. */
  Throwable failure() {
    return failure;
  }

  /** Position in the present file up to which all pages were touched, here or by an append. */
  long touched() {
    return touched;
  }

  private void run() {
    Target done = null;
    try {
      while (!closed) {
        Target next = target;
        if (next.equals(done)) {
          LockSupport.park(this);
        } else {
          touchBehind(next);
          done = next;
        }
      }
    } catch (Throwable e) {
      // Not only IOException: a mapped page for which there is no room is an InternalError.
      failure = e;
    }
  }

  private void touchBehind(Target next) throws IOException {
    long from = next.file.equals(touchedFile) ? Math.max(next.position, touched) : next.position;
    long start = (from + PAGE - 1) & -PAGE;
    try (FileChannel channel =
        FileChannel.open(next.file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = Math.min(next.position + AHEAD, channel.size()) & -PAGE;
      if (start < end) {
        touch(channel, start, end);
      }
      touchedFile = next.file;
      touched = Math.max(from, end); // the appends may have overtaken this thread
    }
  }

  private static void touch(FileChannel channel, long from, long to) throws IOException {
    MappedByteBuffer mapping = channel.map(MapMode.READ_WRITE, from, to - from);
    try {
      UnsafeBuffer buffer = new UnsafeBuffer(mapping);
      for (int page = 0; page < buffer.capacity(); page += PAGE) {
        buffer.compareAndSetInt(page, 0, 0);
      }
    } finally {
      IoUtil.unmap(mapping);
    }
  }

  /** Lets the thread end, after its present turn. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}

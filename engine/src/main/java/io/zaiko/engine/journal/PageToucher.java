package io.zaiko.engine.journal;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Touches the pages of the present journal file ahead of the appends, so that the operating system
 * finds room and memory for them on this thread and not on the one that appends. It does so in
 * short stretches: on a machine whose cores are all in use it is those who append or answer that
 * wait for this thread.
 *
 * <p>It touches them in the mapping that the appends go through. Otherwise each page would be
 * there, and the appending thread would still have to enter it into that mapping, which waits for
 * the file system when that is busy with what others force. It writes a zero where there is a zero,
 * in one atomic step per page. So it never changes a byte, not even if the appends have overtaken
 * it.
 */
final class PageToucher implements AutoCloseable {
  /** How far ahead, in bytes. */
  static final int AHEAD = 16 << 20;

  /** How many bytes are appended between two turns. */
  private static final int TURN = AHEAD / 8;

  private static final int PAGE = 4096;

  /** How much is touched without a pause, a power of two: about a tenth of a millisecond. */
  private static final int STRETCH = 16 * PAGE;

  /** How much of a new file is touched before the first append: until this thread follows. */
  private static final int BEGINNING = 256 << 10;

  /** Between two stretches, while the appends are far enough behind. */
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(300);

  /** Up to where a file was appended to. */
  private record Target(Path file, MappedFile mapped, long position) {}

  /** Why a file had no pages to be had. */
  private record Failure(Path file, Throwable cause) {}

  /** How far a file is known to have pages. */
  private record Extent(Path file, long end) {}

  private final Thread thread = new Thread(this::run, "zaiko-journal-pages");
  private final ReferenceOwner owner = ReferenceOwner.temporary("zaiko-journal-pages");
  private volatile Target target;
  private volatile boolean closed;
  private volatile Failure failure;
  private Path file;
  private MappedFile mapped;
  private MappedFile mappedInUse;
  private MappedBytesStore chunk;
  private long nextTurn;
  private Target done;
  private volatile Extent touched = new Extent(null, 0);

  /** Starts the thread; the first file has been entered. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Makes a file and touches its first pages, for the appending thread before Chronicle does: its
   * first touch of a sparse file would have the system prepare as much as the disk reads ahead.
   */
  static void makeBeginning(Path newFile) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            newFile,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      FileRoom.take(newFile, 0, BEGINNING);
      MappedByteBuffer mapping = channel.map(MapMode.READ_WRITE, 0, BEGINNING);
      try {
        UnsafeBuffer buffer = new UnsafeBuffer(mapping);
        ReadAhead.off(buffer.addressOffset(), BEGINNING);
        for (int page = 0; page < BEGINNING; page += PAGE) {
          buffer.compareAndSetInt(page, 0, 0);
        }
      } finally {
        IoUtil.unmap(mapping);
      }
    }
  }

  /** Told by the appending thread that it appends to another file now. */
  void enter(Path newFile, MappedFile newMapped) {
    file = newFile;
    mapped = newMapped;
    nextTurn = 0;
  }

  /**
   * Told by the appending thread how far it has come. Now and then it makes a turn of this, and at
   * once when the last turn failed.
   */
  void appended(long position) {
    if (position >= nextTurn || failure() != null) {
      nextTurn = position + TURN;
      target = new Target(file, mapped, position);
      LockSupport.unpark(thread);
    }
  }

  /**
   * Why there were no pages to be had at the last turn, such as a full disk; null if nothing was
   * wrong. The pages touched before are there all the same, and the next turn tries again. For the
   * appending thread: whatever went wrong with a file that it has left is of no account.
   */
  Throwable failure() {
    Failure last = failure;
    return last != null && last.file.equals(file) ? last.cause : null;
  }

  /** Whether an append that ends at this position of a file stays within what there is room for. */
  boolean isTouched(Path appended, long position) {
    Extent known = touched;
    return appended.equals(known.file) && position <= known.end;
  }

  /** Position in the present file up to which all pages were touched, here or by an append. */
  long touched() {
    return touched.end;
  }

  private void run() {
    while (!closed) {
      try {
        touchUntilClosed();
      } catch (Throwable e) {
        // Not only IOException: where room cannot be taken beforehand, a page without room is an
        // InternalError, which Java may throw a moment later than it happened.
        failure = new Failure(done.file, e);
      }
    }
    giveBack();
  }

  private void touchUntilClosed() throws IOException {
    while (!closed) {
      Target next = target;
      if (next.equals(done)) {
        LockSupport.park(this);
      } else {
        done = next;
        touchBehind(next);
        failure = null;
      }
    }
  }

  private void touchBehind(Target next) throws IOException {
    Extent before = touched;
    long from = next.file.equals(before.file) ? Math.max(next.position, before.end) : next.position;
    long start = (from + PAGE - 1) & -PAGE;
    long end = (next.position + AHEAD) & -PAGE;
    long page = start;
    try {
      if (start < end) {
        FileRoom.take(next.file, start, end - start);
      }
      for (; page < end; page += PAGE) {
        chunkAt(next.mapped, page).compareAndSwapInt(page, 0, 0);
        if ((page + PAGE) % STRETCH == 0) {
          restIfFarAhead(next.file, page);
        }
      }
    } finally {
      // What it got is there, even if there was no more. The appends may have overtaken it.
      touched = new Extent(next.file, Math.max(from, page));
    }
  }

  /** What Chronicle maps of the file around a page: it maps it now, or did so before. */
  private MappedBytesStore chunkAt(MappedFile wanted, long page) throws IOException {
    if (mappedInUse != wanted || !chunk.inside(page)) {
      giveBack();
      chunk = wanted.acquireByteStore(owner, page);
      mappedInUse = wanted;
      ReadAhead.off(chunk.addressForRead(chunk.start()), chunk.underlyingCapacity());
    }
    return chunk;
  }

  private void giveBack() {
    if (chunk != null) {
      chunk.release(owner);
      chunk = null;
      mappedInUse = null;
    }
  }

  private void restIfFarAhead(Path touching, long position) {
    Target latest = target;
    if (touching.equals(latest.file) && position - latest.position > AHEAD / 4 && !closed) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  /** Lets the thread end, after its present turn. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}

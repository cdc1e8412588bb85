package io.zaiko.engine.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The journal on Chronicle Queue. Chronicle only appends here, to a run of its own (see {@link
 * JournalDirectory}); reading is {@link FileScan}'s.
 *
 * <p>One thread at a time may append, force and close; it may be another one later if the hand-over
 * is ordered, as by starting a thread. {@link #scan} may be called by any thread.
 */
public final class ChronicleJournal implements CommandJournal {
  static {
    // Chronicle would print a banner, watch the disk with a thread of its own, and report home.
    setIfAbsent("chronicle.announcer.disable");
    setIfAbsent("chronicle.disk.monitor.disable");
    setIfAbsent("chronicle.analytics.disable");
  }

  private static final int NO_CYCLE = -1;

  /** More than what Chronicle puts around a document. */
  private static final int DOCUMENT_OVERHEAD = 64;

  private static final int ROOM_AT_ONCE = 1 << 20;

  private final JournalDirectory directory;
  private final long rollLength;
  private final FileCycles cycles;
  private final SingleChronicleQueue queue;
  private final ExcerptAppender appender;
  private final DeviceSync device;
  private final ForcedMark mark;
  private final PageToucher pages = new PageToucher();
  private final UnsafeBuffer target = new UnsafeBuffer();
  private Path file;
  private int cycle = NO_CYCLE;
  private long fileLength;
  private long roomEnd;
  private long sequence;
  private boolean isForced;
  private Throwable failure;

  private ChronicleJournal(
      JournalDirectory directory,
      Path run,
      JournalSettings settings,
      LongSupplier wallMillis,
      DeviceSync device,
      ForcedMark mark) {
    this.directory = directory;
    this.device = device;
    this.mark = mark;
    rollLength = settings.rollLength();
    cycles = new FileCycles(wallMillis, settings.rollAge().toMillis());
    queue =
        SingleChronicleQueueBuilder.binary(run)
            .rollCycle(cycles)
            .timeProvider(cycles)
            .blockSize(settings.blockLength())
            .build();
    appender = queue.createAppender();
    appender.singleThreadedCheckDisabled(true);
  }

  /**
   * Begins a new run at the end of a journal, and removes earlier ones without a batch. The caller
   * holds the lock of the data directory.
   *
   * @param wallMillis milliseconds since the epoch; decides the names and the age of files
   * @throws JournalFailedException if nothing can be written there
   */
  public static ChronicleJournal open(
      JournalDirectory directory, JournalSettings settings, LongSupplier wallMillis) {
    return open(directory, settings, wallMillis, DeviceSync.FILES);
  }

  static ChronicleJournal open(
      JournalDirectory directory,
      JournalSettings settings,
      LongSupplier wallMillis,
      DeviceSync.ChannelOpener opener) {
    try {
      Path run = directory.createRun();
      FileRoom.requireForAFileIn(run);
      directory.removeEmptyRunsBefore(run);
      ForcedMark mark = ForcedMark.open(directory.path());
      ChronicleJournal journal =
          new ChronicleJournal(directory, run, settings, wallMillis, new DeviceSync(opener), mark);
      journal.beginRun(opener);
      return journal;
    } catch (IOException | RuntimeException e) {
      throw new JournalFailedException("Cannot write a journal in " + directory.path(), e);
    }
  }

  private void beginRun(DeviceSync.ChannelOpener opener) throws IOException {
    boolean begun = false;
    try {
      DeviceSync.forceDirectory(directory.path(), opener);
      DeviceSync.forceDirectory(directory.path().toAbsolutePath().getParent(), opener);
      beginFirstFile();
      begun = true;
    } finally {
      if (!begun) {
        giveBack();
      }
    }
  }

  /** Makes the first file now, so that the first command does not have to wait for it. */
  private void beginFirstFile() throws IOException {
    beginFile();
    pages.start();
  }

  /**
   * Makes a file, and puts what Chronicle writes at its beginning on the device before anything of
   * ours: so a document that was forced never stands behind a beginning that was not.
   */
  private void beginFile() throws IOException {
    DocumentContext context = appender.writingDocument();
    context.rollbackOnClose();
    context.close();
    noteFile(0);
    device.force();
  }

  @Override
  public void append(DirectBuffer document, int offset, int length) {
    requireUsable();
    requireRoom(length);
    try {
      if (fileLength + length > rollLength || cycles.isOld()) {
        FileRoom.requireForAFileIn(directory.path());
        cycles.advance();
        PageToucher.makeBeginning(queue.file().toPath().resolve(cycles.fileName()));
        if (isForced) {
          beginFile();
        }
      }
      noteFile(appendOne(document, offset, length));
      sequence = BatchLayout.nextSequence(document, offset) - 1;
    } catch (Throwable e) {
      throw fail("append to", e);
    }
  }

  /** Returns the position behind the document. */
  private long appendOne(DirectBuffer document, int offset, int length) {
    DocumentContext context = appender.writingDocument();
    boolean written = false;
    try {
      Bytes<?> bytes = context.wire().bytes();
      long position = bytes.writePosition();
      target.wrap(bytes.addressForWrite(position), length);
      target.putBytes(0, document, offset, length);
      bytes.writeSkip(length);
      written = true;
      return position + length;
    } finally {
      if (!written) {
        context.rollbackOnClose();
      }
      context.close();
    }
  }

  private void noteFile(long newLength) throws IOException {
    fileLength = newLength;
    if (appender.cycle() != cycle) {
      cycle = appender.cycle();
      file = appender.currentFile().toPath();
      roomEnd = 0;
      device.enter(file);
      mark.enter(file);
      pages.enter(file, ((MappedBytes) appender.wire().bytes()).mappedFile());
    }
    pages.appended(newLength);
  }

  @Override
  public void force() {
    requireUsable();
    try {
      device.force();
      isForced = true;
      if (sequence > 0) {
        mark.forced(sequence, fileLength);
      }
    } catch (Throwable e) {
      throw fail("force", e);
    }
  }

  private void requireUsable() {
    if (failure != null) {
      throw new JournalFailedException("The journal failed before and takes nothing more", failure);
    }
  }

  /**
   * A disk without room would show in the middle of the append, as a fault of the processor.
   * Another thread takes room ahead, and what it has got still goes in when it gets no more; should
   * the appends have overtaken it, room is taken here.
   */
  private void requireRoom(int length) {
    long end = fileLength + length + DOCUMENT_OVERHEAD;
    if (end <= roomEnd || pages.isTouched(file, end)) {
      return;
    }
    if (pages.failure() != null) {
      throw fail("find room ahead in", pages.failure());
    }
    try {
      FileRoom.take(file, fileLength, ROOM_AT_ONCE);
      roomEnd = fileLength + ROOM_AT_ONCE;
    } catch (IOException e) {
      throw fail("find room in", e);
    }
  }

  private JournalFailedException fail(String what, Throwable cause) {
    failure = cause;
    return new JournalFailedException("Cannot " + what + " the journal file " + file, cause);
  }

  @Override
  public DocumentScan scan() {
    return directory.scan();
  }

  /** Forces what was appended, unless the journal failed, and gives the files back. */
  @Override
  public void close() {
    try {
      if (failure == null) {
        force();
      }
    } finally {
      giveBack();
    }
  }

  private void giveBack() {
    pages.close();
    appender.close();
    queue.close();
    mark.close();
    try {
      device.close();
    } catch (IOException e) {
      throw new JournalFailedException("Cannot close the journal file " + file, e);
    }
  }

  private static void setIfAbsent(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "true");
    }
  }
}

package io.zaiko.systemtests;

import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.DocumentScan;
import io.zaiko.protocol.sbe.JournalBatchDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The server's journal with a server around it that dies: once {@link #arm}ed it kills the process
 * at the chosen moment, and says so before, with the sequences of the batch.
 *
 * <p>The middle of an append is where the real journal asks the document for its bytes: Chronicle's
 * header is open then. As much of the document as is wanted is put where the real journal was about
 * to copy it.
 */
final class FailpointJournal implements CommandJournal {
  /** What the last words of the process begin with. */
  static final String REACHED = "reached ";

  /**
   * A moment that is to come.
   *
   * @param count the how manieth append from now on, or roll
   * @param share of the document that a broken-off append leaves, in thousandths
   */
  record Armed(FailPoint point, int count, int share) {}

  private final CommandJournal journal;
  private final CommandJournal chronicle;
  private final Path directory;
  private final long rollLength;
  private final UnsafeBuffer target;
  private final Field fileLength;
  private final JournalBatchDecoder batch = new JournalBatchDecoder();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private volatile Armed armed;
  private int passed;
  private String sequences = "";

  /**
   * @param journal to pass everything on to
   * @param chronicle the one that writes in the end
   * @param directory with the runs
   * @param rollLength bytes after which it begins a new file
   */
  FailpointJournal(
      CommandJournal journal, CommandJournal chronicle, Path directory, long rollLength) {
    this.journal = journal;
    this.chronicle = chronicle;
    this.directory = directory;
    this.rollLength = rollLength;
    try {
      target = (UnsafeBuffer) field(chronicle, "target").get(chronicle);
      fileLength = field(chronicle, "fileLength");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the journal does not look inside as it did", e);
    }
  }

  private static Field field(CommandJournal journal, String name)
      throws ReflectiveOperationException {
    Field field = journal.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** May be called by any thread; counts from the next append on. */
  void arm(Armed moment) {
    armed = moment;
  }

  @Override
  public void append(DirectBuffer document, int offset, int length) {
    Armed moment = armed;
    if (moment == null) {
      journal.append(document, offset, length);
      return;
    }
    sequences = sequences(document, offset);
    switch (moment.point) {
      case BEFORE_APPEND -> {
        dieAtTheLast(moment);
        journal.append(document, offset, length);
      }
      case AFTER_APPEND -> {
        journal.append(document, offset, length);
        dieAtTheLast(moment);
      }
      case MID_APPEND -> journal.append(new Trap(moment, document, offset, length), 0, length);
      case AFTER_FORCE -> journal.append(document, offset, length);
      default -> appendAroundARoll(moment, document, offset, length);
    }
  }

  private void appendAroundARoll(Armed moment, DirectBuffer document, int offset, int length) {
    boolean rolls = length() + length > rollLength;
    if (rolls && moment.point == FailPoint.BEFORE_ROLL) {
      dieAtTheLast(moment);
    }
    String before = newestFile();
    if (moment.point == FailPoint.MID_ROLL) {
      journal.append(new Trap(moment, document, offset, length, before), 0, length);
    } else {
      journal.append(document, offset, length);
    }
    if (rolls == newestFile().equals(before)) {
      throw new IllegalStateException("a file was begun, or was not: " + rolls);
    }
    if (rolls && moment.point == FailPoint.AFTER_ROLL) {
      dieAtTheLast(moment);
    }
  }

  private void dieAtTheLast(Armed moment) {
    passed++;
    if (passed == moment.count) {
      OwnDeath.die(REACHED + moment.point + " " + sequences);
    }
  }

  private String sequences(DirectBuffer document, int offset) {
    batch.wrapAndApplyHeader(document, offset, header);
    long first = batch.firstSequence();
    return first + " to " + (first + batch.count() - 1);
  }

  private long length() {
    try {
      return fileLength.getLong(chronicle);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one that is written to; older ones may be retired meanwhile. */
  private String newestFile() {
    return newest(directory.resolve(newest(directory, "run-\\d+")), ".+\\.cq4");
  }

  private static String newest(Path place, String pattern) {
    try (Stream<Path> paths = Files.list(place)) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches(pattern))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document that kills whoever is about to copy its bytes, once it is time. */
  private final class Trap extends UnsafeBuffer {
    private final Armed moment;
    private final String fileBefore;

    Trap(Armed moment, DirectBuffer document, int offset, int length) {
      this(moment, document, offset, length, "");
    }

    Trap(Armed moment, DirectBuffer document, int offset, int length, String fileBefore) {
      super(document, offset, length);
      this.moment = moment;
      this.fileBefore = fileBefore;
    }

    @Override
    public long addressOffset() {
      if (fileBefore.isEmpty() || !fileBefore.equals(newestFile())) {
        passed++;
        if (passed == moment.count) {
          int part = (int) ((long) capacity() * moment.share / 1_000);
          copy(part);
          OwnDeath.die(REACHED + moment.point + " " + sequences + ", " + part + " bytes there");
        }
      }
      return super.addressOffset();
    }

    private void copy(int part) {
      byte[] bytes = new byte[part];
      getBytes(0, bytes);
      target.putBytes(0, bytes);
    }
  }

  @Override
  public void force() {
    journal.force();
    Armed moment = armed;
    if (moment != null && moment.point == FailPoint.AFTER_FORCE && !sequences.isEmpty()) {
      dieAtTheLast(moment);
    }
  }

  @Override
  public DocumentScan scan() {
    return journal.scan();
  }

  @Override
  public void close() {
    journal.close();
  }
}

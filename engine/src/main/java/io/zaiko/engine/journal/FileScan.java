package io.zaiko.engine.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Reads journal files without the help of Chronicle, for two reasons: it has to tell a document
 * that was never completed, which is the normal end after a kill, from damage, where Chronicle's
 * reader sees "nothing more" in both; and it must leave no trace in the files of a running server.
 *
 * <p>All it needs to know of the file format is that a little-endian int stands in front of each
 * document, at a multiple of 4:
 *
 * <pre>
 *   00 + length   a document of ours
 *   01 + length   a document of Chronicle's (file header, index): skipped
 *   11 + 0        end of the file; the journal goes on in the next one
 *   0             nothing was completed here
 *   10 + 0        nothing was completed here
 * </pre>
 *
 * <p>A writer completes a document by writing that int, last, in one atomic step. Where nothing was
 * completed the journal ends, or, if its process was killed, goes on in the file that the next
 * process wrote; that it is the right continuation is seen by sequence and chain in {@link
 * BatchReader}. If there is no continuation, nothing that looks like a batch may follow in the
 * file: otherwise the "nothing" was a document once.
 */
final class FileScan implements DocumentScan {
  private static final int NOT_COMPLETE = 0x8000_0000;
  private static final int FOREIGN = 0x4000_0000;
  private static final int END_OF_FILE = NOT_COMPLETE | FOREIGN;
  private static final int LENGTH_MASK = FOREIGN - 1;
  private static final int PREFIX_LENGTH = Integer.BYTES;
  private static final int ALIGNMENT = Integer.BYTES;

  private enum Step {
    DOCUMENT,
    SKIPPED,
    END_OF_FILE,
    OPEN_END
  }

  /** A place where nothing was completed. */
  private record OpenEnd(Path file, long position) {}

  private final JournalDirectory directory;
  private final TailInspection inspection = new TailInspection();
  private final List<OpenEnd> openEnds = new ArrayList<>();
  private final Map<Path, Long> writtenBytes = new HashMap<>();
  private List<Path> files = List.of();
  private int fileIndex = -1;
  private Path file;
  private FileView view;
  private long position;
  private long documentPosition;
  private int offset;
  private int length;
  private long nextSequence = 1;
  private OpenEnd inspected;
  private int firstIndex;
  private long firstPosition;

  FileScan(JournalDirectory directory) {
    this.directory = directory;
  }

  /**
   * Begins at a place that a scan told of.
   *
   * @param nextSequence of the document there
   */
  static FileScan from(JournalDirectory directory, JournalPlace place, long nextSequence) {
    FileScan scan = new FileScan(directory);
    scan.nextSequence = nextSequence;
    if (!place.file().isEmpty()) {
      scan.enter(place);
    }
    return scan;
  }

  private void enter(JournalPlace place) {
    files = directory.files();
    file = directory.path().resolve(place.file());
    fileIndex = files.indexOf(file);
    if (fileIndex < 0) {
      throw new JournalDamagedException(nextSequence, place.toString(), "the file is not there");
    }
    firstIndex = fileIndex;
    firstPosition = place.position();
    view = new FileView(file);
    position = firstPosition;
    documentPosition = firstPosition;
  }

  @Override
  public boolean next() {
    while (view != null || openNextFile()) {
      Step step = step();
      if (step == Step.DOCUMENT) {
        openEnds.clear();
        return true;
      }
      if (step != Step.SKIPPED && !leaveFile(step)) {
        return false;
      }
    }
    return false;
  }

  private Step step() {
    if (!view.covers(position, PREFIX_LENGTH)) {
      return Step.OPEN_END;
    }
    int prefix = view.buffer().getIntVolatile(view.offset(position));
    if (prefix == 0 || prefix == NOT_COMPLETE) {
      return Step.OPEN_END;
    }
    if (prefix == END_OF_FILE) {
      return Step.END_OF_FILE;
    }
    documentPosition = position;
    length = prefix & LENGTH_MASK;
    long start = position + PREFIX_LENGTH;
    if ((prefix & NOT_COMPLETE) != 0
        || length == 0
        || length > BatchLayout.MAX_DOCUMENT_LENGTH
        || !view.covers(start, length)) {
      throw damaged(String.format("no document begins with %08x", prefix));
    }
    position = (start + length + ALIGNMENT - 1) & -ALIGNMENT;
    if ((prefix & FOREIGN) != 0) {
      // If the length were wrong, documents of ours would be skipped with it.
      long found = inspection.findBatch(view, start, position);
      if (found >= 0) {
        throw damaged("a batch at byte " + found + " is hidden");
      }
      return Step.SKIPPED;
    }
    offset = view.offset(start);
    if (length >= BatchLayout.HEADER_LENGTH && BatchLayout.startsDocument(view.buffer(), offset)) {
      nextSequence = BatchLayout.nextSequence(view.buffer(), offset);
    }
    return Step.DOCUMENT;
  }

  /** Leaves a file at its end for the next one. False if there is none: the journal ends here. */
  private boolean leaveFile(Step step) {
    Path following = fileBehind();
    if (step == Step.OPEN_END) {
      // Asked again after looking for a following file: a running server may have gone on writing
      // here, and only then have begun the other file.
      if (hasGrown()) {
        return true;
      }
      openEnds.add(new OpenEnd(file, position));
    }
    if (following != null) {
      closeView();
      return true;
    }
    for (OpenEnd end : openEnds) {
      inspect(end);
    }
    openEnds.clear();
    return step == Step.OPEN_END && hasGrown();
  }

  private boolean hasGrown() {
    if (!view.covers(position, PREFIX_LENGTH)) {
      return false;
    }
    int prefix = view.buffer().getIntVolatile(view.offset(position));
    return prefix != 0 && prefix != NOT_COMPLETE;
  }

  private void inspect(OpenEnd end) {
    if (end.equals(inspected)) {
      return;
    }
    long found = inspection.findBatchBehind(end.file(), end.position() + PREFIX_LENGTH);
    if (found >= 0 && !(end.file().equals(file) && hasGrown())) {
      documentPosition = end.position();
      throw new JournalDamagedException(
          nextSequence,
          place(end.file(), end.position()),
          "nothing here, but a batch follows at byte " + found);
    }
    inspected = end;
  }

  private boolean openNextFile() {
    Path following = fileBehind();
    if (following == null) {
      return false;
    }
    file = following;
    fileIndex++;
    view = new FileView(file);
    position = 0;
    return true;
  }

  /**
   * The file behind the present one, or null. Looks into the directory only if it knows of none.
   */
  private Path fileBehind() {
    if (fileIndex + 1 == files.size()) {
      List<Path> now = directory.files();
      fileIndex = file == null ? -1 : now.indexOf(file);
      files = now;
    }
    return fileIndex + 1 < files.size() ? files.get(fileIndex + 1) : null;
  }

  private JournalDamagedException damaged(String problem) {
    return new JournalDamagedException(nextSequence, place(), problem);
  }

  @Override
  public DirectBuffer buffer() {
    return view.buffer();
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public String place() {
    return file == null ? "before the first file" : place(file, documentPosition);
  }

  @Override
  public JournalPlace end() {
    return file == null
        ? JournalPlace.START
        : new JournalPlace(file.getParent().getFileName() + "/" + file.getFileName(), position);
  }

  @Override
  public double share() {
    long behind = position - firstPosition;
    long all = -firstPosition;
    for (int i = firstIndex; i < files.size(); i++) {
      long written = writtenBytes.computeIfAbsent(files.get(i), FileExtent::of);
      all += written;
      behind += i < fileIndex ? written : 0;
    }
    return all <= 0 ? 0 : Math.min(1, (double) behind / all);
  }

  private static String place(Path file, long position) {
    return file.getParent().getFileName() + "/" + file.getFileName() + " at byte " + position;
  }

  private void closeView() {
    view.close();
    view = null;
  }

  @Override
  public void close() {
    if (view != null) {
      closeView();
    }
  }
}

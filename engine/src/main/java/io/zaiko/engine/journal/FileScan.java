package io.zaiko.engine.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Reads journal files without the help of Chronicle, for two reasons: it has to tell a document
 * that was never finished, which is the normal end after a kill or a power loss, from damage, where
 * Chronicle's reader sees "nothing more" in both; and it must leave no trace in the files of a
 * running server.
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
 * <p>A writer completes a document by writing that int, last, in one atomic step. So after a kill
 * an unfinished document has none. After a power loss it may have one, but lacks bytes: a sector of
 * it, or more, is still empty ({@link TailInspection#lacks}). Bytes that are there and wrong were
 * changed later, which is damage.
 *
 * <p>Where nothing was finished the run ends. The journal goes on in the file that the next process
 * wrote; that it is the right continuation is seen by sequence and chain in {@link BatchReader}. If
 * there is no continuation the journal ends there, but only if nothing that looks like a batch
 * follows in the file, and if no more than that was ever forced to the device ({@link ForcedMark}):
 * otherwise the "nothing" was a document once.
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

  private final JournalDirectory directory;
  private final TailInspection inspection = new TailInspection();
  private final List<OpenEnd> ends = new ArrayList<>();
  private final Set<OpenEnd> inspected = new HashSet<>();
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
  private Path verifiedFile;
  private long verifiedPosition;
  private boolean isLeftOut;
  private int continuedEnds;
  private ForcedPosition forced = ForcedPosition.UNKNOWN;
  private int firstIndex;
  private long firstPosition;

  FileScan(JournalDirectory directory) {
    this.directory = directory;
  }

  /**
   * Begins behind a document that a scan told of.
   *
   * @param behind what that document led to
   */
  static FileScan behind(JournalDirectory directory, JournalPlace place, JournalPosition behind) {
    FileScan scan = new FileScan(directory);
    scan.nextSequence = behind.sequence() + 1;
    if (!place.equals(JournalPlace.START)) {
      scan.enter(place, behind);
    }
    return scan;
  }

  private void enter(JournalPlace place, JournalPosition behind) {
    files = directory.files();
    file = directory.path().resolve(place.file());
    fileIndex = files.indexOf(file);
    view = fileIndex < 0 ? null : FileView.openIfThere(file);
    if (view == null) {
      throw new JournalDamagedException(nextSequence, place.toString(), "the file is not there");
    }
    firstIndex = fileIndex;
    firstPosition = place.position();
    position = firstPosition;
    documentPosition = firstPosition;
    boolean isThere = false;
    try {
      isThere = step() == Step.DOCUMENT && hasHash(behind.hash());
      if (!isThere) {
        throw damaged("the batch of sequence " + behind.sequence() + " is not there");
      }
    } finally {
      if (!isThere) {
        close();
      }
    }
    verifiedFile = file;
    verifiedPosition = firstPosition;
  }

  private boolean hasHash(byte[] expected) {
    byte[] document = new byte[length];
    view.buffer().getBytes(offset, document);
    byte[] hash = new byte[BatchLayout.HASH_LENGTH];
    new DocumentHash().sha256(document, length, hash);
    return Arrays.equals(hash, expected);
  }

  @Override
  public boolean next() {
    while (view != null || openNextFile()) {
      Step step = step();
      if (step == Step.DOCUMENT) {
        return true;
      }
      if (step != Step.SKIPPED && !leaveFile(step)) {
        return false;
      }
    }
    forced = directory.forced();
    return false;
  }

  private Step step() {
    if (isLeftOut || !view.covers(position, PREFIX_LENGTH)) {
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
    if ((prefix & NOT_COMPLETE) != 0 || length == 0 || length > BatchLayout.MAX_DOCUMENT_LENGTH) {
      throw damaged(String.format("no document begins with %08x", prefix));
    }
    if (!view.covers(start, length)) {
      if (inspection.findBatch(view, start, start + ALIGNMENT) >= 0
          && BatchLayout.length(view.buffer(), view.offset(start)) != length) {
        throw damaged("the file ends within a document of " + length + " bytes");
      }
      isLeftOut = true;
      return Step.OPEN_END;
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
    return Step.DOCUMENT;
  }

  @Override
  public void verified(long sequence) {
    nextSequence = sequence + 1;
    verifiedFile = file;
    verifiedPosition = documentPosition;
    if (!ends.isEmpty()) {
      forgetEndOf(file);
      continuedEnds = ends.size();
    }
  }

  @Override
  public void leaveOut(int from, int to, String problem) {
    if (!inspection.lacks(view, documentPosition + PREFIX_LENGTH, length, from, to)) {
      throw damaged(problem);
    }
    long found = inspection.findBatchBehind(file, documentPosition + PREFIX_LENGTH);
    if (found >= 0) {
      throw damaged(problem + ", and a batch follows at byte " + found);
    }
    position = documentPosition;
    isLeftOut = true;
  }

  /** Leaves a file at its end for the next one. False if there is none: the journal ends here. */
  private boolean leaveFile(Step step) {
    // Read before looking for more: what it counts was there before.
    forced = directory.forced();
    Path following = fileBehind();
    // Asked again after looking for a following file: a running server may have gone on writing
    // here, and only then have begun the other file.
    if (step == Step.OPEN_END && hasGrown()) {
      return true;
    }
    forgetEndOf(file);
    ends.add(new OpenEnd(file, position, nextSequence, isLeftOut, step == Step.END_OF_FILE));
    if (following != null) {
      closeView();
      return true;
    }
    for (OpenEnd end : ends.subList(continuedEnds, ends.size())) {
      inspect(end);
    }
    return step == Step.OPEN_END && hasGrown();
  }

  private boolean hasGrown() {
    if (isLeftOut || !view.covers(position, PREFIX_LENGTH)) {
      return false;
    }
    int prefix = view.buffer().getIntVolatile(view.offset(position));
    return prefix != 0 && prefix != NOT_COMPLETE;
  }

  private void inspect(OpenEnd end) {
    if (!inspected.add(end)) {
      return;
    }
    long found = inspection.findBatchBehind(end.file(), end.position() + PREFIX_LENGTH);
    if (found >= 0 && !(end.file().equals(file) && hasGrown())) {
      throw new JournalDamagedException(
          nextSequence,
          place(end.file(), end.position()),
          "nothing here, but a batch follows at byte " + found);
    }
  }

  /** A process that wrote on has moved the end of its file. */
  private void forgetEndOf(Path grown) {
    int last = ends.size() - 1;
    if (last >= continuedEnds && ends.get(last).file().equals(grown)) {
      ends.remove(last);
    }
  }

  @Override
  public void ended() {
    if (nextSequence > forced.sequence()) {
      return;
    }
    List<OpenEnd> open = ends.subList(continuedEnds, ends.size());
    String place =
        open.stream()
            .filter(OpenEnd::torn)
            .findFirst()
            .or(() -> open.stream().findFirst())
            .map(end -> place(end.file(), end.position()))
            .orElse(directory.path() + " at byte 0 of a first file, which is not there");
    throw new JournalDamagedException(
        nextSequence,
        place,
        String.format(
            "the journal ends here, but was on the device up to sequence %d, %s before byte %d",
            forced.sequence(), forced.file(), forced.position()));
  }

  @Override
  public List<JournalCut> cuts() {
    List<JournalCut> cuts = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      OpenEnd end = ends.get(i);
      long bytes = inspection.writtenBytes(end);
      if (bytes > PREFIX_LENGTH && !(end.file().equals(file) && hasGrown())) {
        String name = JournalDirectory.name(end.file());
        cuts.add(
            new JournalCut(name, end.position(), bytes, end.nextSequence(), i < continuedEnds));
      }
    }
    return cuts;
  }

  private boolean openNextFile() {
    for (Path following = fileBehind(); following != null; following = fileBehind()) {
      view = FileView.openIfThere(following);
      if (view != null) {
        file = following;
        fileIndex++;
        position = 0;
        isLeftOut = false;
        return true;
      }
      listFiles(); // it stood in an empty run, which was removed meanwhile
    }
    return false;
  }

  /**
   * The file behind the present one, or null. Looks into the directory only if it knows of none.
   */
  private Path fileBehind() {
    if (fileIndex + 1 == files.size()) {
      listFiles();
    }
    return fileIndex + 1 < files.size() ? files.get(fileIndex + 1) : null;
  }

  /** Finds the present file among those there are, or, if it was removed, the place it had. */
  private void listFiles() {
    files = directory.files();
    fileIndex = -1;
    while (file != null
        && fileIndex + 1 < files.size()
        && files.get(fileIndex + 1).compareTo(file) <= 0) {
      fileIndex++;
    }
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
  public JournalPlace last() {
    return verifiedFile == null
        ? JournalPlace.START
        : new JournalPlace(JournalDirectory.name(verifiedFile), verifiedPosition);
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
    return JournalDirectory.name(file) + " at byte " + position;
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

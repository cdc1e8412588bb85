package io.zaiko.engine.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a journal.
 *
 * <pre>
 *   forced                           up to where it is known to be on the device: {@link ForcedMark}
 *   run-00000001/20261122-0931.cq4        what the first server process wrote, file after file
 *                20261122-0945.cq4
 *                metadata.cq4t            Chronicle's own; holds nothing of ours
 *   run-00000002/20261122-1004.cq4        what the second one wrote
 * </pre>
 *
 * <p>Each process that writes makes a run of its own, a Chronicle queue that no other process ever
 * opens. So nothing that a killed process left behind, a lock, a half-written document or a stale
 * write position, is ever handed to Chronicle again; {@link FileScan} judges it.
 *
 * <p>Any process may read at any time, also beside the one that writes. Stateless, so safe for any
 * thread.
 */
public final class JournalDirectory {
  private static final Pattern RUN = Pattern.compile("run-\\d{8}");
  private static final String FILE_SUFFIX = ".cq4";
  private static final long FIRST_SEQUENCE = 1;

  private final Path directory;

  /**
   * @param directory where the runs are; need not exist yet
   */
  public JournalDirectory(Path directory) {
    this.directory = directory;
  }

  /** Where the runs are. */
  public Path path() {
    return directory;
  }

  /** Begins to read from the first document. */
  public DocumentScan scan() {
    return new FileScan(this);
  }

  /**
   * Begins to read behind a document that an earlier scan told of, and that is still the same.
   *
   * @param place of the document; {@link JournalPlace#START} for the beginning
   * @param position that it led to, and that the next one has to follow on
   * @throws JournalDamagedException if it is not there
   */
  public DocumentScan scanBehind(JournalPlace place, JournalPosition position) {
    return FileScan.behind(this, place, position);
  }

  /**
   * Returns when all that earlier processes wrote is on the device, with its names. What a process
   * at durability {@code process} left behind may not be.
   */
  public void force() throws IOException {
    force(DeviceSync.FILES);
  }

  /** The same for what was written from a place on; earlier files are not looked at. */
  public void forceSince(JournalPlace place) throws IOException {
    force(DeviceSync.FILES, place);
  }

  void force(DeviceSync.ChannelOpener opener) throws IOException {
    force(opener, JournalPlace.START);
  }

  private void force(DeviceSync.ChannelOpener opener, JournalPlace since) throws IOException {
    for (Path file : files()) {
      if (name(file).compareTo(since.file()) >= 0) {
        DeviceSync.forceFile(file, opener);
      }
    }
    for (Path run : runs()) {
      DeviceSync.forceDirectory(run, opener);
    }
    DeviceSync.forceDirectory(directory, opener);
  }

  /**
   * Whether the first record is there, as far as the first file tells: what lies before a snapshot
   * may have been retired. True if there is no record at all.
   */
  public boolean hasBeginning() {
    try (DocumentScan scan = scan()) {
      return !scan.next()
          || BatchLayout.firstSequence(scan.buffer(), scan.offset()) == FIRST_SEQUENCE;
    }
  }

  /** The journal files that end before a place, oldest first: its own is not among them. */
  public List<Path> filesBefore(JournalPlace place) {
    return files().stream().filter(file -> name(file).compareTo(place.file()) < 0).toList();
  }

  /**
   * Removes what is left of runs that ended before a place and whose files were retired. Each such
   * run is one that no process writes to.
   */
  public void removeEmptiedRunsBefore(JournalPlace place) throws IOException {
    Path run = directory.resolve(place.file()).getParent();
    for (Path earlier : runs()) {
      if (earlier.compareTo(run) < 0 && journalFiles(earlier).isEmpty()) {
        remove(earlier);
      }
    }
  }

  private static void remove(Path run) throws IOException {
    for (Path file : list(run).toList()) {
      Files.delete(file);
    }
    Files.delete(run);
  }

  /** The journal files, oldest first. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (Path run : runs()) {
      files.addAll(journalFiles(run));
    }
    return files;
  }

  /** Up to where the journal is known to be on the device. */
  ForcedPosition forced() {
    try {
      return ForcedMark.read(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + directory.resolve(ForcedMark.FILE_NAME), e);
    }
  }

  /** The name of a journal file for people: its run and its own. */
  static String name(Path file) {
    return file.getParent().getFileName() + "/" + file.getFileName();
  }

  /** Makes the directory for what this process is going to write. */
  Path createRun() throws IOException {
    Files.createDirectories(directory);
    List<Path> runs = runs();
    int last =
        runs.isEmpty()
            ? 0
            : Integer.parseInt(runs.get(runs.size() - 1).getFileName().toString().substring(4));
    return Files.createDirectory(directory.resolve(String.format("run-%08d", last + 1)));
  }

  /**
   * Removes the runs before one that hold no batch, as those of processes that were stopped before
   * anything was asked of them: they would stay for ever, with the pages taken ahead. Numbers of
   * runs are not used again, so a reader that stands in a removed one finds its way. The caller
   * holds the lock of the data directory. If this is interrupted, the next start goes on with it.
   */
  void removeEmptyRunsBefore(Path run) throws IOException {
    for (Path earlier : runs()) {
      if (earlier.compareTo(run) < 0 && EmptyRun.isEmpty(journalFiles(earlier))) {
        remove(earlier);
      }
    }
  }

  private static List<Path> journalFiles(Path run) {
    return list(run).filter(file -> file.toString().endsWith(FILE_SUFFIX)).sorted().toList();
  }

  private List<Path> runs() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    return list(directory)
        .filter(path -> RUN.matcher(path.getFileName().toString()).matches())
        .sorted()
        .toList();
  }

  private static Stream<Path> list(Path directory) {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.toList().stream();
    } catch (NoSuchFileException e) {
      return Stream.empty(); // an empty run, removed by the server since its name was read
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + directory, e);
    }
  }
}

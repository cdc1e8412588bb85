package io.zaiko.engine.host;

import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one server keeps on disk.
 *
 * <pre>
 *   zaiko.lock      held by the server that runs; its process id is inside
 *   zaiko.format    version of everything here
 *   journal/        see {@link JournalDirectory}
 *   snapshots/      see {@link SnapshotDirectory}
 *   snapshot.lock   held by the process that makes a snapshot
 * </pre>
 *
 * <p>The lock is the operating system's and goes with its process, however that ends. Not thread
 * safe.
 */
public final class DataDirectory implements AutoCloseable {
  /** The version of the files that this program writes; it reads no higher one. */
  static final int FORMAT = 1;

  static final String LOCK_FILE = "zaiko.lock";
  static final String FORMAT_FILE = "zaiko.format";

  private static final String NEW_FORMAT_FILE = FORMAT_FILE + ".new";
  private static final Set<String> OUR_FIRST_FILES = Set.of(LOCK_FILE, NEW_FORMAT_FILE);

  private final Path path;
  private final ProcessLock lock;

  private DataDirectory(Path path, ProcessLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes a directory for a server, and makes it if it is not there.
   *
   * @throws DataDirectoryInUseException if another server has it
   * @throws UnsupportedDataException if it holds something else, or a newer version's data
   * @throws HostException if it cannot be read and written
   */
  public static DataDirectory lock(Path path) {
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(path);
        force(path.toAbsolutePath().getParent(), StandardOpenOption.READ);
      }
      refuseForeignFiles(path);
      DataDirectory directory = new DataDirectory(path, takeLock(path));
      try {
        prepareFormat(path);
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
      return directory;
    } catch (IOException e) {
      throw new HostException(
          "Cannot use the data directory " + path + "; check that this user may write there: " + e,
          e);
    }
  }

  /**
   * The journal of a data directory, for reading only; a server may be running or not.
   *
   * @throws UnsupportedDataException if it is no data directory, or a newer version's
   */
  public static JournalDirectory journalOf(Path path) {
    try {
      String problem = whyNoDataDirectory(path);
      if (problem != null) {
        throw new UnsupportedDataException(
            path + " " + problem + "; give the data directory that a server was started with");
      }
      requireKnownFormat(path);
      return new JournalDirectory(path.resolve("journal"));
    } catch (IOException e) {
      throw new HostException("Cannot read the data directory " + path + ": " + e, e);
    }
  }

  /** What is wrong with it, in words; null if nothing is. */
  private static String whyNoDataDirectory(Path path) {
    if (!Files.exists(path)) {
      return "does not exist";
    }
    if (!Files.isDirectory(path)) {
      return "is not a directory";
    }
    if (!Files.isReadable(path) || !Files.isExecutable(path)) {
      return "cannot be read by this user";
    }
    return Files.isRegularFile(path.resolve(FORMAT_FILE))
        ? null
        : "is not a Zaiko data directory: it has no file " + FORMAT_FILE;
  }

  private static void refuseForeignFiles(Path path) throws IOException {
    if (Files.exists(path.resolve(FORMAT_FILE))) {
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      boolean foreign =
          files.anyMatch(file -> !OUR_FIRST_FILES.contains(file.getFileName().toString()));
      if (foreign) {
        throw new UnsupportedDataException(
            path
                + " is not empty and is not a Zaiko data directory; give an empty one, or one"
                + " that does not exist yet");
      }
    }
  }

  private static ProcessLock takeLock(Path path) throws IOException {
    Path file = path.resolve(LOCK_FILE);
    ProcessLock lock = ProcessLock.tryTake(file);
    if (lock == null) {
      throw new DataDirectoryInUseException(
          "The data directory "
              + path
              + " is in use by the server with process id "
              + ProcessLock.holder(file)
              + "; stop that one, or give this one another directory");
    }
    return lock;
  }

  /** Makes a directory for retired files into a data directory, so that it can be audited. */
  static void prepareArchive(Path path) throws IOException {
    Files.createDirectories(path);
    refuseForeignFiles(path);
    prepareFormat(path);
  }

  private static void prepareFormat(Path path) throws IOException {
    Path format = path.resolve(FORMAT_FILE);
    if (Files.exists(format)) {
      requireKnownFormat(path);
      return;
    }
    Path fresh = path.resolve(NEW_FORMAT_FILE);
    Files.writeString(fresh, FORMAT + "\n", StandardCharsets.US_ASCII);
    force(fresh, StandardOpenOption.WRITE);
    Files.move(fresh, format, StandardCopyOption.ATOMIC_MOVE);
    force(path, StandardOpenOption.READ);
  }

  private static void requireKnownFormat(Path path) throws IOException {
    String text = Files.readString(path.resolve(FORMAT_FILE), StandardCharsets.US_ASCII).strip();
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new UnsupportedDataException(
          path.resolve(FORMAT_FILE) + " should hold the version of the data, but holds: " + text);
    }
    if (Integer.parseInt(text) > FORMAT) {
      throw new UnsupportedDataException(
          "The data in "
              + path
              + " was written by a newer version (format "
              + text
              + ", this program knows "
              + FORMAT
              + "); use that version, or a newer one");
    }
  }

  static void force(Path file, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(file, access)) {
      channel.force(true);
    }
  }

  /** The journal in this directory. */
  public JournalDirectory journal() {
    return new JournalDirectory(path.resolve("journal"));
  }

  /** The snapshots in this directory. */
  SnapshotDirectory snapshots() {
    return new SnapshotDirectory(path);
  }

  /** Gives the directory back. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new HostException("Cannot give back the lock of " + path, e);
    }
  }
}

package io.zaiko.engine.snapshot;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The snapshots of a data directory, named by the sequence they end with, so that names sort:
 *
 * <pre>
 *   snapshots/0000000000000123456.snapshot
 *             0000000000000234567.snapshot.unfinished    being written, or left behind by a kill
 * </pre>
 *
 * <p>One writer at a time; any process may read.
 */
public final class SnapshotDirectory {
  /** What it is called in a data directory. */
  public static final String NAME = "snapshots";

  private static final String SUFFIX = ".snapshot";
  private static final String UNFINISHED = SUFFIX + ".unfinished";
  private static final Pattern SNAPSHOT = Pattern.compile("0\\d{18}\\.snapshot");

  /** What a write has come to; the seam through which tests end a process there. */
  public interface Seam {
    /** Nothing happens anywhere. */
    Seam NONE = new Seam() {};

    /** Through which the bytes of the file go. */
    default OutputStream out(OutputStream file) {
      return file;
    }

    /** All of it is on the device, and not under its name yet. */
    default void forced() {}

    /** It is under its name, which may not be on the device yet. */
    default void renamed() {}
  }

  private final Path directory;
  private final Seam seam;

  /**
   * @param dataDirectory where the directory is, or will be made
   */
  public SnapshotDirectory(Path dataDirectory) {
    this(dataDirectory, Seam.NONE);
  }

  /** The same, watched. */
  public SnapshotDirectory(Path dataDirectory, Seam seam) {
    directory = dataDirectory.resolve(NAME);
    this.seam = seam;
  }

  /** Where the snapshots are. */
  public Path path() {
    return directory;
  }

  /** The snapshots, newest first, good or not; see {@link Snapshots#read}. */
  public List<Path> list() throws IOException {
    List<Path> files = filesThatEndWith(SUFFIX);
    files.removeIf(file -> !SNAPSHOT.matcher(file.getFileName().toString()).matches());
    Collections.reverse(files);
    return files;
  }

  /** The sequence that a snapshot ends with, by its name. */
  public static long sequenceOf(Path snapshot) {
    String name = snapshot.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /** Deletes what was never finished. Nobody may be writing. */
  public void deleteUnfinished() throws IOException {
    for (Path file : filesThatEndWith(UNFINISHED)) {
      Files.delete(file);
    }
  }

  private List<Path> filesThatEndWith(String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return new ArrayList<>();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(
          files.filter(file -> file.getFileName().toString().endsWith(suffix)).sorted().toList());
    }
  }

  /**
   * Writes the state of an engine to a file that shows under its name only when all of it is on the
   * device. A file of that name is replaced, so that a damaged one can be.
   *
   * @param position of the last batch that was applied
   * @param place where in the journal that batch is
   * @return the file
   * @throws IOException if it cannot be written; nothing of it is left then
   */
  public Path write(CommandDispatcher dispatcher, JournalPosition position, JournalPlace place)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      force(directory.toAbsolutePath().getParent());
    }
    String name = String.format("%019d", position.sequence());
    Path unfinished = directory.resolve(name + UNFINISHED);
    Path file = directory.resolve(name + SUFFIX);
    try {
      writeAndForce(unfinished, dispatcher, position, place);
      seam.forced();
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      seam.renamed();
    } finally {
      Files.deleteIfExists(unfinished);
    }
    force(directory);
    return file;
  }

  private void writeAndForce(
      Path file, CommandDispatcher dispatcher, JournalPosition position, JournalPlace place)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OutputStream out = seam.out(Channels.newOutputStream(channel));
      Snapshots.write(dispatcher, position, place, out);
      channel.force(true);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

package io.zaiko.engine.snapshot;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the state of an engine and reads it back. Between two batches only, by the thread of the
 * engine. Neither needs memory for more than a block of the file. Stateless.
 */
public final class Snapshots {
  private Snapshots() {}

  /**
   * Writes the state behind a batch.
   *
   * @param position of that batch, the last one that was applied
   * @param place where in the journal that batch is
   * @throws IOException if it cannot be written
   */
  public static void write(
      CommandDispatcher dispatcher, JournalPosition position, JournalPlace place, OutputStream out)
      throws IOException {
    long sequence = dispatcher.engine().sequence();
    if (sequence != position.sequence()) {
      throw new IllegalArgumentException(
          "the engine stands at sequence " + sequence + ", not at " + position.sequence());
    }
    try {
      new SnapshotWriter(dispatcher, out).write(position, place);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Makes an engine from a snapshot, and compares its state with the one that was written.
   *
   * @param durability the level that replies will name
   * @throws SnapshotException if anything in it is not as written
   */
  public static Restored read(Path file, Durability durability) {
    try (InputStream in = open(file)) {
      return read(file.toString(), in, durability);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The same from anywhere.
   *
   * @param name of the snapshot, for people
   */
  public static Restored read(String name, InputStream in, Durability durability) {
    return new SnapshotReader(name, in).restore(durability);
  }

  /**
   * Verifies that a file is as it was written, but makes no engine of it: whether its state is
   * sound is not known.
   *
   * @throws SnapshotException if it is not
   */
  public static SnapshotInfo verify(Path file) {
    try (InputStream in = open(file)) {
      return new SnapshotReader(file.toString(), in).verify();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Tells what a file says that it is of; all but its first block may be damaged.
   *
   * @throws SnapshotException if that cannot be read
   */
  public static SnapshotInfo info(Path file) {
    try (InputStream in = open(file)) {
      return new SnapshotReader(file.toString(), in).readHeader();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file);
  }

  private static SnapshotException unreadable(Path file, IOException e) {
    return new SnapshotException(file.toString(), 0, "it cannot be read: " + e.getMessage(), e);
  }
}

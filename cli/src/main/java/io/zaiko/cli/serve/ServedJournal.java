package io.zaiko.cli.serve;

import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.SnapshotException;
import io.zaiko.engine.snapshot.SnapshotInfo;
import io.zaiko.engine.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The journal of a running server and the snapshots beside it, as their files are. Asking takes
 * some tens of page reads. For one thread.
 */
final class ServedJournal implements JournalGrowth {
  private final Path dataDirectory;
  private final SnapshotDirectory snapshots;
  private final LongSupplier sequence;

  /**
   * @param sequence of the last record that was applied
   */
  ServedJournal(Path dataDirectory, LongSupplier sequence) {
    this.dataDirectory = dataDirectory;
    this.snapshots = new SnapshotDirectory(dataDirectory);
    this.sequence = sequence;
  }

  @Override
  public long sequence() {
    return sequence.getAsLong();
  }

  @Override
  public long snapshotSequence() throws IOException {
    Snapshot newest = newest();
    return newest == null ? 0 : newest.info().position().sequence();
  }

  @Override
  public Duration age() throws IOException {
    Snapshot newest = newest();
    Path made = newest == null ? dataDirectory.resolve(DataDirectory.FORMAT_FILE) : newest.file();
    return Duration.between(Files.getLastModifiedTime(made).toInstant(), Instant.now());
  }

  @Override
  public long bytes() throws IOException {
    Snapshot newest = newest();
    return DataDirectory.journalOf(dataDirectory)
        .bytesBehind(newest == null ? JournalPlace.START : newest.info().place());
  }

  private record Snapshot(Path file, SnapshotInfo info) {}

  /** The newest that says what it is of; one that does not is told about by whoever reads it. */
  private Snapshot newest() throws IOException {
    for (Path file : snapshots.list()) {
      SnapshotInfo info = info(file);
      if (info != null) {
        return new Snapshot(file, info);
      }
    }
    return null;
  }

  private static SnapshotInfo info(Path file) {
    try {
      return Snapshots.info(file);
    } catch (SnapshotException e) {
      return null; // damaged, or deleted since its name was read
    }
  }
}

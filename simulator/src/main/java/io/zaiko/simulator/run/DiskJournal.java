package io.zaiko.simulator.run;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.BatchReader;
import io.zaiko.engine.journal.ChronicleJournal;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.Restored;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/** The journal of a server, in a temporary directory that is deleted in the end. */
final class DiskJournal implements SimulatedJournal {
  private static final JournalSettings SMALL_FILES =
      new JournalSettings(1 << 20, Duration.ofDays(1), 2 << 20);

  private final Path path;
  private final JournalDirectory directory;
  private ChronicleJournal journal;
  private BatchEncoder encoder = new BatchEncoder(JournalPosition.START.hash());
  private Entry first;
  private long digestBeforeFirst;
  private long time;
  private Path snapshot;

  DiskJournal() {
    try {
      path = Files.createTempDirectory("zaiko-simulation");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a directory for a journal", e);
    }
    directory = new JournalDirectory(path.resolve("journal"));
    journal = open();
  }

  private ChronicleJournal open() {
    return ChronicleJournal.open(directory, SMALL_FILES, () -> time / 1_000);
  }

  @Override
  public void add(Entry entry, long digest) {
    time = entry.time();
    if (!encoder.fits(entry.message().capacity())) {
      endBatch();
    }
    if (encoder.count() == 0) {
      first = entry;
      digestBeforeFirst = digest;
    }
    encoder.add(entry.message(), 0, entry.message().capacity());
  }

  @Override
  public void endBatch() {
    if (encoder.count() > 0) {
      int length = encoder.finish(first.sequence(), first.time(), digestBeforeFirst);
      journal.append(encoder.buffer(), 0, length);
      encoder.next();
    }
  }

  @Override
  public CommandDispatcher recover(ReplyCheck replies) {
    journal.close();
    return goOn(
        new JournalReplay(
            directory.scan(), Durability.PROCESS, hook(replies), RecoveryProgress.NONE));
  }

  @Override
  public void keepSnapshot(CommandDispatcher dispatcher) {
    try (BatchReader end = new BatchReader(directory.scan())) {
      boolean more = true;
      while (more) {
        more = end.nextBatch();
      }
      snapshot = new SnapshotDirectory(path).write(dispatcher, end.position(), end.last());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a snapshot", e);
    }
  }

  @Override
  public boolean hasSnapshot() {
    return snapshot != null;
  }

  @Override
  public CommandDispatcher recoverFromSnapshot(ReplyCheck replies) {
    journal.close();
    Restored restored = Snapshots.read(snapshot, Durability.PROCESS);
    return goOn(
        new JournalReplay(
            directory.scanBehind(restored.place(), restored.position()),
            restored.dispatcher(),
            restored.position(),
            hook(replies),
            RecoveryProgress.NONE));
  }

  private static ReplayHook hook(ReplyCheck replies) {
    return (command, dispatcher) -> replies.check(command.sequence(), command.reply());
  }

  private CommandDispatcher goOn(JournalReplay replay) {
    Replayed replayed = replay.toEnd();
    encoder = new BatchEncoder(replayed.position().hash());
    journal = open();
    return replayed.dispatcher();
  }

  @Override
  public void close() {
    journal.close();
    try {
      Files.walkFileTree(path, new Deleting());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(visited);
      return FileVisitResult.CONTINUE;
    }
  }
}

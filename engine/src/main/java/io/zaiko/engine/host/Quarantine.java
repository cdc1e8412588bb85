package io.zaiko.engine.host;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.BatchEncoder;
import io.zaiko.engine.journal.BatchLayout;
import io.zaiko.engine.journal.ChronicleJournal;
import io.zaiko.engine.journal.DocumentScan;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.journal.VoidedRecords;
import io.zaiko.engine.pipeline.EngineClock;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayException;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes records that make the engine fail out of the journal of a stopped server: VOIDs that name
 * them are written as a run of their own. Nothing that was written before is touched. It is tried
 * first whether the rest of the journal, and the VOIDs, can be applied without them, so that the
 * next start does not fail again.
 *
 * <p>One attempt per object; not thread safe.
 */
public final class Quarantine {
  /** Most records at a time: each costs a replay. */
  public static final int MOST_RECORDS = 100;

  private static final JournalSettings SMALL_FILE =
      new JournalSettings(1 << 20, Duration.ofDays(1), 2 << 20);

  private final Path dataDirectory;
  private final SortedSet<Long> sequences;
  private final Supplier<ReplayHook> hooks;
  private final RecoveryProgress progress;

  /**
   * What was, or would be, taken out.
   *
   * @param firstVoid sequence of the first VOID; there is one for each record
   * @param stateHash of the state behind the VOIDs
   */
  public record Quarantined(long firstVoid, long stateHash) {}

  /**
   * An attempt to take records out.
   *
   * @param sequences of the records, 1 to {@link #MOST_RECORDS} of them
   * @param hooks gives what looks at the records of a replay; the last one sees how it ended
   */
  public Quarantine(
      Path dataDirectory,
      SortedSet<Long> sequences,
      Supplier<ReplayHook> hooks,
      RecoveryProgress progress) {
    if (sequences.isEmpty() || sequences.size() > MOST_RECORDS) {
      throw new IllegalArgumentException("1 to " + MOST_RECORDS + " records, not " + sequences);
    }
    this.dataDirectory = dataDirectory;
    this.sequences = sequences;
    this.hooks = hooks;
    this.progress = progress;
  }

  /**
   * Tries, and writes the VOIDs; when this returns they are on the device.
   *
   * @param dryRun whether nothing is written after all
   * @throws NotQuarantinableException if one of the records can be applied, does not exist, or is
   *     not the only one that makes the engine fail
   * @throws IntegrityException if the journal is damaged, does not lead where it led before, or
   *     does not replay without the records either
   * @throws DataDirectoryInUseException if a server has the directory
   * @throws HostException if it is no data directory, or cannot be read and written
   */
  public Quarantined run(boolean dryRun) {
    DataDirectory.journalOf(dataDirectory); // else taking the lock would make a directory
    return HostErrors.told(dataDirectory, () -> runLocked(dryRun));
  }

  private Quarantined runLocked(boolean dryRun) throws IOException {
    try (DataDirectory data = DataDirectory.lock(dataDirectory);
        Replayed replayed = replayWithout(data)) {
      return writeVoids(data.journal(), replayed, dryRun);
    }
  }

  private Replayed replayWithout(DataDirectory data) {
    SortedSet<Long> failed = new TreeSet<>();
    while (true) { // each time one more of the records has failed
      RecoveryStart start =
          RecoveryStart.newest(data.journal(), data.snapshots(), Durability.PROCESS, progress);
      JournalReplay replay = start.replay(hooks.get(), progress).voiding(failed);
      try {
        return checked(replay.toEnd(), start, failed, data.journal());
      } catch (ReplayException e) {
        requireExpected(e, failed);
        failed.add(e.sequence());
      }
    }
  }

  /** Closes the replayed engine if something is wrong with it. */
  private Replayed checked(
      Replayed replayed, RecoveryStart start, SortedSet<Long> failed, JournalDirectory journal) {
    boolean done = false;
    try {
      start.requireAllSnapshotsReached(replayed);
      requireAllFailed(failed, journal, replayed.position().sequence());
      done = true;
      return replayed;
    } finally {
      if (!done) {
        replayed.close();
      }
    }
  }

  private void requireAllFailed(SortedSet<Long> failed, JournalDirectory journal, long end) {
    SortedSet<Long> sound = new TreeSet<>(sequences);
    sound.removeAll(failed);
    if (sound.isEmpty()) {
      return;
    }
    long first = sound.first();
    if (first > end) {
      throw new NotQuarantinableException(
          "There is no record " + first + ": the journal ends at sequence " + end);
    }
    try (DocumentScan scan = journal.scan()) {
      throw new NotQuarantinableException(
          scan.voided().names(first)
              ? "Record " + first + " is taken out already"
              : canBeApplied(first) + ". The journal replays to its end, sequence " + end);
    }
  }

  private static String canBeApplied(long sequence) {
    return "Record "
        + sequence
        + " can be applied, and only a record that makes the engine fail is taken out";
  }

  private void requireExpected(ReplayException e, SortedSet<Long> failed) {
    if (!e.recordFails()) {
      if (failed.isEmpty()) {
        throw e;
      }
      throw new IntegrityException(
          e.sequence(),
          "Without "
              + listed(failed)
              + " the journal does not replay either: "
              + e.getMessage()
              + ". What follows was written by an engine that could apply them: use that version"
              + " of Zaiko. Nothing was changed",
          e);
    }
    if (sequences.contains(e.sequence())) {
      return;
    }
    SortedSet<Long> sound = new TreeSet<>(sequences.headSet(e.sequence()));
    sound.removeAll(failed);
    if (!sound.isEmpty()) {
      throw new NotQuarantinableException(
          canBeApplied(sound.first()) + ". The first that does is record " + e.sequence());
    }
    SortedSet<Long> all = new TreeSet<>(sequences);
    all.add(e.sequence());
    String options =
        all.stream().map(each -> "--sequence " + each).collect(Collectors.joining(" "));
    throw new NotQuarantinableException(e.getMessage() + ". Give it too: " + options);
  }

  private static String listed(SortedSet<Long> sequences) {
    String list = sequences.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return (sequences.size() == 1 ? "record " : "records ") + list;
  }

  private Quarantined writeVoids(JournalDirectory journal, Replayed replayed, boolean dryRun)
      throws IOException {
    CommandDispatcher dispatcher = replayed.dispatcher();
    long firstVoid = replayed.position().sequence() + 1;
    long timeMicros = EngineClock.system(replayed.position().timeMicros()).timeMicros();
    BatchEncoder batch = new BatchEncoder(replayed.position().hash());
    UnsafeBuffer message = new UnsafeBuffer(new byte[64]);
    for (long sequence : sequences) {
      batch.add(message, 0, VoidedRecords.encode(sequence, message, 0));
    }
    int length = batch.finish(firstVoid, timeMicros, dispatcher.digest());
    apply(batch, firstVoid, timeMicros, dispatcher);
    if (!dryRun) {
      // At `process` what they name may not be on the device yet, and must not come after them.
      journal.force();
      try (ChronicleJournal out =
          ChronicleJournal.open(journal, SMALL_FILE, System::currentTimeMillis)) {
        out.append(batch.buffer(), 0, length);
        out.force();
      }
    }
    return new Quarantined(firstVoid, dispatcher.stateHash());
  }

  /** As the next start will, at this time. */
  private static void apply(
      BatchEncoder batch, long firstVoid, long timeMicros, CommandDispatcher dispatcher) {
    UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
    int entry = BatchLayout.HEADER_LENGTH;
    for (int i = 0; i < batch.count(); i++) {
      try {
        dispatcher.apply(
            firstVoid + i,
            timeMicros,
            BatchLayout.messageCrc(batch.buffer(), entry),
            batch.buffer(),
            BatchLayout.messageOffset(entry),
            BatchLayout.messageLength(batch.buffer(), entry),
            reply,
            0);
      } catch (RuntimeException | AssertionError e) {
        throw new IntegrityException(
            firstVoid + i,
            "Behind the last record the engine fails on what is due by now ("
                + e
                + "): taking records out does not help. Nothing was changed. Keep a copy of the"
                + " directory as it is, and report this",
            e);
      }
      entry = BatchLayout.nextEntry(batch.buffer(), entry);
    }
  }
}

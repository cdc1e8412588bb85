package io.zaiko.engine.host;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.ReservedSums;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.SnapshotException;
import io.zaiko.engine.snapshot.SnapshotInfo;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Makes a snapshot of a data directory, whether a server is running or not: from the newest
 * snapshot there is and the journal behind it, in an engine of its own. So the server never waits,
 * and each snapshot is also an audit of that part of the journal. It takes as much memory as the
 * server does. One use per object; not thread safe.
 */
public final class SnapshotMaker {
  private static final String LOCK_FILE = "snapshot.lock";

  private final Path dataDirectory;
  private final JournalDirectory journal;
  private final SnapshotDirectory snapshots;
  private final OldFiles old;
  private final RecoveryProgress progress;
  private final long beginNanos = System.nanoTime();
  private long stepNanos = beginNanos;

  private SnapshotMaker(
      Path dataDirectory, OldFiles old, RecoveryProgress progress, SnapshotDirectory.Seam seam) {
    this.dataDirectory = dataDirectory;
    this.old = old;
    this.progress = progress;
    journal = DataDirectory.journalOf(dataDirectory);
    snapshots = new SnapshotDirectory(dataDirectory, seam);
  }

  /**
   * Makes a snapshot of all that is in the journal now, and little of what a server appends
   * meanwhile, unless the newest one is that already, and retires what no start needs then.
   *
   * @param old what becomes of files before the older of the two newest snapshots
   * @param progress told how far it has come, and each step
   * @throws SnapshotInProgressException if another process is making one
   * @throws UnsupportedDataException if it is no data directory, or a newer version's
   * @throws IntegrityException if its journal is damaged; no file was touched then
   * @throws HostException if there is no record yet, or files cannot be read or written
   */
  public static SnapshotMade make(Path dataDirectory, OldFiles old, RecoveryProgress progress) {
    return make(dataDirectory, old, progress, SnapshotDirectory.Seam.NONE);
  }

  /** The same, watched. */
  public static SnapshotMade make(
      Path dataDirectory, OldFiles old, RecoveryProgress progress, SnapshotDirectory.Seam seam) {
    SnapshotMaker maker = new SnapshotMaker(dataDirectory, old, progress, seam);
    return HostErrors.told(dataDirectory, maker::makeAlone);
  }

  private SnapshotMade makeAlone() throws IOException {
    Path lockFile = dataDirectory.resolve(LOCK_FILE);
    try (ProcessLock lock = ProcessLock.tryTake(lockFile)) {
      if (lock == null) {
        throw new SnapshotInProgressException(
            "The process with id "
                + ProcessLock.holder(lockFile)
                + " is making a snapshot of "
                + dataDirectory
                + "; wait until it is done");
      }
      snapshots.deleteUnfinished();
      return make();
    }
  }

  private SnapshotMade make() throws IOException {
    RecoveryStart start = RecoveryStart.newest(journal, snapshots, Durability.PROCESS, progress);
    Path file = start.snapshot();
    long records;
    step();
    try (Replayed replayed = start.replay(ReplayHook.NONE, progress).toPresent(start.leastEnd())) {
      start.requireAllSnapshotsReached(replayed);
      records = replayed.records();
      step("%,d records of the journal applied", records);
      if (records > 0) {
        file = write(start, replayed);
      }
    }
    if (file == null) {
      throw new HostException(
          "The journal in " + dataDirectory + " is empty: there is nothing to make one of", null);
    }
    SnapshotInfo info = records > 0 ? readBack(file) : Snapshots.info(file);
    List<String> retired =
        old == OldFiles.KEEP
            ? List.of()
            : new Retirement(dataDirectory, journal, snapshots, old.archive()).retire();
    step("%d older files retired", retired.size());
    return new SnapshotMade(
        file,
        info.position().sequence(),
        info.stateHash(),
        records,
        Files.size(file),
        records > 0,
        retired,
        (System.nanoTime() - beginNanos) / 1e9);
  }

  private Path write(RecoveryStart start, Replayed replayed) throws IOException {
    requireSound(replayed.dispatcher(), replayed.position().sequence());
    step("state computed from all records and compared");
    // A snapshot that outlives what it was made of would be one of records that never were.
    journal.forceSince(start.place());
    step("journal forced to the device");
    Path file = snapshots.write(replayed.dispatcher(), replayed.position(), replayed.last());
    step("%,d bytes written and forced", Files.size(file));
    return file;
  }

  private static void requireSound(CommandDispatcher dispatcher, long sequence) {
    long digest = dispatcher.digest();
    long recomputed = dispatcher.recomputeDigest();
    String problem =
        digest == recomputed
            ? new ReservedSums(dispatcher.engine()).problem()
            : String.format(
                "the digest of the state is %016x, but %016x computed from all records",
                digest, recomputed);
    if (problem != null) {
      throw new IntegrityException(
          sequence,
          "The state behind sequence "
              + sequence
              + " is not sound: "
              + problem
              + ". No snapshot was made of it. Run replay verify, and report what it says",
          null);
    }
  }

  /** A snapshot is worth what can be read of it. */
  private SnapshotInfo readBack(Path file) throws IOException {
    boolean good = false;
    try (var restored = Snapshots.read(file, Durability.PROCESS)) {
      step("read back and compared");
      good = true;
      return restored.info();
    } catch (SnapshotException e) {
      throw new HostException(
          e.getMessage() + ". It was just written, so look at the disk and the memory", e);
    } finally {
      if (!good) {
        Files.delete(file);
      }
    }
  }

  private void step() {
    stepNanos = System.nanoTime();
  }

  private void step(String text, Object... values) {
    double seconds = (System.nanoTime() - stepNanos) / 1e9;
    progress.onStep(
        String.format(Locale.ROOT, text, values)
            + String.format(Locale.ROOT, " in %.2f s", seconds));
    step();
  }
}

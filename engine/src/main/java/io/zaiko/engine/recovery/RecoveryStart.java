package io.zaiko.engine.recovery;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.DocumentScan;
import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.snapshot.Restored;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.SnapshotException;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.sbe.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the replay of a data directory begins: behind a snapshot, or before the first record. A
 * snapshot that cannot be used is passed over, with a warning in the log; the one before it, or the
 * journal alone, leads to the same state.
 *
 * <p>One replay per object, which has to be run: it closes the engine of the snapshot if it fails,
 * and hands it over if not. Not thread safe.
 */
public final class RecoveryStart {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryStart.class);

  private final Durability durability;
  private final DocumentScan scan;
  private final Path snapshot;
  private final Restored restored;
  private final Path newestSnapshot;

  private RecoveryStart(
      Durability durability,
      DocumentScan scan,
      Path snapshot,
      Restored restored,
      Path newestSnapshot) {
    this.durability = durability;
    this.scan = scan;
    this.snapshot = snapshot;
    this.restored = restored;
    this.newestSnapshot = newestSnapshot;
  }

  /**
   * The start that is soonest done: behind the newest snapshot that can be used.
   *
   * @param durability the level that the engine's replies will name
   * @param progress told how long reading a snapshot took
   * @throws ReplayException if the journal's beginning is gone, and none of its snapshots can be
   *     used
   */
  public static RecoveryStart newest(
      JournalDirectory journal,
      SnapshotDirectory snapshots,
      Durability durability,
      RecoveryProgress progress) {
    return new Search(journal, durability, progress).among(list(snapshots), list(snapshots));
  }

  /**
   * The start that leaves out least, for audits: before the first record, or, where that was
   * retired, behind the oldest snapshot that can be used.
   *
   * @throws ReplayException if the journal's beginning is gone, and none of its snapshots can be
   *     used
   */
  public static RecoveryStart earliest(
      JournalDirectory journal,
      SnapshotDirectory snapshots,
      Durability durability,
      RecoveryProgress progress) {
    List<Path> all = list(snapshots);
    List<Path> oldestFirst = new ArrayList<>(journal.hasBeginning() ? List.of() : all);
    Collections.reverse(oldestFirst);
    return new Search(journal, durability, progress).among(oldestFirst, all);
  }

  /**
   * Reads every snapshot as a start would, and says why one would be passed over.
   *
   * @return by file, the newest first; empty if all can be used
   */
  public static Map<Path, String> unusable(
      JournalDirectory journal, SnapshotDirectory snapshots, RecoveryProgress progress) {
    Search search = new Search(journal, Durability.PROCESS, progress);
    for (Path file : list(snapshots)) {
      RecoveryStart start = search.behind(file, null);
      if (start != null) {
        start.scan.close();
        start.restored.close();
      }
    }
    search.problems.keySet().removeIf(file -> !Files.exists(file)); // retired meanwhile
    return Collections.unmodifiableMap(search.problems);
  }

  private static List<Path> list(SnapshotDirectory snapshots) {
    try {
      return snapshots.list();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + snapshots.path(), e);
    }
  }

  /** The snapshot; null if it begins before the first record. */
  public Path snapshot() {
    return snapshot;
  }

  /** What was replayed before the start. */
  public JournalPosition position() {
    return restored == null ? JournalPosition.START : restored.position();
  }

  /** Where in the journal that is. */
  public JournalPlace place() {
    return restored == null ? JournalPlace.START : restored.place();
  }

  /** The engine as the snapshot has it; null if it begins before the first record. */
  public CommandDispatcher dispatcher() {
    return restored == null ? null : restored.dispatcher();
  }

  /** The replay from here. */
  public JournalReplay replay(ReplayHook hook, RecoveryProgress progress) {
    return restored == null
        ? new JournalReplay(scan, durability, hook, progress)
        : new JournalReplay(scan, restored.dispatcher(), restored.position(), hook, progress);
  }

  /** Behind the newest snapshot there is, usable or not, is where a journal ends; 0 = none. */
  public long leastEnd() {
    return newestSnapshot == null ? 0 : SnapshotDirectory.sequenceOf(newestSnapshot);
  }

  /**
   * Refuses a journal that ends before a snapshot that was made of it: a snapshot is made of what
   * is on the device, so records are gone.
   *
   * @param replayed to the end
   * @throws ReplayException if so
   */
  public void requireAllSnapshotsReached(Replayed replayed) {
    long end = replayed.position().sequence();
    if (leastEnd() > end) {
      throw new ReplayException(
          end + 1,
          "it ends there, but a snapshot, "
              + newestSnapshot.getFileName()
              + ", was made of later records, and cannot be used itself. If the journal was put"
              + " back to an earlier state on purpose, move that snapshot away",
          null);
    }
  }

  /** Looks for the first snapshot of some that can be used. */
  private static final class Search {
    private final JournalDirectory journal;
    private final Durability durability;
    private final RecoveryProgress progress;
    private final Map<Path, String> problems = new LinkedHashMap<>();

    Search(JournalDirectory journal, Durability durability, RecoveryProgress progress) {
      this.journal = journal;
      this.durability = durability;
      this.progress = progress;
    }

    RecoveryStart among(List<Path> candidates, List<Path> newestFirst) {
      Path newest = newestFirst.isEmpty() ? null : newestFirst.get(0);
      for (Path file : candidates) {
        RecoveryStart start = behind(file, newest);
        if (start != null) {
          return start;
        }
        LOG.warn("{}. Going on without it", problems.get(file));
      }
      // Without any snapshot the journal is read as it is, and says itself what is missing where.
      if (!problems.isEmpty() && !journal.hasBeginning()) {
        throw new ReplayException(
            1,
            "its beginning is gone, and no snapshot can take its place: "
                + String.join("; ", problems.values()),
            null);
      }
      return new RecoveryStart(durability, journal.scan(), null, null, newest);
    }

    /** Null if the snapshot cannot be used. */
    private RecoveryStart behind(Path file, Path newest) {
      Restored restored = null;
      RecoveryStart start = null;
      try {
        restored = Snapshots.read(file, durability);
        DocumentScan scan = journal.scanBehind(restored.place(), restored.position());
        start = new RecoveryStart(durability, scan, file, restored, newest);
        progress.onStep(
            String.format(
                Locale.ROOT,
                "snapshot %s read and checked in %.2f s",
                file.getFileName(),
                restored.seconds()));
      } catch (SnapshotException e) {
        problems.put(file, e.getMessage());
      } catch (JournalDamagedException e) {
        problems.put(
            file, "The snapshot " + file + " does not go with the journal: " + e.getMessage());
      } finally {
        if (start == null && restored != null) {
          restored.close();
        }
      }
      return start;
    }
  }
}

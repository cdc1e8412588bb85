package io.zaiko.engine.host;

import io.zaiko.engine.journal.JournalDirectory;
import io.zaiko.engine.snapshot.SnapshotDirectory;
import io.zaiko.engine.snapshot.SnapshotException;
import io.zaiko.engine.snapshot.SnapshotInfo;
import io.zaiko.engine.snapshot.Snapshots;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes or moves what no start needs any more. What stays are the two newest snapshots that are
 * as they were written, every journal file since the older one, and whatever snapshot is newer and
 * damaged. If this is interrupted, the next one goes on with it. Not thread safe.
 */
final class Retirement {
  private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);
  private static final int SNAPSHOTS_KEPT = 2;
  private static final String COPY_SUFFIX = ".unfinished";

  private final Path dataDirectory;
  private final JournalDirectory journal;
  private final SnapshotDirectory snapshots;
  private final Path archive;
  private final List<String> retired = new ArrayList<>();

  /**
   * @param archive where files are moved; null = they are deleted
   */
  Retirement(
      Path dataDirectory, JournalDirectory journal, SnapshotDirectory snapshots, Path archive) {
    this.dataDirectory = dataDirectory;
    this.journal = journal;
    this.snapshots = snapshots;
    this.archive = archive;
  }

  /**
   * Does it, snapshots first, the oldest files first: whatever is left begins with a snapshot that
   * its journal goes on from.
   *
   * @return the names of the files below the data directory
   */
  List<String> retire() throws IOException {
    List<Path> files = snapshots.list();
    SnapshotInfo oldestKept = null;
    int good = 0;
    for (int i = 0; i < files.size() && good < SNAPSHOTS_KEPT; i++) {
      SnapshotInfo info = verified(files.get(i));
      if (info != null) {
        good++;
        oldestKept = info;
      }
    }
    if (good == SNAPSHOTS_KEPT) {
      retireBefore(oldestKept, files);
    }
    return retired;
  }

  private void retireBefore(SnapshotInfo oldest, List<Path> files) throws IOException {
    if (archive != null) {
      DataDirectory.prepareArchive(archive);
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      if (SnapshotDirectory.sequenceOf(files.get(i)) < oldest.position().sequence()) {
        retire(files.get(i));
      }
    }
    for (Path file : journal.filesBefore(oldest.place())) {
      retire(file);
    }
    journal.removeEmptiedRunsBefore(oldest.place());
  }

  private static SnapshotInfo verified(Path file) {
    try {
      return Snapshots.verify(file);
    } catch (SnapshotException e) {
      LOG.warn("{}. It does not count as one to be kept", e.getMessage());
      return null;
    }
  }

  private void retire(Path file) throws IOException {
    Path name = dataDirectory.relativize(file);
    if (archive == null) {
      Files.delete(file);
    } else {
      move(file, archive.resolve(name));
    }
    retired.add(name.toString());
  }

  /** The archived file is on its device before the other one goes. */
  private static void move(Path file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      LOG.debug("{} is on another disk", target, e);
      copy(file, target);
      Files.delete(file);
    }
    DataDirectory.force(target.getParent(), StandardOpenOption.READ);
  }

  private static void copy(Path file, Path target) throws IOException {
    Path unfinished = target.resolveSibling(target.getFileName() + COPY_SUFFIX);
    Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    DataDirectory.force(target.getParent(), StandardOpenOption.READ);
  }
}

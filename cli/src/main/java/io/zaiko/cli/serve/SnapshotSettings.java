package io.zaiko.cli.serve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * When a server has snapshots made, and what happens to files that are not needed any more.
 *
 * @param every how long after one the next begins; zero = never by time
 * @param journalLength after so many bytes appended to the journal the next begins; 0 = never by
 *     size
 * @param old what happens to older snapshots and journal files
 * @param archive where they go, if they are archived; else null
 */
record SnapshotSettings(Duration every, long journalLength, Old old, Path archive) {
  /** An hour or 4 GiB, whichever comes first; what is older is deleted. */
  static final SnapshotSettings DEFAULTS =
      new SnapshotSettings(Duration.ofHours(1), 4L << 30, Old.DELETE, null);

  /** What can happen to old files. */
  enum Old {
    DELETE,
    KEEP,
    ARCHIVE
  }

  SnapshotSettings {
    if (journalLength < 0) {
      throw new IllegalArgumentException(
          "snapshot-journal-length is a number of bytes, or 0 for never: " + journalLength);
    }
    if (old == Old.ARCHIVE && archive == null) {
      throw new IllegalArgumentException(
          "snapshot-old = archive needs snapshot-archive, the directory to move old files to");
    }
    if (old != Old.ARCHIVE && archive != null) {
      throw new IllegalArgumentException(
          "snapshot-archive is for snapshot-old = archive only; set that too, or leave it out");
    }
  }

  /** Whether no snapshot is ever due. */
  boolean isNever() {
    return every.isZero() && journalLength == 0;
  }

  /** The options that tell {@code zaiko snapshot} what to do with old files. */
  List<String> options() {
    return switch (old) {
      case DELETE -> List.of();
      case KEEP -> List.of("--keep");
      case ARCHIVE -> List.of("--archive", archive.toString());
    };
  }
}

package io.zaiko.engine.host;

import java.nio.file.Path;

/**
 * What becomes of journal files and snapshots that no start needs any more: those before the older
 * of the two newest snapshots. Immutable.
 */
public final class OldFiles {
  /** They are deleted. */
  public static final OldFiles DELETE = new OldFiles(null);

  /** They stay. */
  public static final OldFiles KEEP = new OldFiles(null);

  private final Path archive;

  private OldFiles(Path archive) {
    this.archive = archive;
  }

  /**
   * They are moved to a directory, which becomes a data directory that can be audited.
   *
   * @param directory made if absent; may be on another disk, then they are copied, forced, deleted
   */
  public static OldFiles archive(Path directory) {
    return new OldFiles(directory);
  }

  /** Where they are moved; null if they are not. */
  Path archive() {
    return archive;
  }
}

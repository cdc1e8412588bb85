package io.zaiko.engine.host;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of making a snapshot.
 *
 * @param file the snapshot
 * @param sequence of the last record in it
 * @param stateHash of the state in it
 * @param records of the journal that were replayed to get there
 * @param bytes length of the file
 * @param isNew false if the newest snapshot was of the end of the journal already
 * @param retired journal files and snapshots that were deleted or moved, below the data directory
 * @param seconds it took
 */
public record SnapshotMade(
    Path file,
    long sequence,
    long stateHash,
    long records,
    long bytes,
    boolean isNew,
    List<String> retired,
    double seconds) {}

package io.zaiko.engine.snapshot;

import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import java.util.UUID;

/**
 * What a snapshot is of.
 *
 * @param journal identity of the journal
 * @param position of the last batch that is in the state
 * @param place where the journal goes on behind it
 * @param digest of the state, which the next batch names too
 * @param stateHash of the business state alone
 */
public record SnapshotInfo(
    UUID journal, JournalPosition position, JournalPlace place, long digest, long stateHash) {}

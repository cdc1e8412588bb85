package io.zaiko.engine.snapshot;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import java.util.UUID;

/**
 * What a snapshot is of.
 *
 * @param config the settings of the journal
 * @param position of the last batch that is in the state
 * @param place where in the journal that batch is
 * @param digest of the state, which the next batch names too
 * @param stateHash of the business state alone
 */
public record SnapshotInfo(
    EngineConfig config,
    JournalPosition position,
    JournalPlace place,
    long digest,
    long stateHash) {
  /** Identity of the journal. */
  public UUID journal() {
    return new UUID(config.journalIdHigh(), config.journalIdLow());
  }
}

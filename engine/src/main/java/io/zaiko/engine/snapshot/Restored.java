package io.zaiko.engine.snapshot;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;

/**
 * What a snapshot led to.
 *
 * @param dispatcher holds the state, and is closed with this
 * @param info what the snapshot is of
 * @param seconds it took
 */
public record Restored(CommandDispatcher dispatcher, SnapshotInfo info, double seconds)
    implements AutoCloseable {

  /** What the next batch of the journal has to follow on. */
  public JournalPosition position() {
    return info.position();
  }

  /** Where in the journal the last batch is that is in the state. */
  public JournalPlace place() {
    return info.place();
  }

  /** Closes the dispatcher. */
  @Override
  public void close() {
    dispatcher.close();
  }
}

package io.zaiko.engine.recovery;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.JournalCut;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import java.util.List;

/**
 * What a replay led to.
 *
 * @param dispatcher holds the state, and is closed with this; null if the journal is empty
 * @param position where the journal goes on, if it was replayed to its end
 * @param last where in the files the last batch is
 * @param records applied
 * @param digestsChecked state hashes of the journal that were compared, all of them equal
 * @param seconds it took
 * @param cuts records that were never finished, and left out
 */
public record Replayed(
    CommandDispatcher dispatcher,
    JournalPosition position,
    JournalPlace last,
    long records,
    long digestsChecked,
    double seconds,
    List<JournalCut> cuts)
    implements AutoCloseable {
  /** Records per second on the average; 0 if there were none. */
  public double recordsPerSecond() {
    return records == 0 ? 0 : records / seconds;
  }

  /** Closes the dispatcher. */
  @Override
  public void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
  }
}

package io.zaiko.simulator.run;

import io.zaiko.engine.command.CommandDispatcher;
import org.agrona.DirectBuffer;

/** Keeps the records of a history, so that an engine can be made from them again. */
interface SimulatedJournal extends AutoCloseable {
  /**
   * Takes a record that is about to be applied.
   *
   * @param digest of the engine before it
   */
  void add(Entry entry, long digest);

  /** The records since the last call belong together. */
  void endBatch();

  /**
   * Makes a new engine from all records.
   *
   * @param replies told of the reply to each record; must throw if it is not as the first time
   */
  CommandDispatcher recover(ReplyCheck replies);

  /** Keeps the state of an engine that has applied all records, in place of an older one. */
  void keepSnapshot(CommandDispatcher dispatcher);

  /** Whether a snapshot was kept. */
  boolean hasSnapshot();

  /**
   * Makes a new engine from the snapshot and the records behind it; otherwise as {@link #recover}.
   */
  CommandDispatcher recoverFromSnapshot(ReplyCheck replies);

  /** Looks at a reply that a record got again. */
  @FunctionalInterface
  interface ReplyCheck {
    void check(long sequence, DirectBuffer reply);
  }

  @Override
  void close();
}

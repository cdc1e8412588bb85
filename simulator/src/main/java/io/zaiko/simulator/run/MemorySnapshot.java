package io.zaiko.simulator.run;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.journal.JournalPlace;
import io.zaiko.engine.journal.JournalPosition;
import io.zaiko.engine.snapshot.Snapshots;
import io.zaiko.protocol.sbe.Durability;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The state of an engine, as a snapshot file would hold it. Immutable. */
final class MemorySnapshot {
  private final byte[] bytes;

  private MemorySnapshot(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The state of an engine between two batches.
   *
   * @param time of the last record
   */
  static MemorySnapshot of(CommandDispatcher dispatcher, long time) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JournalPosition position =
        new JournalPosition(dispatcher.engine().sequence(), time, JournalPosition.START.hash());
    try {
      Snapshots.write(dispatcher, position, JournalPlace.START, out);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be written", e);
    }
    return new MemorySnapshot(out.toByteArray());
  }

  /** A new engine with that state. */
  CommandDispatcher restore() {
    return Snapshots.read("in memory", new ByteArrayInputStream(bytes), Durability.PROCESS)
        .dispatcher();
  }

  /**
   * Whether two states are the same in all that decides any answer, the order of lists among it:
   * that is more than their digests tell.
   */
  boolean isSameAs(MemorySnapshot other) {
    return Arrays.equals(bytes, other.bytes);
  }
}

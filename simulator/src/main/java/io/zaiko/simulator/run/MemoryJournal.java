package io.zaiko.simulator.run;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.protocol.sbe.Durability;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A list of records. */
final class MemoryJournal implements SimulatedJournal {
  private final List<Entry> entries = new ArrayList<>();
  private MemorySnapshot snapshot;
  private int entriesInSnapshot;
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);

  @Override
  public void add(Entry entry, long digest) {
    entries.add(entry);
  }

  @Override
  public void endBatch() {
    // What is in memory is as durable as it will ever be.
  }

  List<Entry> entries() {
    return entries;
  }

  @Override
  public CommandDispatcher recover(ReplyCheck replies) {
    UnsafeBuffer configuration = entries.get(0).message();
    CommandDispatcher dispatcher =
        CommandDispatcher.create(configuration, 0, configuration.capacity(), Durability.PROCESS);
    return replay(dispatcher, 0, replies);
  }

  @Override
  public void keepSnapshot(CommandDispatcher dispatcher) {
    Entry last = entries.get(entries.size() - 1);
    snapshot = MemorySnapshot.of(dispatcher, last.time());
    entriesInSnapshot = entries.size();
  }

  @Override
  public boolean hasSnapshot() {
    return snapshot != null;
  }

  @Override
  public CommandDispatcher recoverFromSnapshot(ReplyCheck replies) {
    return replay(snapshot.restore(), entriesInSnapshot, replies);
  }

  private CommandDispatcher replay(CommandDispatcher dispatcher, int from, ReplyCheck replies) {
    for (Entry entry : entries.subList(from, entries.size())) {
      dispatcher.apply(
          entry.sequence(),
          entry.time(),
          entry.crc(),
          entry.message(),
          0,
          entry.message().capacity(),
          reply,
          0);
      replies.check(entry.sequence(), reply);
    }
    Entry last = entries.get(entries.size() - 1);
    dispatcher.publishPosition(last.sequence(), last.time());
    return dispatcher;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}

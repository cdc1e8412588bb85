package io.zaiko.replay;

import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.Replayed;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The last records of a journal, and those that a server goes on to write. What a record was
 * answered, and what the handles in it stand for, only a replay tells, from the start or a
 * snapshot.
 */
public final class JournalTail {
  private final int most;
  private final Sink sink;
  private final Deque<Entry> last = new ArrayDeque<>();
  private final CommandDescriber describer = new CommandDescriber();
  private boolean atEnd;

  /** A record and the lines it names. */
  private record Entry(JournaledCommand command, List<NamedLine> lines) {}

  /** Takes the records, in the order of the journal. */
  @FunctionalInterface
  public interface Sink {
    /** A record and what it names, as it was sent. */
    void record(JournaledCommand command, List<NamedLine> lines);
  }

  private JournalTail(int most, Sink sink) {
    this.most = most;
    this.sink = sink;
  }

  /**
   * Replays the journal of a data directory; a server may be running or not.
   *
   * @param most how many of the records that are there count, 0 or more
   * @param lookAgain asked whenever there is nothing more, after what there is was given out: it
   *     waits as long as it likes, and ends it with false
   * @throws io.zaiko.engine.host.HostException if it is no data directory
   * @throws io.zaiko.engine.journal.JournalDamagedException if the journal is damaged
   * @throws io.zaiko.engine.recovery.ReplayException if it does not lead where it led before
   */
  public static void read(
      Path dataDirectory,
      int most,
      Sink sink,
      BooleanSupplier lookAgain,
      RecoveryProgress progress) {
    JournalTail tail = new JournalTail(most, sink);
    RecoveryStart start = JournalAudit.start(dataDirectory, progress);
    JournalReplay replay =
        start.replay(
            (command, dispatcher) -> tail.take(tail.describer.next(command, dispatcher)), progress);
    Replayed replayed =
        replay.follow(
            () -> {
              tail.giveOut();
              return lookAgain.getAsBoolean();
            });
    replayed.close();
  }

  private void take(CommandDescriber described) {
    Entry entry = new Entry(described.describe(), described.lines());
    if (atEnd) {
      sink.record(entry.command, entry.lines);
      return;
    }
    last.addLast(entry);
    if (last.size() > most) {
      last.removeFirst();
    }
  }

  private void giveOut() {
    atEnd = true;
    last.forEach(entry -> sink.record(entry.command, entry.lines));
    last.clear();
  }
}

package io.zaiko.replay;

import io.zaiko.engine.host.Quarantine;
import io.zaiko.engine.host.Quarantine.Quarantined;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Takes records that make the engine fail out of a journal, and tells what they were. */
public final class JournalQuarantine {
  private final SortedSet<Long> sequences;
  private final List<Taken> taken = new ArrayList<>();

  /**
   * A record that was, or would be, taken out.
   *
   * @param command in words, as far as its message can be read
   * @param lines what it names
   */
  public record Taken(JournaledCommand command, List<NamedLine> lines) {}

  /**
   * What came of it.
   *
   * @param taken the records
   * @param firstVoid sequence of the first VOID
   * @param stateHash of the state behind the VOIDs
   */
  public record Report(List<Taken> taken, long firstVoid, long stateHash) {}

  private JournalQuarantine(SortedSet<Long> sequences) {
    this.sequences = sequences;
  }

  /**
   * Does what {@link Quarantine#run} does, and throws the same.
   *
   * @param sequences of the records, 1 to {@link Quarantine#MOST_RECORDS} of them
   * @param dryRun whether nothing is written after all
   */
  public static Report run(
      Path dataDirectory, SortedSet<Long> sequences, boolean dryRun, RecoveryProgress progress) {
    JournalQuarantine seen = new JournalQuarantine(sequences);
    Quarantined done = new Quarantine(dataDirectory, sequences, seen::hook, progress).run(dryRun);
    return new Report(List.copyOf(seen.taken), done.firstVoid(), done.stateHash());
  }

  /** For another replay, of which the last one counts. */
  private ReplayHook hook() {
    taken.clear();
    CommandDescriber describer = new CommandDescriber();
    return (command, dispatcher) -> {
      describer.next(command, dispatcher);
      if (sequences.contains(command.sequence())) {
        taken.add(new Taken(describer.describe(), describer.lines()));
      }
    };
  }
}

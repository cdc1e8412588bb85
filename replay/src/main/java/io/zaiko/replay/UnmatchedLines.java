package io.zaiko.replay;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Finds the lines of facts that moved nothing, for staff to look after (rule 7): what the answers
 * of a replay call UNMATCHED. A command that was sent twice is listed once.
 */
public final class UnmatchedLines {
  private UnmatchedLines() {}

  /**
   * Replays the journal of a data directory; a server may be running or not.
   *
   * @param sink takes the lines in the order of the journal, while it is read
   * @return the last sequence that was looked at; 0 = the journal is empty
   * @throws io.zaiko.engine.host.HostException if it is no data directory
   * @throws io.zaiko.engine.journal.JournalDamagedException if the journal is damaged
   * @throws io.zaiko.engine.recovery.ReplayException if it does not lead where it led before
   */
  public static long find(
      Path dataDirectory, Consumer<UnmatchedLine> sink, RecoveryProgress progress) {
    JournalReplay replay =
        new JournalReplay(
            DataDirectory.journalOf(dataDirectory).scan(),
            Durability.PROCESS,
            new Finder(sink),
            progress);
    try (Replayed replayed = replay.toEnd()) {
      return replayed.records();
    }
  }

  private static final class Finder implements ReplayHook {
    private final CommandDescriber describer = new CommandDescriber();
    private final Consumer<UnmatchedLine> sink;

    Finder(Consumer<UnmatchedLine> sink) {
      this.sink = sink;
    }

    @Override
    public void onCommand(ReplayedCommand command, CommandDispatcher dispatcher) {
      describer.next(command, dispatcher);
      switch (describer.shape()) {
        case RECEIVE, SELL, RETURN, ADJUST, COUNT -> findIn(describer.reply());
        default -> {
          // Not a fact: its unknown codes refuse it as a whole.
        }
      }
    }

    private void findIn(CommandReplyDecoder reply) {
      boolean repeated = reply.flags().repeated();
      for (CommandReplyDecoder.LinesDecoder line : reply.lines()) {
        if (line.code() == ResultCode.UNMATCHED && !repeated) {
          sink.accept(unmatched(line.line()));
        }
      }
    }

    private UnmatchedLine unmatched(int number) {
      NamedLine line = describer.line(number);
      CatalogCodes codes = describer.codes();
      return new UnmatchedLine(
          describer.describe(),
          number,
          line,
          line.sku() != null && codes.skuHandle(line.sku()) != CatalogCodes.UNKNOWN,
          line.location() != null && codes.locationHandle(line.location()) != CatalogCodes.UNKNOWN);
    }
  }
}

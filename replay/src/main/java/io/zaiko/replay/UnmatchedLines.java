package io.zaiko.replay;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.RecoveryStart;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Finds the lines of facts that moved nothing, for staff to look after (rules 7, 22): what the
 * answers of a replay call UNMATCHED, and whole facts that are DEVICE_SEQUENCE_TOO_OLD. A command
 * that was sent twice is listed once.
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
    RecoveryStart start = JournalAudit.start(dataDirectory, progress);
    try (Replayed replayed = start.replay(new Finder(sink), progress).toEnd()) {
      return replayed.position().sequence();
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
        case RECEIVE, SELL, RETURN, ADJUST, COUNT -> findIn(describer.reply(), false);
        case TRANSFER_DISPATCH, TRANSFER_RECEIVE, TRANSFER_CLOSE -> findIn(describer.reply(), true);
        default -> {
          // Not a fact: its unknown codes refuse it as a whole.
        }
      }
    }

    private void findIn(CommandReplyDecoder reply, boolean ofTransfer) {
      if (reply.flags().repeated()) {
        return;
      }
      if (reply.code() == ResultCode.DEVICE_SEQUENCE_TOO_OLD) {
        for (int i = 0; i < describer.lineCount(); i++) {
          sink.accept(unmatched(i, UnmatchedLine.Cause.DEVICE_SEQUENCE));
        }
      }
      for (CommandReplyDecoder.LinesDecoder line : reply.lines()) {
        if (line.code() == ResultCode.UNMATCHED) {
          int number = line.line();
          sink.accept(unmatched(number, ofTransfer ? causeInTransfer(number) : cause(number)));
        }
      }
    }

    private UnmatchedLine unmatched(int number, UnmatchedLine.Cause cause) {
      return new UnmatchedLine(describer.describe(), number, describer.line(number), cause);
    }

    private UnmatchedLine.Cause cause(int number) {
      boolean location = isKnownLocation(describer.line(number).location());
      if (isKnownSku(number)) {
        return UnmatchedLine.Cause.LOCATION;
      }
      return location ? UnmatchedLine.Cause.SKU : UnmatchedLine.Cause.SKU_AND_LOCATION;
    }

    private UnmatchedLine.Cause causeInTransfer(int number) {
      return isKnownSku(number) ? UnmatchedLine.Cause.TRANSFER : UnmatchedLine.Cause.SKU;
    }

    private boolean isKnownSku(int number) {
      String sku = describer.line(number).sku();
      return sku != null && describer.codes().skuHandle(sku) != CatalogCodes.UNKNOWN;
    }

    private boolean isKnownLocation(String location) {
      return location != null && describer.codes().locationHandle(location) != CatalogCodes.UNKNOWN;
    }
  }
}

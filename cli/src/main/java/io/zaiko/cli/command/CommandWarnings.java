package io.zaiko.cli.command;

import io.zaiko.cli.output.Counted;
import io.zaiko.cli.output.Output;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.LineAnswer;
import java.util.List;

/** Tells people what was done otherwise than they may think, and what to do about it. */
final class CommandWarnings {
  private final Output output;

  CommandWarnings(Output output) {
    this.output = output;
  }

  /** Warns of what an answer holds. */
  void of(CommandAnswer answer, List<AskedLine> asked) {
    for (LineAnswer one : answer.lines()) {
      ofLine(one, asked.get(one.line()));
    }
    if (answer.oversellsOpened() > 0) {
      output.warn(
          Counted.of(answer.oversellsOpened(), "oversell")
              + " opened: more is promised than there is. Who goes without: zaiko oversold"
              + " --endangered");
    }
    if (answer.endangered() > answer.firstEndangered().size()) {
      output.warn(
          "%d reservations are endangered, of which %d are named here. All: zaiko oversold --endangered"
              .formatted(answer.endangered(), answer.firstEndangered().size()));
    }
    if (answer.deviceGaps() > 0) {
      output.warn(
          Counted.of(answer.deviceGaps(), "fact")
              + " of the device did not arrive yet. Which: zaiko device CODE; send them");
    }
  }

  private void ofLine(LineAnswer one, AskedLine line) {
    String advice =
        switch (one.code()) {
          case UNMATCHED -> unmatched(one, line);
          case REDEEM_PARTIAL ->
              "the reservation covered only %d of %d; the rest is a plain sale. Look at it: zaiko reservation ID"
                  .formatted(one.quantity(), line.quantity());
          case ALREADY_COUNTED ->
              "a count later than that has seen %s of it: no sellable stock moved. Nothing to do"
                  .formatted(Counted.of(one.quantity(), "unit"));
          case UNREFERENCED ->
              "the reservation has not so many to return: %s recorded without it. Check the return"
                  .formatted(Counted.of(one.quantity(), "unit"));
          default -> null;
        };
    if (advice != null) {
      String where = line.place() == null ? "" : " at " + line.place();
      output.warn(line.sku() + where + (advice.startsWith("is not") ? " " : ": ") + advice);
    }
  }

  private static String unmatched(LineAnswer one, AskedLine line) {
    String what =
        line.place() == null
            ? "is not known, or no transfer of this id is under way"
            : "is not known";
    return what
        + ": its "
        + Counted.of(one.quantity(), "unit")
        + " stay in the journal but moved no stock. Define it"
        + (line.place() == null ? " or correct the id" : "")
        + ", then send the line again";
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.cli.output.Times;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.Endangered;
import io.zaiko.client.LineAnswer;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import java.util.Locale;

/** Prints what became of a command. */
final class CommandReport {
  private final Output output;

  CommandReport(Output output) {
    this.output = output;
  }

  /**
   * Prints an answer, and warns of what somebody should look at.
   *
   * @param asked the lines that were sent, in their order
   * @param explanation what the code means, if it is a refusal
   */
  void print(CommandAnswer answer, List<AskedLine> asked, String explanation) {
    if (output.isJson()) {
      output.json(json -> fields(json, answer, asked));
    } else {
      text(answer, asked, explanation);
    }
    new CommandWarnings(output).of(answer, asked);
  }

  private static void fields(JsonFields json, CommandAnswer answer, List<AskedLine> asked) {
    boolean journaled = answer.sequence() != 0;
    json.text("result", answer.code().name())
        .number("session", answer.session())
        .number("request_id", answer.requestId())
        .numberOrNull("sequence", journaled ? answer.sequence() : null)
        .text("durability", durability(answer.durability()))
        .time("time", answer.timeMicros())
        .flag("repeated", answer.repeated())
        .number("oversold_opened", answer.oversellsOpened())
        .number("endangered", answer.endangered())
        .objects("first_endangered", answer.firstEndangered(), EndangeredRows::fields)
        .number("device_gaps", answer.deviceGaps())
        .objects("lines", answer.lines(), (line, one) -> lineFields(line, one, asked));
  }

  private static void lineFields(JsonFields json, LineAnswer answer, List<AskedLine> asked) {
    AskedLine line = asked.get(answer.line());
    json.number("line", answer.line())
        .text("sku", line.sku())
        .text("location", isPlaced(answer) ? answer.location() : line.location())
        .text("result", answer.code().name())
        .numberOrNull("asked", line.quantity())
        .number("quantity", answer.quantity());
  }

  private void text(CommandAnswer answer, List<AskedLine> asked, String explanation) {
    String code = answer.code().name();
    if (answer.ok()) {
      output.line(
          "%s  sequence %d, durability %s, %s%s"
              .formatted(
                  output.style().good(code),
                  answer.sequence(),
                  durability(answer.durability()),
                  Times.iso(answer.timeMicros()),
                  answer.repeated() ? " (answered before)" : ""));
    } else {
      output.line(output.style().bad(code) + "  " + explanation);
    }
    if (!answer.lines().isEmpty()) {
      output.table(lines(answer, asked));
    }
    if (!answer.firstEndangered().isEmpty()) {
      output.table(endangered(answer.firstEndangered()));
    }
  }

  private static Table lines(CommandAnswer answer, List<AskedLine> asked) {
    Table table = new Table("sku", "location", "#asked", "#quantity", "result");
    for (LineAnswer one : answer.lines()) {
      AskedLine line = asked.get(one.line());
      String where = isPlaced(one) ? one.location() : line.place();
      table.row(line.sku(), where, line.quantity(), one.quantity(), one.code());
    }
    return table;
  }

  private static Table endangered(List<Endangered> reservations) {
    EndangeredRows rows = new EndangeredRows();
    reservations.forEach(rows::add);
    return rows.table();
  }

  private static boolean isPlaced(LineAnswer answer) {
    return answer.code() == ResultCode.PLACED;
  }

  static String durability(Durability level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.cli.output.Times;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.Line;
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
   * Prints an answer.
   *
   * @param asked the lines that were sent, in their order
   */
  void print(CommandAnswer answer, List<Line> asked) {
    if (output.isJson()) {
      output.json(json -> fields(json, answer, asked));
    } else {
      text(answer, asked);
    }
    warnOfUnmatched(answer, asked);
  }

  private static void fields(JsonFields json, CommandAnswer answer, List<Line> asked) {
    boolean journaled = answer.sequence() != 0;
    json.text("result", answer.code().name())
        .number("session", answer.session())
        .number("request_id", answer.requestId())
        .numberOrNull("sequence", journaled ? answer.sequence() : null)
        .text("durability", durability(answer.durability()))
        .time("time", answer.timeMicros())
        .flag("repeated", answer.repeated())
        .number("oversold_opened", answer.oversellsOpened())
        .objects("lines", answer.lines(), (line, one) -> lineFields(line, one, asked));
  }

  private static void lineFields(JsonFields json, LineAnswer answer, List<Line> asked) {
    Line line = asked.get(answer.line());
    json.number("line", answer.line())
        .text("sku", line.sku())
        .text("location", line.location())
        .text("result", answer.code().name())
        .number("asked", line.quantity())
        .number("quantity", answer.quantity());
  }

  private void text(CommandAnswer answer, List<Line> asked) {
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
      output.line(output.style().bad(code) + "  " + Explanations.of(answer.code()));
    }
    if (answer.oversellsOpened() > 0) {
      output.line(
          output.style().warning("oversold") + ": " + answer.oversellsOpened() + " opened by this");
    }
    if (!answer.lines().isEmpty()) {
      Table table = new Table("sku", "location", "#asked", "#quantity", "result");
      for (LineAnswer one : answer.lines()) {
        Line line = asked.get(one.line());
        table.row(line.sku(), line.location(), line.quantity(), one.quantity(), one.code());
      }
      output.table(table);
    }
  }

  private void warnOfUnmatched(CommandAnswer answer, List<Line> asked) {
    for (LineAnswer one : answer.lines()) {
      Line line = asked.get(one.line());
      if (one.code() == ResultCode.UNMATCHED) {
        output.warn(
            "%s at %s is not known: its %d units are in the journal but moved no stock. Define it, then send the line again"
                .formatted(line.sku(), line.location(), one.quantity()));
      }
    }
  }

  static String durability(Durability level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}

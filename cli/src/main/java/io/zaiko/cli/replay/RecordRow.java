package io.zaiko.cli.replay;

import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Times;
import io.zaiko.replay.JournaledCommand;
import io.zaiko.replay.NamedLine;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A record of a journal on a line: sequence, time, command, answer, who, and what it names. */
final class RecordRow {
  private static final int LINES_SHOWN = 3;

  private RecordRow() {}

  /** Prints a record and what it names. */
  static void print(JournaledCommand command, List<NamedLine> lines, Output output) {
    if (output.isJson()) {
      output.json(json -> fields(json, command, lines));
    } else {
      output.line(text(command, lines).stripTrailing());
    }
  }

  private static void fields(JsonFields json, JournaledCommand command, List<NamedLine> lines) {
    json.number("sequence", command.sequence())
        .time("time", command.timeMicros())
        .text("command", command.command())
        .text("result", command.result())
        .flag("repeated", command.repeated())
        .number("oversold_opened", command.oversellsOpened())
        .numberOrNull("session", command.session() == 0 ? null : command.session())
        .numberOrNull("request_id", command.requestId() == 0 ? null : command.requestId())
        .text("client", command.client())
        .text("channel", command.channel())
        .text("reference", command.reference())
        .time("reference_time", command.referenceTimeMicros())
        .objects(
            "lines",
            lines,
            (object, line) ->
                object
                    .text("sku", line.sku())
                    .text("location", line.location())
                    .numberOrNull("quantity", line.quantity()));
  }

  private static String text(JournaledCommand command, List<NamedLine> lines) {
    return String.format(
        Locale.ROOT,
        "%8d  %s  %-15s  %-12s  %s  %s  %s  %s",
        command.sequence(),
        Times.iso(command.timeMicros()),
        command.command(),
        command.result() + (command.repeated() ? " again" : ""),
        shown(command.client()),
        shown(command.channel()),
        shown(command.reference()),
        text(lines));
  }

  private static String text(List<NamedLine> lines) {
    String first =
        lines.stream().limit(LINES_SHOWN).map(RecordRow::text).collect(Collectors.joining(" "));
    int more = lines.size() - LINES_SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** As lines are typed: SKU@LOCATION=QUANTITY, without what it does not have. */
  private static String text(NamedLine line) {
    String sku = Objects.requireNonNullElse(line.sku(), "");
    String at = line.location() == null ? "" : "@" + line.location();
    return sku + at + (line.quantity() == null ? "" : "=" + line.quantity());
  }

  private static String shown(String text) {
    return text == null ? "-" : text;
  }
}

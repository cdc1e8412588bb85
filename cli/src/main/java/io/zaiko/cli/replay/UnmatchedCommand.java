package io.zaiko.cli.replay;

import io.zaiko.cli.command.QuestionReport;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Counted;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.output.Table;
import io.zaiko.cli.output.Times;
import io.zaiko.replay.JournaledCommand;
import io.zaiko.replay.UnmatchedLine;
import io.zaiko.replay.UnmatchedLines;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;

/** Lists the lines of facts that moved nothing. */
@Command(
    name = "unmatched",
    description = "Lists the lines of sales, receipts … whose SKU or location was not known.",
    footer = {
      "",
      "They are kept and moved no stock. Define what is missing, then send those lines again.",
      "",
      "Examples:",
      "  zaiko replay unmatched --data data/zaiko",
      "  zaiko replay unmatched --json"
    })
public final class UnmatchedCommand extends AuditCommand {
  /** Prints to this console. */
  public UnmatchedCommand(Console console) {
    super(console);
  }

  @Override
  int audit(Path dataDirectory, Output output) {
    Table table =
        new Table(
            "#sequence",
            "time",
            "command",
            "client",
            "reference",
            "#line",
            "sku",
            "location",
            "#quantity",
            "unknown");
    AtomicLong found = new AtomicLong();
    long lastSequence;
    try (Progress progress = output.progress("records")) {
      lastSequence =
          UnmatchedLines.find(
              dataDirectory,
              line -> {
                found.incrementAndGet();
                print(line, output, progress, table);
              },
              shownBy(progress, output));
    }
    if (!output.isJson()) {
      if (!table.isEmpty()) {
        output.table(table);
      }
      output.line(
          Counted.of(found.get(), "unmatched line") + ", " + QuestionReport.asOf(lastSequence, 0));
    }
    return ExitCode.DONE;
  }

  private static void print(UnmatchedLine line, Output output, Progress progress, Table table) {
    if (output.isJson()) {
      progress.clear();
      output.json(json -> fields(json, line));
    } else {
      JournaledCommand command = line.command();
      table.row(
          command.sequence(),
          Times.iso(command.timeMicros()),
          command.command(),
          command.client(),
          command.reference(),
          line.number(),
          line.line().sku(),
          line.line().location(),
          line.line().quantity(),
          line.cause().name());
    }
  }

  private static void fields(JsonFields json, UnmatchedLine line) {
    JournaledCommand command = line.command();
    json.number("sequence", command.sequence())
        .time("time", command.timeMicros())
        .text("sku", line.line().sku())
        .text("location", line.line().location())
        .text("unknown", line.cause().name());
    CommandFields.origin(json, command)
        .number("line", line.number())
        .numberOrNull("quantity", line.line().quantity());
  }
}

package io.zaiko.cli.replay;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Hashes;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.output.Table;
import io.zaiko.replay.JournalStatistics;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** Counts what a journal holds. */
@Command(
    name = "stats",
    description = "Counts what a journal holds: commands, their results, and the units in the end.",
    footer = {
      "",
      "Examples:",
      "  zaiko replay stats --data data/zaiko",
      "  zaiko replay stats --json"
    })
public final class StatsCommand extends AuditCommand {
  /** Prints to this console. */
  public StatsCommand(Console console) {
    super(console);
  }

  @Override
  int audit(Path dataDirectory, Output output) {
    JournalStatistics statistics;
    try (Progress progress = output.progress("records")) {
      statistics = JournalStatistics.of(dataDirectory, shownBy(progress, output));
    }
    if (output.isJson()) {
      output.json(json -> fields(json, statistics));
    } else {
      printText(statistics, output);
    }
    return ExitCode.DONE;
  }

  private static void fields(JsonFields json, JournalStatistics statistics) {
    json.numbers("commands", statistics.commands())
        .numbers("results", statistics.results())
        .number("skus", statistics.skus())
        .number("locations", statistics.locations())
        .number("stock_records", statistics.stockRecords())
        .number("on_hand_total", statistics.onHandTotal())
        .number("reserved_total", statistics.reservedTotal())
        .number("oversold_total", statistics.oversoldTotal())
        .number("open_reservations", statistics.openReservations())
        .number("first_sequence", statistics.firstSequence())
        .number("last_sequence", statistics.lastSequence())
        .text("state_hash", Hashes.text(statistics.stateHash()));
  }

  private static void printText(JournalStatistics statistics, Output output) {
    output.table(counts("command", statistics.commands()));
    output.line("");
    output.table(counts("result", statistics.results()));
    output.line("");
    output.table(
        new Table("total", "#")
            .row("SKUs", number(statistics.skus()))
            .row("locations", number(statistics.locations()))
            .row("stock records", number(statistics.stockRecords()))
            .row("units on hand", number(statistics.onHandTotal()))
            .row("units reserved", number(statistics.reservedTotal()))
            .row("units oversold", number(statistics.oversoldTotal()))
            .row("open reservations", number(statistics.openReservations())));
    output.line(
        "last sequence %d, state hash %s"
            .formatted(statistics.lastSequence(), Hashes.text(statistics.stateHash())));
  }

  private static Table counts(String name, Map<String, Long> counts) {
    Table table = new Table(name, "#records");
    counts.forEach((key, count) -> table.row(key, number(count)));
    return table;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}

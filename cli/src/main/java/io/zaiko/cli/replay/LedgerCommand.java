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
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.replay.JournaledCommand;
import io.zaiko.replay.Movement;
import io.zaiko.replay.Place;
import io.zaiko.replay.StockLedger;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists every movement of a SKU. */
@Command(
    name = "ledger",
    description = "Lists every movement of a SKU, with the stock behind each.",
    footer = {
      "",
      "One row for each line of a command that moved units from one place to another, and for each",
      "change of what is reserved, holds that expired included. The rows of a SKU at a location sum",
      "to its stock.",
      "",
      "Examples:",
      "  zaiko replay ledger --sku 4901234567894 --at SHIBUYA",
      "  zaiko replay ledger --sku 4901234567894 --json"
    })
public final class LedgerCommand extends AuditCommand {
  @Option(names = "--sku", paramLabel = "S", required = true, description = "The SKU.")
  private String sku;

  @Option(names = "--at", paramLabel = "L", description = "Only this location.")
  private String location;

  /** Prints to this console. */
  public LedgerCommand(Console console) {
    super(console);
  }

  @Override
  int audit(Path dataDirectory, Output output) {
    Table table =
        new Table(
            "#sequence",
            "time",
            "location",
            "command",
            "channel",
            "client",
            "reference",
            "from",
            "to",
            "#quantity",
            "#sellable",
            "#reserved");
    StockLedger.End end;
    try (Progress progress = output.progress("records")) {
      end =
          StockLedger.replay(
              dataDirectory,
              sku,
              location,
              movement -> print(movement, output, progress, table),
              shownBy(progress, output));
    }
    if (!end.skuKnown()) {
      return QuestionReport.refused(output, ResultCode.UNKNOWN_SKU, "never defined");
    }
    if (!end.locationKnown()) {
      return QuestionReport.refused(output, ResultCode.UNKNOWN_LOCATION, "never defined");
    }
    if (!output.isJson()) {
      if (end.movements() > 0) {
        output.table(table);
      }
      output.line(
          Counted.of(end.movements(), "movement")
              + ", "
              + QuestionReport.asOf(end.sequence(), end.timeMicros()));
    }
    return ExitCode.DONE;
  }

  private static void print(Movement movement, Output output, Progress progress, Table table) {
    if (output.isJson()) {
      progress.clear();
      output.json(json -> fields(json, movement));
    } else {
      JournaledCommand command = movement.command();
      table.row(
          command.sequence(),
          Times.iso(command.timeMicros()),
          movement.location(),
          command.command(),
          command.channel(),
          command.client(),
          command.reference(),
          text(movement.from()),
          text(movement.to()),
          movement.quantity(),
          movement.sellableAfter(),
          movement.reservedAfter());
    }
  }

  private static void fields(JsonFields json, Movement movement) {
    JournaledCommand command = movement.command();
    json.number("sequence", command.sequence())
        .time("time", command.timeMicros())
        .text("sku", movement.sku())
        .text("location", movement.location());
    CommandFields.origin(json, command)
        .text("from", text(movement.from()))
        .text("to", text(movement.to()))
        .number("quantity", movement.quantity())
        .number("sellable_after", movement.sellableAfter())
        .number("reserved_after", movement.reservedAfter());
  }

  private static String text(Place place) {
    return place == null ? null : place.text();
  }
}

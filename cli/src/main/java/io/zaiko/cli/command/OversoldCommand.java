package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Counted;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.Endangered;
import io.zaiko.client.EndangeredAnswer;
import io.zaiko.client.StockListAnswer;
import io.zaiko.client.ZaikoClient;
import io.zaiko.protocol.sbe.StockFilter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where more is promised than there is. */
@Command(
    name = "oversold",
    description = "Lists where more is promised than there is (売り越し).",
    footer = {
      "",
      "With --endangered: which reservations go without if it stays so, in the order in which they are",
      "to be given up: holds newest first, then orders, then what is staged.",
      "",
      "Examples:",
      "  zaiko oversold",
      "  zaiko oversold --at SHIBUYA --endangered"
    })
public final class OversoldCommand extends StockListCommand {
  @Option(
      names = "--channel",
      paramLabel = "CH",
      defaultValue = "",
      description = "Channel that asks.")
  private String channel;

  @Option(names = "--endangered", description = "List who goes without.")
  private boolean endangered;

  /** Prints to this console. */
  public OversoldCommand(Console console) {
    super(console);
  }

  @Override
  StockFilter filter() {
    return StockFilter.OVERSOLD;
  }

  @Override
  String channel() {
    return channel;
  }

  @Override
  int print(ZaikoClient client, List<StockRow> rows, StockListAnswer last, Output output) {
    if (!endangered) {
      printRows(rows, output);
    } else if (!printEndangered(client, rows, output)) {
      return ExitCode.REFUSED;
    }
    long units = rows.stream().mapToLong(row -> row.levels().oversold()).sum();
    if (output.isJson()) {
      output.json(
          json ->
              json.number("records", rows.size())
                  .number("units", units)
                  .number("sequence", last.sequence()));
    } else {
      output.line(
          Counted.of(rows.size(), "record")
              + " oversold by "
              + Counted.of(units, "unit")
              + "; "
              + QuestionReport.asOf(last.sequence(), last.timeMicros()));
    }
    return ExitCode.DONE;
  }

  private static boolean printEndangered(ZaikoClient client, List<StockRow> rows, Output output) {
    EndangeredRows table = new EndangeredRows();
    boolean any = false;
    for (StockRow row : rows) {
      List<Endangered> found = new ArrayList<>();
      EndangeredAnswer page;
      do {
        page = Answers.await(client.endangered(row.sku(), row.location(), found.size()));
        if (!page.ok()) {
          QuestionReport.refused(output, page.code(), page.reason());
          return false;
        }
        found.addAll(page.reservations());
      } while (!page.reservations().isEmpty() && found.size() < page.count());
      for (Endangered one : found) {
        any = true;
        if (output.isJson()) {
          output.json(json -> EndangeredRows.fields(json, one));
        } else {
          table.add(one);
        }
      }
    }
    if (any && !output.isJson()) {
      output.table(table.table());
    }
    return true;
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.StockListAnswer;
import io.zaiko.client.StockListRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.protocol.sbe.StockFilter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** A list of stock records, of all pages. */
abstract class StockListCommand extends AskingCommand {
  @Option(
      names = "--at",
      paramLabel = "LOC",
      defaultValue = "",
      description = "Only at this location.")
  private String location;

  StockListCommand(Console console) {
    super(console);
  }

  /** Which records. */
  abstract StockFilter filter();

  /** Who asks; empty = no channel. */
  abstract String channel();

  /** Prints the records; returns the exit code. */
  abstract int print(ZaikoClient client, List<StockRow> rows, StockListAnswer last, Output output);

  @Override
  final int ask(ZaikoClient client, Output output) {
    List<StockRow> rows = new ArrayList<>();
    StockListAnswer last =
        Answers.await(
            client.stockPages(
                StockListRequest.of(location, channel(), filter()), page -> add(page, rows)));
    return last.ok()
        ? print(client, rows, last, output)
        : QuestionReport.refused(output, last.code(), last.reason());
  }

  private static void add(StockListAnswer page, List<StockRow> rows) {
    for (var row : page.rows()) {
      rows.add(
          StockRow.of(row.sku(), row.stock(), page.channel(), page.sequence(), page.timeMicros()));
    }
  }

  static void printRows(List<StockRow> rows, Output output) {
    StockReport report = new StockReport(output);
    rows.forEach(report::add);
    report.finish();
  }
}

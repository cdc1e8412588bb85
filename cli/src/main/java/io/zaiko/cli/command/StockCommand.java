package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Times;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.LocationStock;
import io.zaiko.client.StockAnswer;
import io.zaiko.client.StockEverywhereAnswer;
import io.zaiko.client.ZaikoClient;
import java.util.OptionalInt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stock of one SKU. */
@Command(
    name = "stock",
    description = "Shows the stock of a SKU at one location or at all that have a record of it.",
    footer = {
      "",
      "With --channel: what that channel may promise now (ats), and its safety stock.",
      "",
      "Examples:",
      "  zaiko stock 4901234567894 --at SHIBUYA --channel EC",
      "  zaiko stock 4901234567894 --all --json"
    })
public final class StockCommand extends AskingCommand {
  @Parameters(paramLabel = "SKU", description = "Code of the SKU.")
  private String sku;

  @ArgGroup(multiplicity = "1")
  private Where where;

  @Option(names = "--channel", paramLabel = "CH", description = "Channel that asks.")
  private String channel;

  private static final class Where {
    @Option(names = "--at", required = true, paramLabel = "LOC", description = "At this location.")
    private String location;

    @Option(names = "--all", required = true, description = "At all locations with a record.")
    private boolean all;
  }

  /** Prints to this console. */
  public StockCommand(Console console) {
    super(console);
  }

  @Override
  int ask(ZaikoClient client, Output output) {
    String asking = channel == null ? "" : channel;
    return where.all
        ? print(Answers.await(client.stockEverywhere(sku, asking)), output)
        : print(Answers.await(client.stock(sku, where.location, asking)), output);
  }

  private int print(StockAnswer answer, Output output) {
    if (!answer.ok()) {
      return QuestionReport.refused(output, answer.code(), answer.reason());
    }
    StockReport report = new StockReport(output);
    report.add(
        new StockRow(
            answer.sku(),
            answer.location(),
            channel,
            number(answer.ats()),
            number(answer.safety()),
            answer.levels(),
            answer.sequence(),
            answer.timeMicros()));
    report.finish();
    if (!output.isJson()) {
      output.line(QuestionReport.asOf(answer.sequence(), answer.timeMicros()));
    }
    return ExitCode.DONE;
  }

  private int print(StockEverywhereAnswer answer, Output output) {
    if (!answer.ok()) {
      return QuestionReport.refused(output, answer.code(), answer.reason());
    }
    StockReport report = new StockReport(output);
    for (LocationStock stock : answer.locations()) {
      report.add(
          new StockRow(
              answer.sku(),
              stock.location(),
              channel,
              number(stock.ats()),
              number(stock.safety()),
              stock.levels(),
              answer.sequence(),
              answer.timeMicros()));
    }
    report.finish();
    if (output.isJson()) {
      output.json(
          json ->
              json.text("sku", answer.sku())
                  .number("network_ats", answer.networkAts())
                  .number("locations", answer.locations().size())
                  .number("sequence", answer.sequence()));
    } else {
      output.line(
          "%,d available in all, at %,d locations; sequence %d or later, %s"
              .formatted(
                  answer.networkAts(),
                  answer.locations().size(),
                  answer.sequence(),
                  Times.iso(answer.timeMicros())));
    }
    return ExitCode.DONE;
  }

  private static Long number(OptionalInt value) {
    return value.isPresent() ? (long) value.getAsInt() : null;
  }
}

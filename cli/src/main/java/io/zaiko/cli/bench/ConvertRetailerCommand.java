package io.zaiko.cli.bench;

import io.zaiko.bench.convert.Opening;
import io.zaiko.bench.convert.RetailerConverter;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Turns an online retailer's orders into a trace. */
@Command(
    name = "retailer",
    description = "Turns an online retailer's orders and cancellations into a trace.",
    footer = {
      "",
      "The source has the columns event_time, order_id, kind, is_stock_sku, sku, qty and",
      "matched_order_id. An order is reserved and committed at its time and fulfilled 24 hours later.",
      "What is cancelled of the matched order before that is a release; later, or without a match, a",
      "return. Rows of kind ledger and SKUs that are no goods are left out. Play the trace with one",
      "connection: the answers depend on the order.",
      "",
      "Examples:",
      "  zaiko bench convert retailer orders.csv.gz trace.csv.gz",
      "  zaiko bench convert retailer --opening half orders.csv.gz trace.csv.gz"
    })
public final class ConvertRetailerCommand extends ConvertingCommand {
  @Option(
      names = "--opening",
      paramLabel = "peak|half",
      defaultValue = "peak",
      converter = OpeningOption.class,
      description =
          "Opening stock: the peak of running net demand, or half (default: ${DEFAULT-VALUE}).")
  private Opening opening;

  /** Prints to this console. */
  public ConvertRetailerCommand(Console console) {
    super(console, RetailerConverter::convert);
  }

  @Override
  Opening opening() {
    return opening;
  }
}

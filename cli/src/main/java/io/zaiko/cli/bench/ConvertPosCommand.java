package io.zaiko.cli.bench;

import io.zaiko.bench.convert.Opening;
import io.zaiko.bench.convert.PosConverter;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Turns the sales of stores into a trace. */
@Command(
    name = "pos",
    description = "Turns the sales of stores into a trace of baskets.",
    footer = {
      "",
      "The source has the columns event_time, store_id, basket_id, sku, qty and qty_unit. A basket is",
      "one sale. Lines of quantity 0, and of a unit other than 'each', are left out.",
      "",
      "Examples:",
      "  zaiko bench convert pos sales.csv.gz trace.csv.gz",
      "  zaiko bench convert pos --opening half sales.csv.gz trace.csv.gz"
    })
public final class ConvertPosCommand extends ConvertingCommand {
  @Option(
      names = "--opening",
      paramLabel = "peak|half",
      defaultValue = "peak",
      converter = OpeningOption.class,
      description =
          "Opening stock: the peak of running demand, or half (default: ${DEFAULT-VALUE}).")
  private Opening opening;

  /** Prints to this console. */
  public ConvertPosCommand(Console console) {
    super(console, PosConverter::convert);
  }

  @Override
  Opening opening() {
    return opening;
  }
}

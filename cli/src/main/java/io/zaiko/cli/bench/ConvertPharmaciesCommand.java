package io.zaiko.cli.bench;

import io.zaiko.bench.convert.Opening;
import io.zaiko.bench.convert.PharmacyConverter;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Turns pharmacies' stock snapshots into a trace. */
@Command(
    name = "pharmacies",
    description = "Turns pharmacies' stock snapshots into a trace of counts, receipts and sales.",
    footer = {
      "",
      "The source has the columns observed_at, store_id, sku, on_hand and delta. The first row of a",
      "store and SKU becomes a count; a fall a sale, a rise a receipt. A change that the next row",
      "takes back (exactly, or after a fall to 0 to within a tenth) is an item off sale or a capture",
      "that overlaps: it and that next row become counts. With --opening half only first rows are",
      "counts, of half the level; all else is sold or received.",
      "",
      "Examples:",
      "  zaiko bench convert pharmacies stock_2020-02.csv.gz trace_2020-02.csv.gz",
      "  zaiko bench convert pharmacies --opening half 2020-02.csv.gz 2020-03.csv.gz trace.csv.gz"
    })
public final class ConvertPharmaciesCommand extends ConvertingCommand {
  @Option(
      names = "--opening",
      paramLabel = "full|half",
      defaultValue = "full",
      converter = OpeningOption.class,
      description = "Part of each first level to open with (default: ${DEFAULT-VALUE}).")
  private Opening opening;

  /** Prints to this console. */
  public ConvertPharmaciesCommand(Console console) {
    super(console, PharmacyConverter::convert);
  }

  @Override
  Opening opening() {
    return opening;
  }
}

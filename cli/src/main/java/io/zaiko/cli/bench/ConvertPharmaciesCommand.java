package io.zaiko.cli.bench;

import io.zaiko.bench.convert.PharmacyConverter;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns pharmacies' stock snapshots into a trace. */
@Command(
    name = "pharmacies",
    description = "Turns pharmacies' stock snapshots into a trace of counts, receipts and sales.",
    footer = {
      "",
      "The input has the columns observed_at, store_id, sku, on_hand and delta. The first row of a",
      "store and SKU becomes a count; a fall a sale, a rise a receipt. A change that the next row",
      "takes back (exactly, or after a fall to 0 to within a tenth) is an item off sale or a capture",
      "that overlaps: it and that next row become counts.",
      "",
      "Examples:",
      "  zaiko bench convert pharmacies stock_2020-02.csv.gz trace_2020-02.csv.gz"
    })
public final class ConvertPharmaciesCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "IN", description = "The snapshots, .csv or .csv.gz.")
  private Path input;

  @Parameters(index = "1", paramLabel = "OUT", description = "The trace; replaced if it exists.")
  private Path output;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  /** Prints to this console. */
  public ConvertPharmaciesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Output printed = console.output(json);
    long startNs = System.nanoTime();
    PharmacyConverter.Summary summary;
    try (Progress progress = printed.progress("rows")) {
      summary = PharmacyConverter.convert(input, output, progress::update);
    } catch (NoSuchFileException e) {
      throw new InputException(e.getFile() + ": no such file or folder", e);
    } catch (IOException e) {
      throw new InputException(
          "cannot convert " + input + " to " + output + ": " + e.getMessage(), e);
    }
    print(summary, (System.nanoTime() - startNs) / 1e9, printed);
    return ExitCode.DONE;
  }

  private static void print(PharmacyConverter.Summary summary, double seconds, Output output) {
    if (output.isJson()) {
      output.json(
          fields ->
              fields
                  .number("rows", summary.rows())
                  .number("counts", summary.counts())
                  .number("receipts", summary.receipts())
                  .number("sales", summary.sales())
                  .number("pairs", summary.pairs())
                  .decimal("seconds", seconds));
    } else {
      output.line(
          String.format(
              Locale.ROOT,
              "%,d rows: %,d counts, %,d receipts, %,d sales of %,d SKUs in stores, in %.1f s",
              summary.rows(),
              summary.counts(),
              summary.receipts(),
              summary.sales(),
              summary.pairs(),
              seconds));
    }
  }
}

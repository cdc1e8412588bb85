package io.zaiko.cli.imports;

import io.zaiko.cli.input.CsvFile;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.server.ServerOptions;
import io.zaiko.client.ZaikoClient;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a file of SKUs, locations or stock. */
@Command(
    name = "import",
    description = "Loads SKUs, locations or absolute stock from a CSV file.",
    footer = {
      "",
      "skus:       sku,name",
      "locations:  location,name,type,latitude,longitude,region,channels",
      "stock:      sku,location,quantity    applied as a count of sellable",
      "",
      "Extra columns are ignored. The file is checked before anything is sent. Loading the same stock",
      "again changes nothing; so an import that broke off is simply started again.",
      "",
      "Examples:",
      "  zaiko import skus skus.csv",
      "  zaiko import stock stock.csv.gz --dry-run"
    })
public final class ImportCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ServerOptions server;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "What the file holds: ${COMPLETION-CANDIDATES}.")
  private ImportKind kind;

  @Parameters(index = "1", paramLabel = "FILE", description = "The file, .csv or .csv.gz.")
  private Path file;

  @Option(names = "--dry-run", description = "Only print what would become different.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  /** Prints to this console. */
  public ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Output output = console.output(json);
    return kind == ImportKind.STOCK ? stock(output) : catalog(output);
  }

  private int catalog(Output output) {
    try (ZaikoClient client = server.connect()) {
      CatalogImport catalog = new CatalogImport(client, output, kind);
      if (dryRun) {
        catalog.printDifferences(file);
        return ExitCode.DONE;
      }
      long startNs = System.nanoTime();
      return finish(catalog.load(file), startNs, output);
    }
  }

  private int stock(Output output) {
    if (dryRun) {
      try (ZaikoClient client = server.connect()) {
        new StockDifferences(client, output).print(file);
      }
      return ExitCode.DONE;
    }
    try (CsvFile rows = CsvFile.open(file, kind.columns())) {
      rows.forEachRemaining(ImportRows::stock); // finds bad rows before the first one is sent
    }
    String name = ContentHash.clientName(file);
    long startNs = System.nanoTime();
    try (ZaikoClient client = ZaikoClient.connect(server.settings().clientName(name).build())) {
      return finish(new StockImport(client, output).load(file), startNs, output);
    }
  }

  private static int finish(ImportSummary summary, long startNs, Output output) {
    summary.print(output, (System.nanoTime() - startNs) / 1e9);
    return summary.isAllAnsweredOk() ? ExitCode.DONE : ExitCode.REFUSED;
  }
}

package io.zaiko.cli.imports;

import io.zaiko.cli.input.CsvFile;
import io.zaiko.cli.input.CsvRow;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.server.Answers;
import io.zaiko.cli.server.CommandStream;
import io.zaiko.client.CommandOptions;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ZaikoClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a file of SKUs or locations: each row defines one, or updates its attributes, so loading it
 * again changes nothing. The whole file is read and checked before the first row is sent.
 */
final class CatalogImport {
  private static final int IN_FLIGHT = 1_024;
  private static final int CODES_AT_ONCE = 256;

  private final ZaikoClient client;
  private final Output output;
  private final ImportKind kind;

  CatalogImport(ZaikoClient client, Output output, ImportKind kind) {
    this.client = client;
    this.output = output;
    this.kind = kind;
  }

  ImportSummary load(Path path) {
    double total = codes(path).size(); // finds bad rows before the first one is sent
    ImportSummary summary = new ImportSummary();
    CommandStream stream = new CommandStream(IN_FLIGHT);
    try (CsvFile file = CsvFile.open(path, kind.columns());
        Progress progress = output.progress("rows")) {
      long rows = 0;
      while (file.hasNext() && stream.firstFailure() == null) {
        CsvRow row = file.next();
        stream.send(
            client,
            definition(row),
            CommandOptions.NONE,
            answer -> {
              if (answer.ok()) {
                summary.applied(1);
              } else {
                summary.refused(answer.code(), 1);
              }
            });
        progress.update(++rows, rows / total);
      }
    } finally {
      stream.awaitAll();
    }
    Answers.requireNone(stream.firstFailure());
    return summary;
  }

  /** Prints the codes that the server does not know yet. */
  void printDifferences(Path path) {
    String column = kind.columns().get(0);
    List<String> codes = codes(path);
    for (int from = 0; from < codes.size(); from += CODES_AT_ONCE) {
      List<String> asked = codes.subList(from, Math.min(codes.size(), from + CODES_AT_ONCE));
      for (String code : unknown(asked)) {
        if (output.isJson()) {
          output.json(json -> json.text(column, code).text("result", "NEW"));
        } else {
          output.line("new  " + code);
        }
      }
    }
  }

  private List<String> codes(Path path) {
    List<String> codes = new ArrayList<>();
    try (CsvFile file = CsvFile.open(path, kind.columns())) {
      file.forEachRemaining(row -> codes.add(code(row)));
    }
    return codes;
  }

  private String code(CsvRow row) {
    return kind == ImportKind.SKUS ? ImportRows.sku(row).code() : ImportRows.location(row).code();
  }

  private CommandRequest definition(CsvRow row) {
    return kind == ImportKind.SKUS ? ImportRows.sku(row) : ImportRows.location(row);
  }

  private List<String> unknown(List<String> codes) {
    return Answers.await(
        kind == ImportKind.SKUS ? client.unknownSkus(codes) : client.unknownLocations(codes));
  }
}

package io.zaiko.cli.imports;

import io.zaiko.cli.input.CsvFile;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.Line;
import io.zaiko.client.StockAnswer;
import io.zaiko.client.ZaikoClient;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Compares a file of stock with the book, and prints where they differ. Changes nothing. */
final class StockDifferences {
  private static final int IN_FLIGHT = 256;

  private final ZaikoClient client;
  private final Output output;
  private final Queue<Question> questions = new ArrayDeque<>();

  private record Pair(String sku, String location) {}

  private record Question(Line line, CompletableFuture<StockAnswer> answer) {}

  StockDifferences(ZaikoClient client, Output output) {
    this.client = client;
    this.output = output;
  }

  /** Prints a line for each pair whose sellable stock the file would change. */
  void print(Path path) {
    Map<Pair, Line> lines = read(path);
    try (Progress progress = output.progress("pairs")) {
      long done = 0;
      for (Line line : lines.values()) {
        questions.add(new Question(line, client.stock(line.sku(), line.location())));
        if (questions.size() >= IN_FLIGHT) {
          compare(questions.remove());
        }
        progress.update(++done, (double) done / lines.size());
      }
    }
    while (!questions.isEmpty()) {
      compare(questions.remove());
    }
  }

  /** Where a pair stands twice the last row counts, as it would when loaded. */
  private static Map<Pair, Line> read(Path path) {
    Map<Pair, Line> lines = new LinkedHashMap<>();
    try (CsvFile file = CsvFile.open(path, ImportKind.STOCK.columns())) {
      while (file.hasNext()) {
        Line line = ImportRows.stock(file.next());
        lines.put(new Pair(line.sku(), line.location()), line);
      }
    }
    return lines;
  }

  private void compare(Question question) {
    StockAnswer answer = Answers.await(question.answer());
    Line line = question.line();
    Long sellable = answer.ok() ? (long) answer.levels().sellable() : null;
    if (sellable != null && sellable == line.quantity()) {
      return;
    }
    if (output.isJson()) {
      output.json(
          json ->
              json.text("sku", line.sku())
                  .text("location", line.location())
                  .numberOrNull("sellable", sellable)
                  .number("quantity", line.quantity())
                  .text("result", answer.code().name()));
    } else {
      output.line(
          "%s at %s: %s -> %d"
              .formatted(
                  line.sku(),
                  line.location(),
                  sellable == null ? answer.code().name() : sellable.toString(),
                  line.quantity()));
    }
  }
}

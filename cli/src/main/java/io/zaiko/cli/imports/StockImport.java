package io.zaiko.cli.imports;

import io.zaiko.cli.input.CsvFile;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.server.Answers;
import io.zaiko.cli.server.CommandStream;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.CommandOptions;
import io.zaiko.client.CountRequest;
import io.zaiko.client.Line;
import io.zaiko.client.LineAnswer;
import io.zaiko.client.ZaikoClient;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.ResultCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Loads a file of absolute stock as counts of sellable. Loading the same content again changes
 * nothing, also after a crash in the middle of the first time.
 *
 * <p>How: the client registers under a name made of the content's hash, and 256 rows at a time are
 * one COUNT whose request id is its place in the file. The server executes an id of a session once
 * (rule 21): one that it remembers it answers again, one that fell out of its window of 1,024 ids
 * it calls REQUEST_TOO_OLD. Ids are sent in order and never more than a window ahead of an
 * unanswered one, so an id below the window was answered, and executed, before. Commands with an id
 * given by hand are encoded by code, so the same rows are the same bytes whatever was defined
 * meanwhile.
 */
final class StockImport {
  static final int ROWS_PER_COMMAND = Protocol.MAX_LINES;
  private static final int IN_FLIGHT = 64;
  private static final long NOW = 0;

  private final ZaikoClient client;
  private final Output output;
  private final ImportSummary summary = new ImportSummary();
  private final CommandStream stream = new CommandStream(IN_FLIGHT);
  private long nextRequestId = 1;

  /** The client must be registered under the name that {@link ContentHash#clientName} gives. */
  StockImport(ZaikoClient client, Output output) {
    this.client = client;
    this.output = output;
  }

  ImportSummary load(Path path) {
    try (CsvFile file = CsvFile.open(path, ImportKind.STOCK.columns());
        Progress progress = output.progress("rows")) {
      long rows = 0;
      while (file.hasNext() && stream.firstFailure() == null) {
        List<Line> lines = nextLines(file);
        send(lines);
        rows += lines.size();
        progress.update(rows, file.share());
      }
    } finally {
      stream.awaitAll();
    }
    Answers.requireNone(stream.firstFailure());
    return summary;
  }

  private static List<Line> nextLines(CsvFile file) {
    List<Line> lines = new ArrayList<>(ROWS_PER_COMMAND);
    while (lines.size() < ROWS_PER_COMMAND && file.hasNext()) {
      lines.add(ImportRows.stock(file.next()));
    }
    return lines;
  }

  private void send(List<Line> lines) {
    CountRequest count =
        new CountRequest(lines, Bucket.SELLABLE, NOW, OptionalLong.empty(), "", "");
    stream.send(
        client,
        count,
        CommandOptions.NONE.withRequestId(nextRequestId++),
        answer -> answered(answer, lines.size()));
  }

  private void answered(CommandAnswer answer, int rows) {
    boolean knownBefore = answer.repeated() || answer.code() == ResultCode.REQUEST_TOO_OLD;
    if (knownBefore && (answer.ok() || answer.code() == ResultCode.REQUEST_TOO_OLD)) {
      summary.knownBefore(rows);
    } else if (answer.ok()) {
      summary.applied(rows);
      summary.unmatched(answer.lines().stream().filter(StockImport::isUnmatched).count());
    } else {
      summary.refused(answer.code(), rows);
    }
  }

  private static boolean isUnmatched(LineAnswer line) {
    return line.code() == ResultCode.UNMATCHED;
  }
}

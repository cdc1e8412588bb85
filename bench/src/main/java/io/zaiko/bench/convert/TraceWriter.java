package io.zaiko.bench.convert;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a trace, row by row, gzipped when its name ends in {@code .gz}; counts the rows by
 * command. The rows must come sorted by time.
 *
 * <p>Not thread safe.
 */
final class TraceWriter implements AutoCloseable {
  private static final int BUFFER_LENGTH = 64 * 1024;
  private static final String[] COLUMNS = {
    "time", "command", "channel", "location", "sku", "quantity", "reference"
  };

  private final CSVPrinter printer;
  private final Map<Verb, Long> rows = new EnumMap<>(Verb.class);

  /** Opens a trace; a file that exists is replaced. */
  TraceWriter(Path file) throws IOException {
    printer =
        new CSVPrinter(
            open(file),
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').setHeader(COLUMNS).get());
  }

  private static Writer open(Path file) throws IOException {
    OutputStream bytes = Files.newOutputStream(file);
    OutputStream packed =
        file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, BUFFER_LENGTH) : bytes;
    return new BufferedWriter(
        new OutputStreamWriter(packed, StandardCharsets.UTF_8), BUFFER_LENGTH);
  }

  /**
   * Adds a row about an item. Adjacent rows with the same command and reference are one command.
   *
   * @param channel its name, or empty
   */
  void item(long epochSeconds, Verb verb, String channel, Item item, String reference)
      throws IOException {
    row(epochSeconds, verb, channel, item.location(), item.sku(), item.quantity(), reference);
  }

  /** Adds a row about all that is open of a reservation. */
  void whole(long epochSeconds, Verb verb, String channel, String reservation) throws IOException {
    row(epochSeconds, verb, channel, "", "", "", reservation);
  }

  private void row(
      long epochSeconds,
      Verb verb,
      String channel,
      String location,
      String sku,
      Object quantity,
      String reference)
      throws IOException {
    printer.printRecord(
        Instant.ofEpochSecond(epochSeconds),
        verb.word(),
        channel,
        location,
        sku,
        quantity,
        reference);
    rows.merge(verb, 1L, Long::sum);
  }

  /** Rows so far, the header not counted. */
  long rows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rows so far of one command. */
  long rows(Verb verb) {
    return rows.getOrDefault(verb, 0L);
  }

  @Override
  public void close() throws IOException {
    printer.close();
  }
}

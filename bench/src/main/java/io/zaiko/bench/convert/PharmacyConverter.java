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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Turns pharmacies' stock snapshots into a trace of counts, receipts and sales.
 *
 * <p>The source has no movements, only levels. One row of it becomes one row of the trace:
 *
 * <ol>
 *   <li>The first row of a pair, and one whose delta does not fit the row before, is a {@code
 *       count}.
 *   <li>A change that the pair's next row undoes is no movement but an item taken off sale and put
 *       back, or two captures that overlap: it and the next row are counts. A change is undone when
 *       the level returns to exactly what it was, or, after a fall to 0, to within a tenth of it.
 *   <li>Otherwise a fall is a {@code sell} through POS and a rise a {@code receive}.
 * </ol>
 *
 * <p>Each row leaves the book at the level of the source, so the last level of a pair is its final
 * stock, and no sale takes more than there is.
 */
public final class PharmacyConverter {
  private static final DateTimeFormatter REFERENCE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String[] TRACE_COLUMNS = {
    "time", "command", "channel", "location", "sku", "quantity", "reference"
  };

  /** What was written: rows in all and by command, and the different stores with a SKU. */
  public record Summary(long rows, long counts, long receipts, long sales, long pairs) {}

  /** Hears how far a conversion is, now and then. */
  @FunctionalInterface
  public interface Progress {
    /** So many rows are written, which is this part of all, 0 to 1. */
    void update(long rows, double share);
  }

  private enum Kind {
    COUNT("count", ""),
    RECEIVE("receive", ""),
    SELL("sell", "POS");

    private final String command;
    private final String channel;

    Kind(String command, String channel) {
      this.command = command;
      this.channel = channel;
    }
  }

  private final StockSnapshots snapshots;
  private final Map<Kind, Long> written = new EnumMap<>(Kind.class);

  private PharmacyConverter(StockSnapshots snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * Converts a file. Both names may end in {@code .gz}. An existing output is replaced.
   *
   * @param progress told how far the writing is
   * @throws ConversionException when the input is not such a file, naming the line
   * @throws IOException when a file cannot be read or written
   */
  public static Summary convert(Path input, Path output, Progress progress) throws IOException {
    PharmacyConverter converter = new PharmacyConverter(StockSnapshots.read(input));
    try (Writer writer = open(output);
        CSVPrinter printer =
            new CSVPrinter(
                writer,
                CSVFormat.RFC4180
                    .builder()
                    .setRecordSeparator('\n')
                    .setHeader(TRACE_COLUMNS)
                    .get())) {
      converter.write(printer, progress);
    }
    return converter.summary();
  }

  private static Writer open(Path output) throws IOException {
    OutputStream bytes = Files.newOutputStream(output);
    OutputStream packed =
        output.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, 64 * 1024) : bytes;
    return new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), 64 * 1024);
  }

  private void write(CSVPrinter printer, Progress progress) throws IOException {
    int[] order =
        IntStream.range(0, snapshots.count())
            .boxed()
            .sorted(Comparator.comparingLong(snapshots::epochSeconds)) // stable: ties as they came
            .mapToInt(Integer::intValue)
            .toArray();
    long done = 0;
    for (int row : order) {
      writeRow(printer, row);
      if (++done % 10_000 == 0) {
        progress.update(done, share(done));
      }
    }
    progress.update(done, share(done));
  }

  /** Reading takes about as long as writing, so the first row written stands at one half. */
  private double share(long written) {
    return 0.5 + 0.5 * written / snapshots.count();
  }

  private void writeRow(CSVPrinter printer, int row) throws IOException {
    Kind kind = kind(row);
    written.merge(kind, 1L, Long::sum);
    StockSnapshots.Pair pair = snapshots.pair(row);
    Instant time = Instant.ofEpochSecond(snapshots.epochSeconds(row));
    int quantity = kind == Kind.COUNT ? snapshots.onHand(row) : Math.abs(snapshots.delta(row));
    // The reference makes the rows of one store and one snapshot one command.
    printer.printRecord(
        time,
        kind.command,
        kind.channel,
        pair.store(),
        pair.sku(),
        quantity,
        pair.store() + '/' + REFERENCE_TIME.format(time));
  }

  private Kind kind(int row) {
    boolean inDoubt =
        !snapshots.hasMovement(row)
            || snapshots.delta(row) == 0
            || isUndone(row)
            || isUndone(snapshots.previous(row));
    if (inDoubt) {
      return Kind.COUNT;
    }
    return snapshots.delta(row) < 0 ? Kind.SELL : Kind.RECEIVE;
  }

  /** Whether the change that a row brought is taken back by the next row of its pair. */
  private boolean isUndone(int row) {
    if (!snapshots.hasMovement(row) || snapshots.next(row) == StockSnapshots.NONE) {
      return false;
    }
    int before = snapshots.onHand(snapshots.previous(row));
    int after = snapshots.onHand(snapshots.next(row));
    boolean paused = snapshots.onHand(row) == 0 && 10L * Math.abs(after - before) <= before;
    return after == before || paused;
  }

  private Summary summary() {
    return new Summary(
        snapshots.count(),
        written.getOrDefault(Kind.COUNT, 0L),
        written.getOrDefault(Kind.RECEIVE, 0L),
        written.getOrDefault(Kind.SELL, 0L),
        snapshots.pairCount());
  }
}

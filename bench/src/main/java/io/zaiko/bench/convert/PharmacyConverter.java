package io.zaiko.bench.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
 *
 * <p>With half the opening stock only the first row of a pair is a count, of half its level,
 * rounded down. A count after it would bring the missing half back, so every other row is the
 * difference of its level to the one before, sold or received; a row without a difference is left
 * out. The book then stays below the source by what was missing at the opening, and below zero
 * while the level is less than that.
 *
 * <p>Not thread safe; used once.
 */
public final class PharmacyConverter {
  private static final DateTimeFormatter REFERENCE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int ROWS_BETWEEN_REPORTS = 10_000;

  private final StockSnapshots snapshots;
  private final Opening opening;

  private PharmacyConverter(StockSnapshots snapshots, Opening opening) {
    this.snapshots = snapshots;
    this.opening = opening;
  }

  /**
   * Converts files that continue each other, in this order. Names may end in {@code .gz}. An
   * existing output is replaced.
   *
   * @param opening how much of each pair's first level is there at the start
   * @param progress told how far it is
   * @throws ConversionException when an input is not such a file, naming the line
   * @throws IOException when a file cannot be read or written
   */
  public static ConversionSummary convert(
      List<Path> inputs, Path output, Opening opening, ConversionProgress progress)
      throws IOException {
    StockSnapshots snapshots = StockSnapshots.read(inputs, progress);
    Map<String, Long> counts = new LinkedHashMap<>();
    try (TraceWriter trace = new TraceWriter(output)) {
      new PharmacyConverter(snapshots, opening).write(trace, progress);
      counts.put("rows", trace.rows());
      counts.put("counts", trace.rows(Verb.COUNT));
      counts.put("receipts", trace.rows(Verb.RECEIVE));
      counts.put("sales", trace.rows(Verb.SELL));
    }
    counts.put("pairs", (long) snapshots.pairCount());
    return new ConversionSummary(counts);
  }

  private void write(TraceWriter trace, ConversionProgress progress) throws IOException {
    int[] order =
        IntStream.range(0, snapshots.count())
            .boxed()
            .sorted(Comparator.comparingLong(snapshots::epochSeconds)) // stable: ties as they came
            .mapToInt(Integer::intValue)
            .toArray();
    int done = 0;
    for (int row : order) {
      if (opening == Opening.FULL) {
        writeLevel(trace, row);
      } else {
        writeMovement(trace, row);
      }
      if (++done % ROWS_BETWEEN_REPORTS == 0) {
        // Reading takes about as long as writing, so the first row written stands at one half.
        progress.update(trace.rows(), 0.5 + 0.5 * done / snapshots.count());
      }
    }
  }

  private void writeLevel(TraceWriter trace, int row) throws IOException {
    if (isInDoubt(row)) {
      write(trace, row, Verb.COUNT, snapshots.onHand(row));
    } else {
      writeDifference(trace, row, snapshots.delta(row));
    }
  }

  private void writeMovement(TraceWriter trace, int row) throws IOException {
    int previous = snapshots.previous(row);
    if (previous == StockSnapshots.NONE) {
      write(trace, row, Verb.COUNT, opening.of(snapshots.onHand(row)));
    } else if (snapshots.onHand(row) != snapshots.onHand(previous)) {
      writeDifference(trace, row, snapshots.onHand(row) - snapshots.onHand(previous));
    }
  }

  private void writeDifference(TraceWriter trace, int row, int units) throws IOException {
    write(trace, row, units < 0 ? Verb.SELL : Verb.RECEIVE, Math.abs(units));
  }

  private void write(TraceWriter trace, int row, Verb verb, long units) throws IOException {
    StockSnapshots.Pair pair = snapshots.pair(row);
    long time = snapshots.epochSeconds(row);
    // The reference makes the rows of one store and one snapshot one command.
    String reference = pair.store() + '/' + REFERENCE_TIME.format(Instant.ofEpochSecond(time));
    String channel = verb == Verb.SELL ? "POS" : "";
    trace.item(time, verb, channel, new Item(pair.store(), pair.sku(), units), reference);
  }

  private boolean isInDoubt(int row) {
    return !snapshots.hasMovement(row)
        || snapshots.delta(row) == 0
        || isUndone(row)
        || isUndone(snapshots.previous(row));
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
}

package io.zaiko.bench.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A change log of stock levels, held in columns: a million rows fit in about 30 MB, and a row can
 * look ahead to the next one of its pair.
 *
 * <p>Not thread safe.
 */
final class StockSnapshots {
  /** Stands for "no such row". */
  static final int NONE = -1;

  private static final List<String> COLUMNS =
      List.of("observed_at", "store_id", "sku", "on_hand", "delta");
  private static final int OPENING = Integer.MIN_VALUE;

  private final Map<String, Integer> pairNumbers = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();
  private long[] epochSeconds = new long[1024];
  private int[] pairOfRow = new int[1024];
  private int[] onHand = new int[1024];
  private int[] delta = new int[1024];
  private int count;
  private int[] previous = new int[0];
  private int[] next = new int[0];

  /** A store and a SKU, as the source writes them. */
  record Pair(String store, String sku) {}

  private StockSnapshots() {}

  /**
   * Reads a CSV file, gzipped when its name ends in {@code .gz}.
   *
   * @throws ConversionException when a column is missing or a value is not what it should be,
   *     naming the line
   * @throws IOException when the file cannot be read
   */
  static StockSnapshots read(Path file) throws IOException {
    StockSnapshots snapshots = new StockSnapshots();
    try (Reader reader = open(file);
        CSVParser parser =
            CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get()
                .parse(reader)) {
      for (String column : COLUMNS) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new ConversionException(
              file + ": line 1 has no column " + column + "; needed are " + COLUMNS);
        }
      }
      for (CSVRecord row : parser) {
        snapshots.add(file, parser.getCurrentLineNumber(), row);
      }
    }
    snapshots.link();
    return snapshots;
  }

  private static Reader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    InputStream plain =
        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 64 * 1024) : bytes;
    return new InputStreamReader(plain, StandardCharsets.UTF_8);
  }

  private void add(Path file, long line, CSVRecord row) {
    try {
      ensureRoom();
      epochSeconds[count] = OffsetDateTime.parse(row.get("observed_at")).toEpochSecond();
      pairOfRow[count] = pairNumber(row.get("store_id"), row.get("sku"));
      onHand[count] = Integer.parseInt(row.get("on_hand"));
      delta[count] = row.get("delta").isEmpty() ? OPENING : Integer.parseInt(row.get("delta"));
    } catch (DateTimeException | NumberFormatException e) {
      throw new ConversionException(file + ": line " + line + ": " + e.getMessage(), e);
    }
    if (onHand[count] < 0) {
      throw new ConversionException(file + ": line " + line + ": on_hand is below 0");
    }
    count++;
  }

  private int pairNumber(String store, String sku) {
    Integer known = pairNumbers.putIfAbsent(store + '\n' + sku, pairs.size());
    if (known != null) {
      return known;
    }
    pairs.add(new Pair(store, sku));
    return pairs.size() - 1;
  }

  private void ensureRoom() {
    if (count == onHand.length) {
      epochSeconds = Arrays.copyOf(epochSeconds, count * 2);
      pairOfRow = Arrays.copyOf(pairOfRow, count * 2);
      onHand = Arrays.copyOf(onHand, count * 2);
      delta = Arrays.copyOf(delta, count * 2);
    }
  }

  /** Chains the rows of each pair, in the order of the file. */
  private void link() {
    previous = new int[count];
    next = new int[count];
    int[] last = new int[pairs.size()];
    Arrays.fill(last, NONE);
    for (int row = 0; row < count; row++) {
      int before = last[pairOfRow[row]];
      previous[row] = before;
      next[row] = NONE;
      if (before != NONE) {
        next[before] = row;
      }
      last[pairOfRow[row]] = row;
    }
  }

  /** Number of rows. */
  int count() {
    return count;
  }

  /** Number of different pairs. */
  int pairCount() {
    return pairs.size();
  }

  /** Store and SKU of a row. */
  Pair pair(int row) {
    return pairs.get(pairOfRow[row]);
  }

  /** When the publisher showed the value, in seconds since the epoch. */
  long epochSeconds(int row) {
    return epochSeconds[row];
  }

  /** Units on hand, 0 or more. */
  int onHand(int row) {
    return onHand[row];
  }

  /** Whether the row says how much it differs from the one before it, and says so truly. */
  boolean hasMovement(int row) {
    return previous[row] != NONE
        && delta[row] != OPENING
        && (long) onHand[previous[row]] + delta[row] == onHand[row];
  }

  /** Units against the row before; only when {@link #hasMovement}. */
  int delta(int row) {
    return delta[row];
  }

  /** The row of the same pair before this one, or NONE. */
  int previous(int row) {
    return previous[row];
  }

  /** The row of the same pair after this one, or NONE. */
  int next(int row) {
    return next[row];
  }
}

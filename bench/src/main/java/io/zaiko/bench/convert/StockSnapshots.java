package io.zaiko.bench.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A change log of stock levels, held in columns: a million rows fit in about 30 MB, and a row can
 * look back and ahead to its neighbours of the same pair.
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
  private final List<Integer> latestRow = new ArrayList<>(); // by pair
  private long[] epochSeconds = new long[1024];
  private int[] pairOfRow = new int[1024];
  private int[] onHand = new int[1024];
  private int[] delta = new int[1024];
  private int[] previous = new int[1024];
  private int[] next = new int[1024];
  private int count;

  /** A store and a SKU, as the source writes them. */
  record Pair(String store, String sku) {}

  private StockSnapshots() {}

  /**
   * Reads files that continue each other, in this order.
   *
   * @throws ConversionException when a column is missing or a value is not what it should be,
   *     naming the line, or when a pair goes back in time
   * @throws IOException when a file cannot be read
   */
  static StockSnapshots read(List<Path> files, ConversionProgress progress) throws IOException {
    StockSnapshots snapshots = new StockSnapshots();
    new Source(files, COLUMNS, progress).forEach(snapshots::add);
    return snapshots;
  }

  private void add(SourceRow row) {
    ensureRoom();
    epochSeconds[count] =
        row.epochSeconds("observed_at", text -> OffsetDateTime.parse(text).toEpochSecond());
    pairOfRow[count] = pairNumber(row.code("store_id"), row.code("sku"));
    onHand[count] = row.integer("on_hand");
    delta[count] = row.text("delta").isEmpty() ? OPENING : row.integer("delta");
    if (onHand[count] < 0) {
      throw row.error("on_hand is below 0");
    }
    previous[count] = latestRow.set(pairOfRow[count], count);
    next[count] = NONE;
    if (previous[count] != NONE) {
      if (epochSeconds[count] < epochSeconds[previous[count]]) {
        throw row.error("the store and SKU go back in time; give the files in order of time");
      }
      next[previous[count]] = count;
    }
    count++;
  }

  private int pairNumber(String store, String sku) {
    Integer known = pairNumbers.putIfAbsent(store + '\n' + sku, pairs.size());
    if (known != null) {
      return known;
    }
    pairs.add(new Pair(store, sku));
    latestRow.add(NONE);
    return pairs.size() - 1;
  }

  private void ensureRoom() {
    if (count == onHand.length) {
      epochSeconds = Arrays.copyOf(epochSeconds, count * 2);
      pairOfRow = Arrays.copyOf(pairOfRow, count * 2);
      onHand = Arrays.copyOf(onHand, count * 2);
      delta = Arrays.copyOf(delta, count * 2);
      previous = Arrays.copyOf(previous, count * 2);
      next = Arrays.copyOf(next, count * 2);
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

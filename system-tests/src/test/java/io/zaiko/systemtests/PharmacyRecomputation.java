package io.zaiko.systemtests;

import io.zaiko.systemtests.Prediction.Level;
import io.zaiko.systemtests.Prediction.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Works out what the pharmacies' stock must be in the end, from the publisher's files alone. It
 * neither reads the trace nor shares a class with the product, so that a fault in the converter,
 * the client or the engine cannot hide in it.
 *
 * <p>Two ways must agree for every row: the level that was published, and the opening level plus
 * all deltas. A book that opened with less keeps lacking that much. What refuses a command is
 * predicted too: counts, receipts and recorded sales are facts, which nothing refuses for lack of
 * stock (rule 7), so no refusal is expected; an oversell opens whenever the level falls below what
 * the book lacks (rule 9).
 */
final class PharmacyRecomputation {
  private static final String HEADER = "observed_at,store_id,sku,on_hand,delta,changed_at";
  private static final long MAX_QUANTITY = 1_000_000_000L;

  private final long divisor;
  private final Map<Pair, Long> published = new HashMap<>();
  private final Map<Pair, Long> lacking = new HashMap<>();
  private long rows;
  private long oversellsOpened;

  private PharmacyRecomputation(int divisor) {
    this.divisor = divisor;
  }

  /**
   * Reads the gzipped source files in this order and predicts, with each pair's opening level
   * divided by 1 or by 2.
   *
   * @throws IllegalStateException when a file contradicts itself, naming the row
   */
  static Prediction of(List<Path> sources, int divisor) throws IOException {
    PharmacyRecomputation recomputation = new PharmacyRecomputation(divisor);
    for (Path source : sources) {
      SourceLines.forEach(source, HEADER, recomputation::take);
    }
    return recomputation.prediction();
  }

  private void take(String[] fields) {
    Pair pair = new Pair(fields[1], fields[2]);
    long level = Long.parseLong(fields[3]);
    boolean opening = fields[4].isEmpty();
    Long before = published.put(pair, level);
    if (opening != (before == null)) {
      throw new IllegalStateException("an opening that is not the first row of its pair: " + pair);
    }
    if (!opening && before + Long.parseLong(fields[4]) != level) {
      throw new IllegalStateException("level and delta do not fit: " + pair + " " + level);
    }
    if (level > MAX_QUANTITY) {
      throw new IllegalStateException("a level that no server takes: " + pair + " " + level);
    }
    if (opening) {
      lacking.put(pair, level - level / divisor);
    }
    if (opening || divisor == 1 || level != before) {
      rows++; // without counts a row that changes nothing has nothing to say
    }
    long lack = lacking.get(pair);
    if (!opening && before >= lack && level < lack) {
      oversellsOpened++;
    }
  }

  private Prediction prediction() {
    Map<Pair, Level> stock = new HashMap<>();
    published.forEach((pair, level) -> stock.put(pair, new Level(level - lacking.get(pair), 0)));
    return new Prediction(rows, OptionalLong.empty(), Map.of(), oversellsOpened, stock, Map.of());
  }
}

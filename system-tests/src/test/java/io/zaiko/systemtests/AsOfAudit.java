package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.replay.JournalPoint;
import io.zaiko.replay.StockAsOf;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Holds {@code replay as-of} against a fresh engine that was stopped at the same record. */
final class AsOfAudit {
  private AsOfAudit() {}

  /** Compares all stock after random records of the journal, and at the times of some of them. */
  static void compare(Path data, long lastSequence, int points, long seed) {
    long[] sequences = new SplittableRandom(seed).longs(points, 1, lastSequence + 1).toArray();
    Arrays.sort(sequences);
    try (StoppedEngine engine = new StoppedEngine(data)) {
      for (long sequence : sequences) {
        assertEquals(sequence, engine.runTo(sequence));
        String where = "after record " + sequence + ", seed " + seed;
        Map<String, String> expected = engine.stock();
        assertEquals(expected, stock(data, JournalPoint.ofSequence(sequence), sequence), where);
      }
    }
  }

  /** All stock at a time, which the journal has, against all stock after its last record. */
  static void compareAtTimes(Path data, long lastSequence, int points, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < points; i++) {
      long sequence = random.nextLong(1, lastSequence + 1);
      try (StoppedEngine engine = new StoppedEngine(data)) {
        engine.runTo(sequence);
        long time = engine.timeMicros();
        // Records of one batch share their time: the point is behind the last of them.
        try (StockAsOf stock =
            StockAsOf.replay(data, JournalPoint.ofTime(time), RecoveryProgress.NONE)) {
          engine.runTo(stock.sequence());
          assertEquals(time, engine.timeMicros(), "the last record of that time");
          assertEquals(engine.stock(), rows(stock), "at time " + time + ", seed " + seed);
        }
      }
    }
  }

  private static Map<String, String> stock(Path data, JournalPoint point, long sequence) {
    try (StockAsOf stock = StockAsOf.replay(data, point, RecoveryProgress.NONE)) {
      assertEquals(sequence, stock.sequence());
      return rows(stock);
    }
  }

  private static Map<String, String> rows(StockAsOf stock) {
    Map<String, String> rows = new TreeMap<>();
    stock.rows(
        StockAsOf.UNKNOWN,
        StockAsOf.UNKNOWN,
        (sku, location, level) ->
            rows.put(
                sku + "@" + location,
                StoppedEngine.text(
                    level.sellable(),
                    level.reserved(),
                    level.damaged(),
                    level.qualityControl(),
                    level.blocked(),
                    level.inTransit())));
    return rows;
  }
}

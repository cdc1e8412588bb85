package io.zaiko.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.history.HistoryRun.Entry;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.StockObserver;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What an audit relies on when it watches an engine: rules 2, 5 and 15. */
final class StockObserverTest {
  private static final int SEEDS = 20;
  private static final int COMMANDS = 1_000;
  private static final int BUCKETS = 4;

  @Test
  void shouldTellOfEveryChangeAndShowWhichOnesAreExpiries() {
    int expiries = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      try (HistoryRun run = new HistoryRun(seed, new Coverage());
          CommandDispatcher watched = run.engine()) {
        run.run(COMMANDS);
        Watching watching = new Watching(watched.engine());
        watched.engine().stock().observe(watching);
        run.journal().forEach(entry -> watching.apply(watched, entry));
        watching.compareWithStock(seed);
        assertEquals(run.dispatcher().digest(), watched.digest(), "watching changes nothing");
        expiries += watching.expiries;
      }
    }
    assertTrue(expiries > SEEDS, "holds expired: " + expiries);
  }

  /** Adds up what it is told. */
  private static final class Watching implements StockObserver {
    private final InventoryEngine engine;
    private final StockTable stock;
    private final Map<Integer, Long> words = new HashMap<>();
    private final Map<Integer, int[]> buckets = new HashMap<>();
    private final UnsafeBuffer reply =
        new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
    private MessageShape shape;
    private int expiries;

    Watching(InventoryEngine engine) {
      this.engine = engine;
      stock = engine.stock();
    }

    void apply(CommandDispatcher dispatcher, Entry entry) {
      UnsafeBuffer message = entry.message();
      shape = MessageShape.of(new MessageHeaderDecoder().wrap(message, 0).templateId());
      dispatcher.apply(
          entry.sequence(), entry.time(), entry.crc(), message, 0, message.capacity(), reply, 0);
    }

    @Override
    public void onChange(int record, long wordBefore, int bucket, int unitsBefore) {
      assertEquals(words.getOrDefault(record, 0L), wordBefore, "nothing changed in between");
      words.put(record, stock.word(record));
      if (bucket != StockTable.NONE) {
        int[] units = buckets.computeIfAbsent(record, first -> new int[BUCKETS]);
        assertEquals(units[bucket], unitsBefore, "nothing changed in between");
        units[bucket] = stock.bucket(record, bucket);
      }
      if (engine.nextDeadlineMicros() <= engine.timeMicros()) {
        expiries++;
        assertTrue(isLineOf(engine.reservations().nextToExpire(), record), "it expires this one");
      } else {
        assertTrue(shape.groups() == MessageShape.Groups.LINES, "moved by " + shape);
      }
    }

    private boolean isLineOf(int reservation, int record) {
      ReservationTable reservations = engine.reservations();
      int line = reservations.firstLine(reservation);
      while (line != ReservationTable.NONE && reservations.stockRecord(line) != record) {
        line = reservations.nextLine(line);
      }
      return line != ReservationTable.NONE;
    }

    void compareWithStock(long seed) {
      for (int sku = 0; sku < engine.catalog().skuCount(); sku++) {
        for (int n = 0; n < stock.recordCount(sku); n++) {
          int record = stock.recordAt(sku, n);
          assertEquals(words.getOrDefault(record, 0L), stock.word(record), () -> "seed " + seed);
          int[] units = buckets.getOrDefault(record, new int[BUCKETS]);
          for (int bucket = 0; bucket < BUCKETS; bucket++) {
            assertEquals(units[bucket], stock.bucket(record, bucket), () -> "seed " + seed);
          }
        }
      }
    }
  }
}

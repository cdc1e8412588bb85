package io.zaiko.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
  private static final int SELLABLE = BUCKETS;
  private static final int RESERVED = BUCKETS + 1;

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
    private final Map<Integer, int[]> units = new HashMap<>();
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
    public void onChange(
        int record, int sellableBefore, int reservedBefore, int bucket, int unitsBefore) {
      int[] told = units.computeIfAbsent(record, first -> new int[BUCKETS + 2]);
      assertEquals(told[SELLABLE], sellableBefore, "nothing changed in between");
      assertEquals(told[RESERVED], reservedBefore, "nothing changed in between");
      told[SELLABLE] = StockTable.sellable(stock.word(record));
      told[RESERVED] = StockTable.reserved(stock.word(record));
      if (bucket != StockTable.NONE) {
        assertEquals(told[bucket], unitsBefore, "nothing changed in between");
        told[bucket] = stock.bucket(record, bucket);
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
        for (int n = 0; n < stock.placeCount(sku); n++) {
          int record = stock.recordAt(sku, n);
          if (record != StockTable.NONE) {
            int[] told = units.getOrDefault(record, new int[BUCKETS + 2]);
            assertArrayEquals(stored(record), told, () -> "seed " + seed);
          }
        }
      }
    }

    private int[] stored(int record) {
      int[] stored = new int[BUCKETS + 2];
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        stored[bucket] = stock.bucket(record, bucket);
      }
      stored[SELLABLE] = StockTable.sellable(stock.word(record));
      stored[RESERVED] = StockTable.reserved(stock.word(record));
      return stored;
    }
  }
}

package io.zaiko.simulator.run;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.stock.StockObserver;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.protocol.MessageShape;
import io.zaiko.simulator.reference.Answer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up every movement that the engine tells of: the sums must be its levels (rule 5), units may
 * vanish or appear only where the world gives or takes them, and requests never make an oversell
 * (rule 6).
 */
final class Ledger implements StockObserver {
  private static final int BUCKETS = 4;
  private static final int SELLABLE = BUCKETS;
  private static final int RESERVED = BUCKETS + 1;

  private final Map<Integer, int[]> told = new HashMap<>();
  private StockTable stock;

  /** Units that the present command added to each SKU. */
  private final Map<Integer, Long> gained = new HashMap<>();

  private int opened;

  /** Watches an engine whose state is as far as what was told. */
  void watch(InventoryEngine engine) {
    stock = engine.stock();
    stock.observe(this);
  }

  void beginRecord() {
    gained.clear();
    opened = 0;
  }

  @Override
  public void onChange(
      int record, int sellableBefore, int reservedBefore, int bucket, int unitsBefore) {
    int[] units = told.computeIfAbsent(record, first -> new int[BUCKETS + 2]);
    long before = onHand(units);
    Difference.unless(
        units[SELLABLE] == sellableBefore && units[RESERVED] == reservedBefore,
        () -> "changed without telling: record " + record + " " + Arrays.toString(units));
    units[SELLABLE] = StockTable.sellable(stock.word(record));
    units[RESERVED] = StockTable.reserved(stock.word(record));
    if (bucket != StockTable.NONE) {
      Difference.unlessEqual(units[bucket], unitsBefore, () -> "bucket " + bucket + " before");
      units[bucket] = stock.bucket(record, bucket);
    }
    gained.merge(stock.sku(record), onHand(units) - before, Long::sum);
    boolean opens = sellableBefore - (long) reservedBefore >= 0 && atf(units) < 0;
    opened += opens ? 1 : 0;
  }

  private static long atf(int[] units) {
    return (long) units[SELLABLE] - units[RESERVED];
  }

  /** What is on hand or on its way: everything but reserved. */
  private static long onHand(int[] units) {
    return Arrays.stream(units).limit(RESERVED).asLongStream().sum();
  }

  /** Checks what the present command did. */
  void endRecord(MessageShape command, Answer answer) {
    boolean ran = answer instanceof Answer.Reply reply && !reply.repeated();
    int answered = ran ? ((Answer.Reply) answer).oversellsOpened() : 0;
    Difference.unlessEqual(opened, answered, () -> "oversells opened by " + command);
    Difference.unless(
        opened == 0 || isFact(command), () -> "rule 6: oversold by a request, " + command);
    if (!isFact(command) && command != MessageShape.FULFIL) {
      gained.forEach(
          (sku, units) ->
              Difference.unless(
                  units == 0, () -> "rule 5: SKU " + sku + " gained " + units + " by " + command));
    }
  }

  private static boolean isFact(MessageShape command) {
    return switch (command) {
      case RECEIVE,
          SELL,
          RETURN,
          ADJUST,
          COUNT,
          TRANSFER_DISPATCH,
          TRANSFER_RECEIVE,
          TRANSFER_CLOSE ->
          true;
      default -> false;
    };
  }

  /** Compares all sums with the levels. */
  void compare() {
    told.forEach(
        (record, units) -> {
          int[] stored = new int[BUCKETS + 2];
          for (int bucket = 0; bucket < BUCKETS; bucket++) {
            stored[bucket] = stock.bucket(record, bucket);
          }
          stored[SELLABLE] = StockTable.sellable(stock.word(record));
          stored[RESERVED] = StockTable.reserved(stock.word(record));
          Difference.unless(
              Arrays.equals(stored, units),
              () ->
                  "rule 5: the movements of record "
                      + record
                      + " add up to "
                      + Arrays.toString(units)
                      + ", it holds "
                      + Arrays.toString(stored));
        });
  }
}

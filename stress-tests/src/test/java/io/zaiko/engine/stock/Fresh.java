package io.zaiko.engine.stock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * A number that nobody used before, in some tables: what a race about something new begins with.
 *
 * @param number 0 to {@link #NUMBERS} − 1
 */
record Fresh(RaceTables tables, int number) {
  /** How often the same tables are used before there are new ones. */
  static final int NUMBERS = 1 << 14;

  private static final int LOCATIONS = 24;
  private static final Pool SKUS = new Pool(Fresh::withLocations);
  // Each code may be defined twice.
  private static final Pool CODES = new Pool(() -> new RaceTables(2 * NUMBERS, 2 * NUMBERS, 1));

  /** The number of a SKU without a record, in tables that have 24 locations. Any thread. */
  static Fresh sku() {
    return SKUS.take();
  }

  /** A number to make codes of, in empty tables. Any thread. */
  static Fresh code() {
    return CODES.take();
  }

  /** Room for three records of each SKU. */
  private static RaceTables withLocations() {
    RaceTables tables = new RaceTables(NUMBERS, LOCATIONS, 3 * NUMBERS);
    NumberedCode code = new NumberedCode('L');
    NumberedCode region = new NumberedCode('R').of(0);
    for (int location = 0; location < LOCATIONS; location++) {
      tables.defineLocation(code.of(location), RaceTables.ALL_CHANNELS, region);
    }
    return tables;
  }

  private static final class Pool {
    /** The races that are under way are of the last few thousand numbers. */
    private static final int TABLES_KEPT = 8;

    private final Supplier<RaceTables> maker;
    private final Deque<RaceTables> tables = new ArrayDeque<>();
    private int next = NUMBERS;

    Pool(Supplier<RaceTables> maker) {
      this.maker = maker;
    }

    synchronized Fresh take() {
      if (next == NUMBERS) {
        tables.addLast(maker.get());
        next = 0;
      }
      if (tables.size() > TABLES_KEPT) {
        tables.removeFirst().close();
      }
      Fresh fresh = new Fresh(tables.getLast(), next);
      next++;
      return fresh;
    }
  }
}

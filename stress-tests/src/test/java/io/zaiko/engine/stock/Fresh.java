package io.zaiko.engine.stock;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A number that nobody used before, in some tables: what a race about something new begins with.
 *
 * @param number 0 to {@link #NUMBERS} − 1
 */
record Fresh(RaceTables tables, int number) {
  /** How often the same tables are used before there are new ones. */
  static final int NUMBERS = 1 << 14;

  /** Locations that all tables have from the beginning, if the race does not define its own. */
  static final int LOCATIONS = 24;

  /** The races that are under way are of the last few thousand numbers. */
  private static final int TABLES_KEPT = 8;

  private static final Deque<RaceTables> OLD = new ArrayDeque<>();
  private static RaceTables current;
  private static int next;

  /** A SKU without a record, and locations. Any thread. */
  static synchronized Fresh sku() {
    if (current == null || next == NUMBERS) {
      // A SKU takes at most three records here.
      replace(new RaceTables(NUMBERS, LOCATIONS, 3 * NUMBERS));
      NumberedCode code = new NumberedCode('L');
      NumberedCode region = new NumberedCode('R').of(0);
      for (int location = 0; location < LOCATIONS; location++) {
        current.defineLocation(code.of(location), RaceTables.ALL_CHANNELS, region);
      }
    }
    return new Fresh(current, next++);
  }

  /** A number for codes, each of which may be defined twice. Any thread. */
  static synchronized Fresh code() {
    if (current == null || next == NUMBERS) {
      replace(new RaceTables(2 * NUMBERS, 2 * NUMBERS, 1));
    }
    return new Fresh(current, next++);
  }

  private static void replace(RaceTables tables) {
    if (current != null) {
      OLD.add(current);
    }
    if (OLD.size() > TABLES_KEPT) {
      OLD.remove().close();
    }
    current = tables;
    next = 0;
  }
}

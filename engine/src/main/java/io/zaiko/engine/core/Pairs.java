package io.zaiko.engine.core;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.stock.StockTable;
import java.util.Arrays;

/**
 * The distinct (SKU, location) pairs of a command, in the order first named, each with its stock
 * record and two numbers to work with. Scratch space of one command; clearing it is O(1). Not
 * thread safe.
 */
final class Pairs {
  static final int NONE = -1;

  /** Those that lines name, and as many that are chosen for lines. */
  private static final int MAX = 2 * Lines.MAX;

  private static final int SLOTS = 2 * MAX;

  private final long[] keys = new long[SLOTS];
  private final int[] stamps = new int[SLOTS];
  private final int[] places = new int[SLOTS];
  private final int[] skus = new int[MAX];
  private final int[] locations = new int[MAX];
  private final int[] records = new int[MAX];
  private final long[] amounts = new long[MAX];
  private final long[] limits = new long[MAX];
  private int stamp;
  private int count;

  void clear() {
    count = 0;
    stamp++;
    if (stamp == 0) {
      // After 2^32 commands: what they left must not look like this one's.
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
  }

  /** Place of a pair, added if it is new; a new one has amount and limit 0. */
  int place(int sku, int location, StockTable stock) {
    long key = Hashing.pair(sku, location);
    int slot = slot(key);
    if (stamps[slot] != stamp) {
      stamps[slot] = stamp;
      keys[slot] = key;
      places[slot] = count;
      skus[count] = sku;
      locations[count] = location;
      records[count] = stock.find(sku, location);
      amounts[count] = 0;
      limits[count] = 0;
      count++;
    }
    return places[slot];
  }

  /** Place of a pair, or NONE. */
  int find(int sku, int location) {
    int slot = slot(Hashing.pair(sku, location));
    return stamps[slot] == stamp ? places[slot] : NONE;
  }

  private int slot(long key) {
    int slot = (int) Hashing.mix(key) & (SLOTS - 1);
    while (stamps[slot] == stamp && keys[slot] != key) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  int count() {
    return count;
  }

  int sku(int place) {
    return skus[place];
  }

  int location(int place) {
    return locations[place];
  }

  /** Stock record of a pair, or {@link StockTable#NONE}. */
  int record(int place) {
    return records[place];
  }

  long amount(int place) {
    return amounts[place];
  }

  void setAmount(int place, long amount) {
    amounts[place] = amount;
  }

  void add(int place, long amount) {
    amounts[place] += amount;
  }

  long limit(int place) {
    return limits[place];
  }

  void setLimit(int place, long limit) {
    limits[place] = limit;
  }
}

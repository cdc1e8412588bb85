package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;

/**
 * Safety stock set for single pairs: one entry of 16 channels for each stock record that has any. A
 * channel without an override takes the location's default. Written by the engine thread, under the
 * version of the stock record.
 */
public final class SafetyTable {
  /** What {@link #get} gives where the location's default holds. */
  public static final int NO_OVERRIDE = -1;

  private static final int ENTRY_LENGTH = LocationTable.CHANNELS * Integer.BYTES;

  private final int capacity;
  private final Region entries;
  private final StateHash stateHash;
  private int count;

  /** A table for overrides of so many pairs. */
  public SafetyTable(OffHeapMemory memory, int capacity, StateHash stateHash) {
    this.capacity = capacity;
    this.stateHash = stateHash;
    entries = memory.allocate("safety overrides", (long) capacity * ENTRY_LENGTH);
  }

  /** Whether another pair may get an entry. */
  public boolean hasRoom() {
    return count < capacity;
  }

  /** Override of a channel in units, or NO_OVERRIDE. Any thread. */
  public int get(int entry, int channel) {
    return entries.getIntOpaque(offset(entry, channel)) - 1;
  }

  /**
   * Sets the override of a pair; makes its entry if it has none, for which there must be room.
   *
   * @param quantity 0 to 1,000,000,000 units
   */
  public void override(StockTable stock, int record, int channel, int quantity) {
    int known = stock.safetyEntry(record);
    int entry = known == StockTable.NONE ? count++ : known;
    long key = key(stock, record, channel);
    int before = get(entry, channel);
    stock.setSafety(record, entry, this, channel, quantity);
    stateHash.replace(contribution(key, before), contribution(key, quantity));
  }

  void set(int entry, int channel, int quantity) {
    entries.putIntOpaque(offset(entry, channel), quantity + 1);
  }

  /** What the overrides of a record add to the state hash, from scratch. */
  public long recompute(StockTable stock, int record) {
    int entry = stock.safetyEntry(record);
    long sum = 0;
    for (int channel = 0; entry != StockTable.NONE && channel < LocationTable.CHANNELS; channel++) {
      sum += contribution(key(stock, record, channel), get(entry, channel));
    }
    return sum;
  }

  private static long key(StockTable stock, int record, int channel) {
    return Hashing.mix(
        Hashing.pair(stock.sku(record), stock.location(record)), 0x05AFE000 + channel);
  }

  private static long contribution(long key, int quantity) {
    return quantity == NO_OVERRIDE ? 0 : Hashing.mix(key, quantity);
  }

  private static long offset(int entry, int channel) {
    return (long) entry * ENTRY_LENGTH + (long) channel * Integer.BYTES;
  }
}

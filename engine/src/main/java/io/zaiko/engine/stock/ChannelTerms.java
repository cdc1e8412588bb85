package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;

/**
 * Terms that were set for single pairs, by channel: a safety stock that goes before the location's
 * default, and a quota with what is used of it (rule 3). One entry of 16 channels for each stock
 * record that has any.
 *
 * <pre>
 *   of each channel:  0  safety + 1, 0 = none   4  quota + 1, 0 = none   8  open reserved units
 * </pre>
 *
 * <p>Written by the engine thread under the version of the stock record; any thread may read under
 * it.
 */
public final class ChannelTerms {
  /** What {@link #safety} gives where the location's default holds, and {@link #quota} for none. */
  public static final int NONE = -1;

  private static final int CHANNEL_LENGTH = 16;
  private static final int SAFETY = 0;
  private static final int QUOTA = 4;
  private static final int USED = 8;
  private static final int ENTRY_LENGTH = LocationTable.CHANNELS * CHANNEL_LENGTH;

  private final int capacity;
  private final Region entries;
  private final StateHash stateHash;
  private int count;

  /** A table for the terms of so many pairs. */
  public ChannelTerms(OffHeapMemory memory, int capacity, StateHash stateHash) {
    this.capacity = capacity;
    this.stateHash = stateHash;
    entries = memory.allocate("channel terms", (long) capacity * ENTRY_LENGTH);
  }

  /** Whether another pair may get an entry. */
  public boolean hasRoom() {
    return count < capacity;
  }

  /** Safety stock of a channel in units, or NONE. Any thread. */
  public int safety(int entry, int channel) {
    return entries.getIntOpaque(offset(entry, channel) + SAFETY) - 1;
  }

  /** Quota of a channel in units, or NONE. Any thread. */
  public int quota(int entry, int channel) {
    return entries.getIntOpaque(offset(entry, channel) + QUOTA) - 1;
  }

  /** Open reserved units of a channel; kept only while it has a quota. Any thread. */
  public int used(int entry, int channel) {
    return entries.getIntOpaque(offset(entry, channel) + USED);
  }

  /**
   * Sets the safety stock of a pair; makes its entry if it has none, for which there must be room.
   *
   * @param quantity 0 to 1,000,000,000 units
   */
  public void setSafety(StockTable stock, int record, int channel, int quantity) {
    int entry = entryOf(stock, record);
    long key = key(stock, record, channel);
    long before = contribution(key, SAFETY, safety(entry, channel));
    stock.beginTerms(record);
    entries.putIntOpaque(offset(entry, channel) + SAFETY, quantity + 1);
    stock.endTerms(record, entry);
    stateHash.replace(before, contribution(key, SAFETY, quantity));
  }

  /**
   * Sets or takes away the quota of a pair; makes its entry if it has none, for which there must be
   * room.
   *
   * @param quantity 0 to 1,000,000,000 units, or NONE
   * @param used open reserved units of the channel
   */
  public void setQuota(StockTable stock, int record, int channel, int quantity, int used) {
    int entry = entryOf(stock, record);
    long key = key(stock, record, channel);
    long before = contribution(key, QUOTA, quota(entry, channel));
    stock.beginTerms(record);
    entries.putIntOpaque(offset(entry, channel) + QUOTA, quantity + 1);
    entries.putIntOpaque(offset(entry, channel) + USED, quantity == NONE ? 0 : used);
    stock.endTerms(record, entry);
    stateHash.replace(before, contribution(key, QUOTA, quantity));
  }

  private int entryOf(StockTable stock, int record) {
    int known = stock.termsEntry(record);
    return known == StockTable.NONE ? count++ : known;
  }

  /** Within a write of the record: so many more, or fewer, units of a channel are reserved. */
  void addUsed(int entry, int channel, int units) {
    if (quota(entry, channel) != NONE) {
      entries.putIntOpaque(offset(entry, channel) + USED, used(entry, channel) + units);
    }
  }

  /** What the terms of a record add to the state hash, from scratch. */
  public long recompute(StockTable stock, int record) {
    int entry = stock.termsEntry(record);
    long sum = 0;
    for (int channel = 0; entry != StockTable.NONE && channel < LocationTable.CHANNELS; channel++) {
      long key = key(stock, record, channel);
      sum +=
          contribution(key, SAFETY, safety(entry, channel))
              + contribution(key, QUOTA, quota(entry, channel));
    }
    return sum;
  }

  private static long key(StockTable stock, int record, int channel) {
    return Hashing.mix(
        Hashing.pair(stock.sku(record), stock.location(record)), 0x05AFE000 + channel);
  }

  private static long contribution(long key, int field, int quantity) {
    return quantity == NONE ? 0 : Hashing.mix(Hashing.mix(key, field), quantity);
  }

  private static long offset(int entry, int channel) {
    return (long) entry * ENTRY_LENGTH + (long) channel * CHANNEL_LENGTH;
  }
}

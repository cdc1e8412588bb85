package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;

/**
 * What is known of each location, by handle. What every question needs lies close together, so that
 * a scan over all locations finds it in the nearest cache: 16 bytes of each location, and apart
 * from them the default safety stocks, those of a channel side by side.
 *
 * <pre>
 *   hot:   0  version, odd while being written   4  channels served (16 bits), suspended (1 bit)
 *          8  region + 1
 *   rest:  0  type   4  latitude   8  longitude   16  name
 * </pre>
 *
 * Written by the engine thread; {@link AvailabilityReader} reads region, channels, suspension and
 * safety under the version.
 */
final class LocationTable {
  static final int CHANNELS = 16;

  private static final int HOT_LENGTH = 16;
  private static final int VERSION = 0;
  private static final int TERMS = 4;
  private static final int REGION = 8;
  private static final int CHANNEL_MASK = 0xFFFF;
  private static final int SUSPENDED = 1 << CHANNELS;

  private static final int REST_LENGTH = 144;
  private static final int TYPE = 0;
  private static final int LATITUDE = 4;
  private static final int LONGITUDE = 8;
  private static final int NAME = 16;

  private final int capacity;
  private final Region hot;
  private final Region safeties;
  private final Region rest;
  private final StateHash stateHash;

  LocationTable(OffHeapMemory memory, int capacity, StateHash stateHash) {
    this.capacity = capacity;
    hot = memory.allocate("locations", (long) capacity * HOT_LENGTH);
    safeties = memory.allocate("default safety", (long) CHANNELS * capacity * Integer.BYTES);
    rest = memory.allocate("location attributes", (long) capacity * REST_LENGTH);
    this.stateHash = stateHash;
  }

  /**
   * Sets the attributes; suspension and safety stay as they are.
   *
   * @param channelMask bit n set = serves channel n; at least one bit
   * @param region an id of {@link Regions}, or NONE
   */
  void define(
      int location,
      int type,
      int channelMask,
      int latitude,
      int longitude,
      TextRef name,
      int region) {
    long before = contribution(location);
    beginWrite(location);
    int suspended = terms(location) & SUSPENDED;
    hot.putIntOpaque(hotOffset(location) + TERMS, channelMask | suspended);
    hot.putIntOpaque(hotOffset(location) + REGION, region + 1);
    endWrite(location);
    long offset = restOffset(location);
    rest.putInt(offset + TYPE, type);
    rest.putInt(offset + LATITUDE, latitude);
    rest.putInt(offset + LONGITUDE, longitude);
    name.write(rest, offset + NAME);
    stateHash.replace(before, contribution(location));
  }

  void setSuspended(int location, boolean suspended) {
    long before = suspensionContribution(location);
    int terms = terms(location);
    beginWrite(location);
    hot.putIntOpaque(
        hotOffset(location) + TERMS, suspended ? terms | SUSPENDED : terms & ~SUSPENDED);
    endWrite(location);
    stateHash.replace(before, suspensionContribution(location));
  }

  /** Takes everything away: a deleted location serves no channel and is in no region. */
  void delete(int location) {
    long before = recompute(location);
    beginWrite(location);
    hot.putIntOpaque(hotOffset(location) + TERMS, 0);
    hot.putIntOpaque(hotOffset(location) + REGION, 0);
    for (int channel = 0; channel < CHANNELS; channel++) {
      safeties.putIntOpaque(safetyOffset(location, channel), 0);
    }
    endWrite(location);
    stateHash.replace(before, recompute(location));
  }

  void setSafety(int location, int channel, int quantity) {
    int before = safety(location, channel);
    beginWrite(location);
    safeties.putIntOpaque(safetyOffset(location, channel), quantity);
    endWrite(location);
    stateHash.replace(
        safetyContribution(location, channel, before),
        safetyContribution(location, channel, quantity));
  }

  private void beginWrite(int location) {
    SeqLock.beginWrite(hot, hotOffset(location) + VERSION);
  }

  private void endWrite(int location) {
    SeqLock.endWrite(hot, hotOffset(location) + VERSION);
  }

  int safety(int location, int channel) {
    return safeties.getIntOpaque(safetyOffset(location, channel));
  }

  /** Channels and suspension in one load; see {@link #serves(int, int)} for what it means. */
  private int terms(int location) {
    return hot.getIntOpaque(hotOffset(location) + TERMS);
  }

  /** Whether the channel is among the location's; false for a deleted one. */
  boolean serves(int location, int channel) {
    return (terms(location) & (1 << channel)) != 0;
  }

  /** Whether a handle in use has lost its attributes: a defined location serves some channel. */
  boolean isDeleted(int location) {
    return (terms(location) & CHANNEL_MASK) == 0;
  }

  boolean isSuspended(int location) {
    return (terms(location) & SUSPENDED) != 0;
  }

  /** Id of the location's region, or {@link Regions#NONE}. */
  int region(int location) {
    return hot.getIntOpaque(hotOffset(location) + REGION) - 1;
  }

  /** Version to compare after a read; odd while the record is being written. */
  int readVersion(int location) {
    return hot.getIntAcquire(hotOffset(location) + VERSION);
  }

  /**
   * Recomputed from the record, safety and suspension excluded. An undefined location, all zero,
   * and a deleted one contribute nothing.
   */
  private long contribution(int location) {
    int mask = terms(location) & CHANNEL_MASK;
    if (mask == 0) {
      return 0;
    }
    long offset = restOffset(location);
    long h = Hashing.mix(location, 0x10CA);
    h = Hashing.mix(h, Hashing.pair(mask, rest.getInt(offset + TYPE)));
    h = Hashing.mix(h, coordinates(offset));
    h = Hashing.mix(h, textHash(rest, offset + NAME));
    return Hashing.mix(h, region(location));
  }

  private long coordinates(long offset) {
    return Hashing.pair(rest.getInt(offset + LATITUDE), rest.getInt(offset + LONGITUDE));
  }

  private long suspensionContribution(int location) {
    return isSuspended(location) ? Hashing.mix(location, 0x5059) : 0;
  }

  private static long safetyContribution(int location, int channel, int quantity) {
    return quantity == 0 ? 0 : Hashing.mix(Hashing.mix(location, 0x5AFE + channel), quantity);
  }

  /** All that a location adds to the state hash, from scratch. */
  long recompute(int location) {
    long sum = contribution(location) + suspensionContribution(location);
    for (int channel = 0; channel < CHANNELS; channel++) {
      sum += safetyContribution(location, channel, safety(location, channel));
    }
    return sum;
  }

  static long textHash(Region texts, long offset) {
    return Hashing.bytes(texts.bytes(), (int) offset + 1, texts.getByte(offset) & 0xFF);
  }

  private long safetyOffset(int location, int channel) {
    return ((long) channel * capacity + location) * Integer.BYTES;
  }

  private static long hotOffset(int location) {
    return (long) location * HOT_LENGTH;
  }

  private static long restOffset(int location) {
    return (long) location * REST_LENGTH;
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;

/**
 * What is known of each location, by handle: type, place, region, the channels it serves, whether
 * it is suspended, and its default safety stock per channel. Written by the engine thread; {@link
 * AvailabilityReader} reads region, channels, suspension and safety under the record's version.
 */
final class LocationTable {
  static final int CHANNELS = 16;

  private static final int RECORD_LENGTH = 256;
  private static final int VERSION = 0;
  private static final int CHANNEL_MASK = 4;
  private static final int TYPE = 8;
  private static final int LATITUDE = 12;
  private static final int LONGITUDE = 16;
  private static final int SUSPENDED = 20;
  private static final int REGION = 24;
  private static final int SAFETY = 64;
  private static final int NAME = 128;

  private final Region records;
  private final StateHash stateHash;

  LocationTable(OffHeapMemory memory, int capacity, StateHash stateHash) {
    records = memory.allocate("locations", (long) capacity * RECORD_LENGTH);
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
    long offset = offset(location);
    SeqLock.beginWrite(records, offset + VERSION);
    records.putIntOpaque(offset + CHANNEL_MASK, channelMask);
    records.putInt(offset + TYPE, type);
    records.putInt(offset + LATITUDE, latitude);
    records.putInt(offset + LONGITUDE, longitude);
    records.putIntOpaque(offset + REGION, region + 1);
    name.write(records, offset + NAME);
    SeqLock.endWrite(records, offset + VERSION);
    stateHash.replace(before, contribution(location));
  }

  void setSuspended(int location, boolean suspended) {
    long before = suspensionContribution(location);
    long offset = offset(location);
    SeqLock.beginWrite(records, offset + VERSION);
    records.putIntOpaque(offset + SUSPENDED, suspended ? 1 : 0);
    SeqLock.endWrite(records, offset + VERSION);
    stateHash.replace(before, suspensionContribution(location));
  }

  /** Takes everything away: a deleted location serves no channel and is in no region. */
  void delete(int location) {
    long before = recompute(location);
    long offset = offset(location);
    SeqLock.beginWrite(records, offset + VERSION);
    records.putIntOpaque(offset + CHANNEL_MASK, 0);
    records.putIntOpaque(offset + SUSPENDED, 0);
    records.putIntOpaque(offset + REGION, 0);
    for (int channel = 0; channel < CHANNELS; channel++) {
      records.putIntOpaque(offset + SAFETY + (long) channel * Integer.BYTES, 0);
    }
    SeqLock.endWrite(records, offset + VERSION);
    stateHash.replace(before, recompute(location));
  }

  void setSafety(int location, int channel, int quantity) {
    long offset = offset(location);
    int before = records.getInt(offset + SAFETY + (long) channel * Integer.BYTES);
    SeqLock.beginWrite(records, offset + VERSION);
    records.putIntOpaque(offset + SAFETY + (long) channel * Integer.BYTES, quantity);
    SeqLock.endWrite(records, offset + VERSION);
    stateHash.replace(
        safetyContribution(location, channel, before),
        safetyContribution(location, channel, quantity));
  }

  int safety(int location, int channel) {
    return records.getIntOpaque(offset(location) + SAFETY + (long) channel * Integer.BYTES);
  }

  /** Whether the channel is among the location's; false for a deleted one. */
  boolean serves(int location, int channel) {
    return (records.getIntOpaque(offset(location) + CHANNEL_MASK) & (1 << channel)) != 0;
  }

  /** Whether a handle in use has lost its attributes: a defined location serves some channel. */
  boolean isDeleted(int location) {
    return records.getIntOpaque(offset(location) + CHANNEL_MASK) == 0;
  }

  boolean isSuspended(int location) {
    return records.getIntOpaque(offset(location) + SUSPENDED) != 0;
  }

  /** Id of the location's region, or {@link Regions#NONE}. */
  int region(int location) {
    return records.getIntOpaque(offset(location) + REGION) - 1;
  }

  /** Version to compare after a read; odd while the record is being written. */
  int readVersion(int location) {
    return records.getIntAcquire(offset(location) + VERSION);
  }

  /**
   * Recomputed from the record, safety and suspension excluded. An undefined location, all zero,
   * and a deleted one contribute nothing.
   */
  private long contribution(int location) {
    long offset = offset(location);
    int mask = records.getInt(offset + CHANNEL_MASK);
    if (mask == 0) {
      return 0;
    }
    long h = Hashing.mix(location, 0x10CA);
    h = Hashing.mix(h, Hashing.pair(mask, records.getInt(offset + TYPE)));
    h = Hashing.mix(h, coordinates(offset));
    h = Hashing.mix(h, textHash(records, offset + NAME));
    return Hashing.mix(h, region(location));
  }

  private long coordinates(long offset) {
    return Hashing.pair(records.getInt(offset + LATITUDE), records.getInt(offset + LONGITUDE));
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

  private static long offset(int location) {
    return (long) location * RECORD_LENGTH;
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;

/**
 * What is known of each location, by handle: type, place, the channels it serves and its default
 * safety stock per channel. Written by the engine thread; {@link AvailabilityReader} reads channels
 * and safety under the record's version.
 */
final class LocationTable {
  static final int CHANNELS = 16;

  private static final int RECORD_LENGTH = 384;
  private static final int VERSION = 0;
  private static final int CHANNEL_MASK = 4;
  private static final int TYPE = 8;
  private static final int LATITUDE = 12;
  private static final int LONGITUDE = 16;
  private static final int SAFETY = 64;
  private static final int NAME = 128;
  private static final int REGION = 256;

  private final Region records;
  private final StateHash stateHash;

  LocationTable(OffHeapMemory memory, int capacity, StateHash stateHash) {
    records = memory.allocate("locations", (long) capacity * RECORD_LENGTH);
    this.stateHash = stateHash;
  }

  void define(
      int location,
      int type,
      int channelMask,
      int latitude,
      int longitude,
      TextRef name,
      TextRef region) {
    long before = contribution(location);
    long offset = offset(location);
    SeqLock.beginWrite(records, offset + VERSION);
    records.putIntOpaque(offset + CHANNEL_MASK, channelMask);
    records.putInt(offset + TYPE, type);
    records.putInt(offset + LATITUDE, latitude);
    records.putInt(offset + LONGITUDE, longitude);
    name.write(records, offset + NAME);
    region.write(records, offset + REGION);
    SeqLock.endWrite(records, offset + VERSION);
    stateHash.replace(before, contribution(location));
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

  boolean serves(int location, int channel) {
    return (records.getIntOpaque(offset(location) + CHANNEL_MASK) & (1 << channel)) != 0;
  }

  int type(int location) {
    return records.getInt(offset(location) + TYPE);
  }

  int latitude(int location) {
    return records.getInt(offset(location) + LATITUDE);
  }

  int longitude(int location) {
    return records.getInt(offset(location) + LONGITUDE);
  }

  /** Version to compare after a read; odd while the record is being written. */
  int readVersion(int location) {
    return records.getIntAcquire(offset(location) + VERSION);
  }

  /**
   * Recomputed from the record, safety excluded. An undefined location, all zero, contributes what
   * {@link #define} takes out.
   */
  private long contribution(int location) {
    long offset = offset(location);
    int mask = records.getInt(offset + CHANNEL_MASK);
    if (mask == 0) {
      return 0;
    }
    long h = Hashing.mix(location, 0x10CA);
    h = Hashing.mix(h, Hashing.pair(mask, records.getInt(offset + TYPE)));
    h = Hashing.mix(h, Hashing.pair(latitude(location), longitude(location)));
    h = Hashing.mix(h, textHash(records, offset + NAME));
    return Hashing.mix(h, textHash(records, offset + REGION));
  }

  private static long safetyContribution(int location, int channel, int quantity) {
    return quantity == 0 ? 0 : Hashing.mix(Hashing.mix(location, 0x5AFE + channel), quantity);
  }

  /** All that a location adds to the state hash, from scratch. */
  long recompute(int location) {
    long sum = contribution(location);
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

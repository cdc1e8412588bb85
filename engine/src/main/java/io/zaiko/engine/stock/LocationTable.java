package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;
import java.lang.invoke.VarHandle;

/**
 * What is known of each location, by handle. What every question needs lies close together, so that
 * a scan over all locations finds it in the nearest cache: 16 bytes of each location, and apart
 * from them the default safety stocks, those of a channel side by side.
 *
 * <pre>
 *   hot:   0  state: version (32 bits, odd while being written) | unused (15)
 *             | suspended (1) | channels served (16)
 *          8  region + 1
 *   rest:  0  type   4  latitude   8  longitude   16  name
 * </pre>
 *
 * Written by the engine thread; {@link AvailabilityReader} reads region and safety under the
 * version. Version, channels and suspension are one word, so that one load has all three.
 */
final class LocationTable {
  static final int CHANNELS = 16;

  private static final int HOT_LENGTH = 16;
  private static final int STATE = 0;
  private static final int REGION = 8;
  private static final long CHANNEL_MASK = 0xFFFF;
  private static final long SUSPENDED = 1L << CHANNELS;
  private static final long TERMS_MASK = CHANNEL_MASK | SUSPENDED;
  private static final long ONE_VERSION = 1L << Integer.SIZE;

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
    long suspended = state(location) & SUSPENDED;
    beginWrite(location);
    hot.putIntOpaque(hotOffset(location) + REGION, region + 1);
    endWrite(location, channelMask | suspended);
    long offset = restOffset(location);
    rest.putInt(offset + TYPE, type);
    rest.putInt(offset + LATITUDE, latitude);
    rest.putInt(offset + LONGITUDE, longitude);
    name.write(rest, offset + NAME);
    stateHash.replace(before, contribution(location));
  }

  void setSuspended(int location, boolean suspended) {
    long before = suspensionContribution(location);
    long channels = state(location) & CHANNEL_MASK;
    beginWrite(location);
    endWrite(location, suspended ? channels | SUSPENDED : channels);
    stateHash.replace(before, suspensionContribution(location));
  }

  /** Takes everything away: a deleted location serves no channel and is in no region. */
  void delete(int location) {
    long before = recompute(location);
    beginWrite(location);
    hot.putIntOpaque(hotOffset(location) + REGION, 0);
    for (int channel = 0; channel < CHANNELS; channel++) {
      safeties.putIntOpaque(safetyOffset(location, channel), 0);
    }
    endWrite(location, 0);
    stateHash.replace(before, recompute(location));
  }

  void setSafety(int location, int channel, int quantity) {
    int before = safety(location, channel);
    beginWrite(location);
    safeties.putIntOpaque(safetyOffset(location, channel), quantity);
    endWrite(location, state(location) & TERMS_MASK);
    stateHash.replace(
        safetyContribution(location, channel, before),
        safetyContribution(location, channel, quantity));
  }

  /** As {@link SeqLock}, whose version has a word for itself. */
  private void beginWrite(int location) {
    hot.putLongOpaque(hotOffset(location) + STATE, state(location) + ONE_VERSION);
    VarHandle.releaseFence();
  }

  /** Ends a write and says what the channels and the suspension are now. */
  private void endWrite(int location, long terms) {
    long version = state(location) & -ONE_VERSION;
    hot.putLongRelease(hotOffset(location) + STATE, version + ONE_VERSION | terms);
  }

  int safety(int location, int channel) {
    return safeties.getIntOpaque(safetyOffset(location, channel));
  }

  /** Version, channels and suspension in one load, to compare after a read. */
  long state(int location) {
    return hot.getLongAcquire(hotOffset(location) + STATE);
  }

  static boolean isBeingWritten(long state) {
    return (state & ONE_VERSION) != 0;
  }

  /** Whether the channel is among the location's; false for a deleted one. */
  static boolean serves(long state, int channel) {
    return (state & (1L << channel)) != 0;
  }

  /** Whether a handle in use has lost its attributes: a defined location serves some channel. */
  static boolean isDeleted(long state) {
    return (state & CHANNEL_MASK) == 0;
  }

  static boolean isSuspended(long state) {
    return (state & SUSPENDED) != 0;
  }

  /** Whether the location takes new promises of the channel: serves it, and is not suspended. */
  static boolean mayPromise(long state, int channel) {
    return (state & (SUSPENDED | 1L << channel)) == 1L << channel;
  }

  /** Id of the location's region, or {@link Regions#NONE}. */
  int region(int location) {
    return hot.getIntOpaque(hotOffset(location) + REGION) - 1;
  }

  /** Bit n set = serves channel n. */
  int channels(int location) {
    return (int) (state(location) & CHANNEL_MASK);
  }

  int type(int location) {
    return rest.getInt(restOffset(location) + TYPE);
  }

  /** Microdegrees, or Integer.MIN_VALUE for unknown. */
  int latitude(int location) {
    return rest.getInt(restOffset(location) + LATITUDE);
  }

  /** Microdegrees, or Integer.MIN_VALUE for unknown. */
  int longitude(int location) {
    return rest.getInt(restOffset(location) + LONGITUDE);
  }

  /** Where the names are; each lies behind a byte with its length. */
  Region texts() {
    return rest;
  }

  /** Where the name of a location lies among the {@link #texts}. */
  long nameOffset(int location) {
    return restOffset(location) + NAME;
  }

  /**
   * Recomputed from the record, safety and suspension excluded. An undefined location, all zero,
   * and a deleted one contribute nothing.
   */
  private long contribution(int location) {
    int mask = channels(location);
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
    return isSuspended(state(location)) ? Hashing.mix(location, 0x5059) : 0;
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

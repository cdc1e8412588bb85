package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;

/**
 * From which units on a page that shows no numbers says that there is little, or enough (rule 29):
 * a low mark and a hysteresis, for a SKU or all of them, for a channel or all of them. What is said
 * of a SKU goes before what is said of all; of what is left, what is said of the channel goes
 * before what is said of all channels.
 *
 * <pre>
 *   entry:  key (SKU + 1, 0 = unused) | marks of channel 0 to 15 | marks of all channels
 *   marks:  set (1 bit) | low (31) | hysteresis (32)
 * </pre>
 *
 * <p>Written by the engine thread; any thread may read, since marks are one word. Entries are never
 * given back.
 */
public final class BandTable {
  /** In place of a SKU: all of which nothing else is said. */
  public static final int ALL_SKUS = -1;

  /** In place of a channel: all of which nothing else is said. */
  public static final int ALL_CHANNELS = AvailabilityReader.NO_CHANNEL;

  /** Nothing to be had. */
  public static final int OUT = 0;

  /** Little. */
  public static final int LOW = 1;

  /** Enough. */
  public static final int GOOD = 2;

  private static final int SLOTS = LocationTable.CHANNELS + 1;
  private static final int SLOT_OF_ALL = LocationTable.CHANNELS;
  private static final int ENTRY_LENGTH = (1 + SLOTS) * Long.BYTES;
  private static final long SET = 1L << 63;
  private static final int SALT = 0xBA4D;
  private static final int NONE = -1;

  private final int capacity;
  private final int slotCount;
  private final Region entries;
  private final StateHash stateHash;
  private int count;

  /**
   * @param capacity SKUs that may have bands of their own, 1 to 8,000,000
   */
  public BandTable(OffHeapMemory memory, int capacity, StateHash stateHash) {
    this.capacity = capacity;
    this.stateHash = stateHash;
    // Half as many again, since a full table is probed for ever; the last entry is that of all.
    slotCount = capacity + capacity / 2 + 1;
    entries = memory.allocate("bands", (slotCount + 1L) * ENTRY_LENGTH);
  }

  /** Whether bands can be set for a SKU, or for ALL_SKUS. Engine thread. */
  public boolean hasRoomFor(int sku) {
    return sku == ALL_SKUS || count < capacity || find(sku) != NONE;
  }

  /**
   * Sets marks; ask {@link #hasRoomFor} first. Engine thread.
   *
   * @param sku a handle, or ALL_SKUS
   * @param channel 0 to 15, or ALL_CHANNELS
   * @param low units, 0 to 1,000,000,000; so with hysteresis
   */
  public void set(int sku, int channel, int low, int hysteresis) {
    int entry = sku == ALL_SKUS ? slotCount : findOrCreate(sku);
    write(entry, sku, slot(channel), SET | (long) low << 32 | hysteresis);
  }

  /** Takes all away that was said of a SKU, because it is deleted. Engine thread. */
  public void forget(int sku) {
    int entry = find(sku);
    for (int slot = 0; entry != NONE && slot < SLOTS; slot++) {
      write(entry, sku, slot, 0);
    }
  }

  /**
   * The marks that hold for a SKU and channel, 0 if both are 0 or nothing was said of them: see
   * {@link #low} and {@link #hysteresis}. Any thread.
   */
  public long marks(int sku, int channel) {
    int entry = find(sku);
    long marks = entry == NONE ? 0 : marksOf(entry, channel);
    return (marks == 0 ? marksOf(slotCount, channel) : marks) & ~SET;
  }

  private long marksOf(int entry, int channel) {
    long marks = entries.getLongOpaque(offset(entry, slot(channel)));
    return marks == 0 ? entries.getLongOpaque(offset(entry, SLOT_OF_ALL)) : marks;
  }

  /** Whether anything was ever set: if not, all marks are 0. Any thread. */
  public boolean isSet() {
    return entries.getLongOpaque((long) slotCount * ENTRY_LENGTH) != 0;
  }

  /** Whether a SKU, or ALL_SKUS, has bands of its own, or had them once. Engine thread. */
  public boolean hasEntry(int sku) {
    return sku == ALL_SKUS || find(sku) != NONE;
  }

  /** Whether marks were set for just this SKU, or ALL_SKUS, and channel. Engine thread. */
  public boolean isGiven(int sku, int channel) {
    return own(sku, channel) != 0;
  }

  /** Those marks. */
  public long given(int sku, int channel) {
    return own(sku, channel) & ~SET;
  }

  private long own(int sku, int channel) {
    int entry = sku == ALL_SKUS ? slotCount : find(sku);
    return entry == NONE ? 0 : entries.getLong(offset(entry, slot(channel)));
  }

  /** Restores that bands were set for something once. */
  public void restoreIsSet() {
    entries.putLongOpaque((long) slotCount * ENTRY_LENGTH, 1);
  }

  /** Restores that a SKU had bands once; there must be room. */
  public void restoreEntry(int sku) {
    findOrCreate(sku);
  }

  /** Low mark in units: up to that much is little. */
  public static int low(long marks) {
    return (int) (marks >>> 32);
  }

  /** How far above the low mark enough begins, in units. */
  public static int hysteresis(long marks) {
    return (int) marks;
  }

  /**
   * The band of a channel at a pair.
   *
   * @param ats units, 0 or more
   * @param lowered what {@link #isLowered} gave at the last change of the pair
   * @return OUT, LOW or GOOD
   */
  public static int band(int ats, long marks, boolean lowered) {
    if (ats == 0) {
      return OUT;
    }
    return isLowered(ats, marks, lowered) ? LOW : GOOD;
  }

  /**
   * Whether a channel was at or below the low mark after it was last above the mark and hysteresis:
   * what a pair has to remember of it. To be asked at each change of sellable or reserved, with the
   * ATS before it and then with the one after. While both marks are 0 nothing begins to be lowered.
   *
   * @param lowered the answer before
   */
  public static boolean isLowered(int ats, long marks, boolean lowered) {
    if (ats <= low(marks)) {
      return lowered || marks != 0;
    }
    return lowered && ats <= (long) low(marks) + hysteresis(marks);
  }

  /** What the bands add to the state hash, from scratch. */
  public long recomputeHash(int skuCount) {
    long sum = recomputeEntry(slotCount, ALL_SKUS);
    for (int sku = 0; sku < skuCount; sku++) {
      int entry = find(sku);
      sum += entry == NONE ? 0 : existenceContribution(sku) + recomputeEntry(entry, sku);
    }
    return sum;
  }

  private long recomputeEntry(int entry, int sku) {
    long sum = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      sum += contribution(sku, slot, entries.getLong(offset(entry, slot)));
    }
    return sum;
  }

  private void write(int entry, int sku, int slot, long marks) {
    long before = entries.getLong(offset(entry, slot));
    entries.putLongOpaque(offset(entry, slot), marks);
    entries.putLongOpaque((long) slotCount * ENTRY_LENGTH, 1);
    stateHash.replace(contribution(sku, slot, before), contribution(sku, slot, marks));
  }

  private int find(int sku) {
    int entry = home(sku);
    long key;
    while ((key = entries.getLongAcquire((long) entry * ENTRY_LENGTH)) != 0) {
      if (key == sku + 1L) {
        return entry;
      }
      entry = next(entry);
    }
    return NONE;
  }

  private int findOrCreate(int sku) {
    int known = find(sku);
    if (known != NONE) {
      return known;
    }
    int entry = home(sku);
    while (entries.getLong((long) entry * ENTRY_LENGTH) != 0) {
      entry = next(entry);
    }
    entries.putLongRelease((long) entry * ENTRY_LENGTH, sku + 1L);
    count++;
    stateHash.replace(0, existenceContribution(sku));
    return entry;
  }

  /** That a SKU has an entry, with marks or without: entries are counted. */
  private static long existenceContribution(int sku) {
    return Hashing.mix(sku, SALT - 1L);
  }

  private static long contribution(int sku, int slot, long marks) {
    return marks == 0 ? 0 : Hashing.mix(Hashing.mix(sku, SALT + (long) slot), marks);
  }

  private int home(int sku) {
    return (int) (((Hashing.mix(sku) >>> 32) * slotCount) >>> 32);
  }

  private int next(int entry) {
    return entry + 1 == slotCount ? 0 : entry + 1;
  }

  private static int slot(int channel) {
    return channel == ALL_CHANNELS ? SLOT_OF_ALL : channel;
  }

  private static long offset(int entry, int slot) {
    return (long) entry * ENTRY_LENGTH + (1L + slot) * Long.BYTES;
  }
}

package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.stock.TextRef;
import org.agrona.MutableDirectBuffer;

/**
 * The offline devices and which of their facts were applied: of each the last 4,096 sequences as a
 * bitmap (rule 22). Devices are never forgotten, since a fact that comes again would be applied
 * again. Engine thread only.
 *
 * <pre>
 *   0  hash of the code   8  highest sequence   16  lowest ever seen   24  length of the code
 *  32  code   64  bitmap, by sequence modulo 4,096
 * </pre>
 */
public final class DeviceTable {
  public static final int NONE = -1;

  /** Sequences remembered of a device. */
  public static final int WINDOW = 4096;

  /** Words of 64 bits that they take. */
  public static final int WORDS = WINDOW / Long.SIZE;

  private static final int HIGHEST = 8;
  private static final int LOWEST = 16;
  private static final int LENGTH = 24;
  private static final int CODE = 32;
  private static final int BITMAP = 64;

  private static final int RECORD_LENGTH = BITMAP + WINDOW / Byte.SIZE;

  private final int capacity;
  private final Region records;
  private final HashIndex index;
  private final StateHash stateHash;
  private int used;

  public DeviceTable(OffHeapMemory memory, int capacity, StateHash stateHash) {
    this.capacity = capacity;
    this.stateHash = stateHash;
    records = memory.allocate("devices", (long) capacity * RECORD_LENGTH);
    index = new HashIndex(memory, "device", capacity);
  }

  /** Record of a device, or NONE. */
  public int find(TextRef code) {
    long hash = ReservationTable.hashOf(code);
    for (int slot = index.first(hash); !index.isEmpty(slot); slot = index.next(slot)) {
      if (index.matches(slot, hash) && hasCode(index.record(slot), code)) {
        return index.record(slot);
      }
    }
    return NONE;
  }

  private boolean hasCode(int device, TextRef code) {
    int length = records.getInt(offset(device) + LENGTH);
    if (length != code.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (records.getByte(offset(device) + CODE + i) != code.buffer().getByte(code.offset() + i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether another device may be added. */
  public boolean hasRoom() {
    return used < capacity;
  }

  /** Adds a device that is not there; ask {@link #hasRoom} first. Nothing of it was seen. */
  public int add(TextRef code) {
    int device = used++;
    long offset = offset(device);
    long hash = ReservationTable.hashOf(code);
    records.putLong(offset, hash);
    records.putInt(offset + LENGTH, code.length());
    records.putBytes(offset + CODE, code.buffer(), code.offset(), code.length());
    index.add(hash, device);
    stateHash.replace(0, contribution(device));
    return device;
  }

  /** Whether a sequence lies below what is remembered of a device. */
  public boolean isTooOld(int device, long sequence) {
    return sequence <= highest(device) - WINDOW;
  }

  /** Whether a sequence that is not too old was applied. */
  public boolean isSeen(int device, long sequence) {
    return sequence <= highest(device) && (word(device, sequence) & bit(sequence)) != 0;
  }

  /** Notes that a sequence, neither too old nor seen, was applied. */
  public void see(int device, long sequence) {
    stateHash.replace(contribution(device), 0);
    long offset = offset(device);
    long highest = highest(device);
    if (sequence > highest) {
      // What leaves the window makes place for sequences that were not seen yet.
      long from = Math.max(highest + 1, sequence - WINDOW + 1);
      for (long between = from; between < sequence; between++) {
        putWord(device, between, word(device, between) & ~bit(between));
      }
      records.putLong(offset + HIGHEST, sequence);
    }
    long lowest = lowest(device);
    records.putLong(offset + LOWEST, lowest == 0 ? sequence : Math.min(lowest, sequence));
    putWord(device, sequence, word(device, sequence) | bit(sequence));
    stateHash.replace(0, contribution(device));
  }

  /** Highest sequence applied; 0 = none. */
  public long highest(int device) {
    return records.getLong(offset(device) + HIGHEST);
  }

  /** Lowest sequence ever applied; 0 = none. */
  public long lowest(int device) {
    return records.getLong(offset(device) + LOWEST);
  }

  /** The first sequence at or above one, up to the highest, that is missing; 0 = none. */
  public long nextGap(int device, long from) {
    long highest = highest(device);
    long first = Math.max(from, Math.max(lowest(device), highest - WINDOW + 1));
    for (long sequence = first; sequence < highest; sequence++) {
      if ((word(device, sequence) & bit(sequence)) == 0) {
        return sequence;
      }
    }
    return 0;
  }

  /** Sequences missing below the highest, of those remembered. */
  public int gaps(int device) {
    long highest = highest(device);
    long first = Math.max(lowest(device), highest - WINDOW + 1);
    int seen = 0;
    for (int word = 0; word < WORDS; word++) {
      seen += Long.bitCount(windowWord(device, word));
    }
    return highest == 0 ? 0 : (int) (highest - first + 1) - seen;
  }

  /** Devices known: their numbers are below it. */
  public int count() {
    return used;
  }

  /** Copies the code of a device and returns its length. */
  public int copyCode(int device, MutableDirectBuffer to, int offset) {
    int length = records.getInt(offset(device) + LENGTH);
    records.getBytes(offset(device) + CODE, to, offset, length);
    return length;
  }

  /** Eight bytes of the window of a device: a bit for each sequence modulo {@link #WINDOW}. */
  public long windowWord(int device, int word) {
    return records.getLong(offset(device) + BITMAP + (long) word * Long.BYTES);
  }

  /** Restores a device that is not there; there must be room. */
  public void restore(TextRef code, long highest, long lowest, long[] window) {
    int device = add(code);
    stateHash.replace(contribution(device), 0);
    long offset = offset(device);
    records.putLong(offset + HIGHEST, highest);
    records.putLong(offset + LOWEST, lowest);
    for (int word = 0; word < WORDS; word++) {
      records.putLong(offset + BITMAP + (long) word * Long.BYTES, window[word]);
    }
    stateHash.replace(0, contribution(device));
  }

  /** What the devices add to the state hash, from scratch. */
  public long recomputeHash() {
    long sum = 0;
    for (int device = 0; device < used; device++) {
      sum += contribution(device);
    }
    return sum;
  }

  private long contribution(int device) {
    long offset = offset(device);
    long h = Hashing.mix(records.getLong(offset), highest(device));
    h = Hashing.mix(h, lowest(device));
    for (int word = 0; word < WORDS; word++) {
      h = h * 31 + windowWord(device, word);
    }
    return Hashing.mix(h);
  }

  private long word(int device, long sequence) {
    return records.getLong(wordOffset(device, sequence));
  }

  private void putWord(int device, long sequence, long word) {
    records.putLong(wordOffset(device, sequence), word);
  }

  private static long wordOffset(int device, long sequence) {
    return offset(device) + BITMAP + (sequence % WINDOW) / Long.SIZE * Long.BYTES;
  }

  private static long bit(long sequence) {
    return 1L << (sequence % Long.SIZE);
  }

  private static long offset(int device) {
    return (long) device * RECORD_LENGTH;
  }
}

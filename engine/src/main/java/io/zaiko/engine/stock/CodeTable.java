package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Codes and their handles: handles count up from 0 in the order of definition and are never reused.
 * A deleted code stays where it is, so that what names its handle can still show it; look-ups by
 * code pass over it, and when the code comes back it gets a new handle further down the same chain.
 *
 * <p>One writer, the engine thread. Any thread may look up with a {@link CodeKey} of its own: an
 * entry is written first and published after, by the release of its index slot and of the count.
 * Which codes are deleted is one bit each, apart, so that asking costs no line of the entries.
 */
final class CodeTable {
  static final int UNKNOWN = -1;

  private static final int CODE_OFFSET = 0;
  private static final int LENGTH_OFFSET = CodeKey.LENGTH;
  private static final int ENTRY_LENGTH = 40;
  private static final int COUNT_OFFSET = 0;
  private static final int HEADER_LENGTH = 64;

  private final int capacity;
  private final int indexMask;
  private final Region entries;
  private final Region index;
  private final Region deleted;

  CodeTable(OffHeapMemory memory, String name, int capacity) {
    this.capacity = capacity;
    int indexCapacity = BitUtil.findNextPositivePowerOfTwo(2 * capacity);
    indexMask = indexCapacity - 1;
    entries = memory.allocate(name + " codes", HEADER_LENGTH + (long) capacity * ENTRY_LENGTH);
    index = memory.allocate(name + " code index", (long) indexCapacity * Integer.BYTES);
    deleted = memory.allocate("deleted " + name + " codes", wordOffset(capacity) + Long.BYTES);
  }

  /** Number of handles ever given; each below it may be read by the thread that asked. */
  int count() {
    return entries.getIntAcquire(COUNT_OFFSET);
  }

  boolean isFull() {
    return count() == capacity;
  }

  /** Whether a handle was given and its code not deleted since. */
  boolean isDefined(int handle) {
    return handle >= 0 && handle < count() && !isDeleted(handle);
  }

  /** Handle of a code, or UNKNOWN if it was never defined, or is deleted. */
  int find(CodeKey key) {
    int slot = (int) key.hash() & indexMask;
    int value;
    while ((value = index.getIntAcquire((long) slot * Integer.BYTES)) != 0) {
      if (key.equalsAt(entries, entryOffset(value - 1) + CODE_OFFSET) && !isDeleted(value - 1)) {
        return value - 1;
      }
      slot = (slot + 1) & indexMask;
    }
    return UNKNOWN;
  }

  /** Adds a code that is not there yet; the caller has checked that, and that there is room. */
  int add(CodeKey key, int length) {
    int handle = count();
    long offset = entryOffset(handle);
    key.write(entries, offset + CODE_OFFSET);
    entries.putInt(offset + LENGTH_OFFSET, length);
    return handle;
  }

  /**
   * Makes the entry made by {@link #add} visible to other threads, once all that hangs on it is
   * written.
   */
  void publish(CodeKey key, int handle) {
    int slot = (int) key.hash() & indexMask;
    while (index.getInt((long) slot * Integer.BYTES) != 0) {
      slot = (slot + 1) & indexMask;
    }
    entries.putIntRelease(COUNT_OFFSET, handle + 1);
    index.putIntRelease((long) slot * Integer.BYTES, handle + 1);
  }

  /** Takes a code out of all look-ups; its handle stays, and so does the room that it takes. */
  void delete(int handle) {
    long offset = wordOffset(handle);
    deleted.putLongRelease(offset, deleted.getLong(offset) | (1L << handle));
  }

  boolean isDeleted(int handle) {
    return (deleted.getLongAcquire(wordOffset(handle)) & (1L << handle)) != 0;
  }

  int codeLength(int handle) {
    return entries.getInt(entryOffset(handle) + LENGTH_OFFSET);
  }

  /** Copies the bytes of a code, deleted or not, and returns their number. */
  int copyCode(int handle, MutableDirectBuffer to, int offset) {
    int length = codeLength(handle);
    entries.getBytes(entryOffset(handle) + CODE_OFFSET, to, offset, length);
    return length;
  }

  /** Order of two codes by their bytes, unsigned; below 0 if the first comes first. */
  int compare(int handle, int other) {
    for (int word = 0; word < CodeKey.LENGTH; word += Long.BYTES) {
      int order = Long.compareUnsigned(bigEndian(handle, word), bigEndian(other, word));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Padding of zeros makes the shorter of two codes come first, as it should. */
  private long bigEndian(int handle, int word) {
    return Long.reverseBytes(entries.getLong(entryOffset(handle) + CODE_OFFSET + word));
  }

  /** What a handle and its code add to a state hash, apart from what hangs on them. */
  long contribution(int handle, int salt) {
    long code = Hashing.bytes(buffer(), codeOffset(handle), codeLength(handle));
    long sum = Hashing.mix(Hashing.mix(handle, salt), code);
    return isDeleted(handle) ? Hashing.mix(sum) : sum;
  }

  private DirectBuffer buffer() {
    return entries.bytes();
  }

  private static int codeOffset(int handle) {
    return (int) entryOffset(handle) + CODE_OFFSET;
  }

  private static long entryOffset(int handle) {
    return HEADER_LENGTH + (long) handle * ENTRY_LENGTH;
  }

  private static long wordOffset(int handle) {
    return (long) (handle >>> 6) * Long.BYTES;
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Codes and their handles: append-only, handles count up from 0 in the order of definition and are
 * never reused.
 *
 * <p>One writer, the engine thread. Any thread may look up with a {@link CodeKey} of its own: an
 * entry is written first and published after, by the release of its index slot and of the count.
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

  CodeTable(OffHeapMemory memory, String name, int capacity) {
    this.capacity = capacity;
    int indexCapacity = BitUtil.findNextPositivePowerOfTwo(2 * capacity);
    indexMask = indexCapacity - 1;
    entries = memory.allocate(name + " codes", HEADER_LENGTH + (long) capacity * ENTRY_LENGTH);
    index = memory.allocate(name + " code index", (long) indexCapacity * Integer.BYTES);
  }

  /** Number of codes; every handle below it may be read by the thread that asked. */
  int count() {
    return entries.getIntAcquire(COUNT_OFFSET);
  }

  boolean isFull() {
    return count() == capacity;
  }

  /** Handle of a code, or UNKNOWN. */
  int find(CodeKey key) {
    int slot = (int) key.hash() & indexMask;
    int value;
    while ((value = index.getIntAcquire((long) slot * Integer.BYTES)) != 0) {
      if (key.equalsAt(entries, entryOffset(value - 1) + CODE_OFFSET)) {
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

  int codeLength(int handle) {
    return entries.getInt(entryOffset(handle) + LENGTH_OFFSET);
  }

  /** Copies the bytes of a code and returns their number. */
  int copyCode(int handle, MutableDirectBuffer to, int offset) {
    int length = codeLength(handle);
    entries.getBytes(entryOffset(handle) + CODE_OFFSET, to, offset, length);
    return length;
  }

  /** The buffer that holds the codes, for hashing; see {@link #codeOffset}. */
  DirectBuffer buffer() {
    return entries.bytes();
  }

  int codeOffset(int handle) {
    return (int) entryOffset(handle) + CODE_OFFSET;
  }

  private static long entryOffset(int handle) {
    return HEADER_LENGTH + (long) handle * ENTRY_LENGTH;
  }
}

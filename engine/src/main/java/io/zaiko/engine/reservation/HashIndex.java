package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import org.agrona.BitUtil;

/**
 * Finds a record by the hash of its name: open addressing with linear probing, removal by shifting
 * back (Knuth, TAOCP vol. 3, 6.4, algorithm R). A slot holds half of the hash beside the record, so
 * that a look-up rarely touches a record in vain. Engine thread only.
 */
final class HashIndex {
  private final int mask;
  private final Region slots;

  HashIndex(OffHeapMemory memory, String name, int capacity) {
    int slotCount = BitUtil.findNextPositivePowerOfTwo(2 * capacity);
    mask = slotCount - 1;
    slots = memory.allocate(name + " index", (long) slotCount * Long.BYTES);
  }

  /** Loads the slot where a look-up begins. What it returns means nothing. */
  long touch(long hash) {
    return value(first(hash));
  }

  /** First slot to look at. */
  int first(long hash) {
    return (int) (hash >>> 32) & mask;
  }

  int next(int slot) {
    return (slot + 1) & mask;
  }

  boolean isEmpty(int slot) {
    return value(slot) == 0;
  }

  /** Whether the slot may belong to an id of that hash. */
  boolean matches(int slot, long hash) {
    return (int) (value(slot) >>> 32) == (int) (hash >>> 32);
  }

  int record(int slot) {
    return (int) value(slot) - 1;
  }

  void add(long hash, int record) {
    int slot = first(hash);
    while (!isEmpty(slot)) {
      slot = next(slot);
    }
    slots.putLong((long) slot * Long.BYTES, Hashing.pair((int) (hash >>> 32), record + 1));
  }

  /** Takes out a record that is in the index under a hash. */
  void remove(long hash, int record) {
    int slot = first(hash);
    while (record(slot) != record) {
      slot = next(slot);
    }
    empty(slot);
  }

  /** Empties a slot and moves up what had been pushed behind it. */
  private void empty(int slot) {
    int hole = slot;
    int probe = next(hole);
    while (!isEmpty(probe)) {
      int home = first(value(probe));
      boolean mayMove = ((probe - home) & mask) >= ((probe - hole) & mask);
      if (mayMove) {
        slots.putLong((long) hole * Long.BYTES, value(probe));
        hole = probe;
      }
      probe = next(probe);
    }
    slots.putLong((long) hole * Long.BYTES, 0);
  }

  private long value(int slot) {
    return slots.getLong((long) slot * Long.BYTES);
  }
}

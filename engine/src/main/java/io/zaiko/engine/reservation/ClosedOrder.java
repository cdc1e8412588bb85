package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import java.util.function.IntConsumer;

/**
 * Closed reservations in the order of closing, as a ring of record numbers. A chain through the
 * records would do as well, but the ones to go next can be known ahead only from a ring, without
 * waiting for one record after the other to arrive from memory. Engine thread only.
 */
final class ClosedOrder {
  private final int capacity;
  private final Region ring;
  private int first;
  private int count;

  ClosedOrder(OffHeapMemory memory, String name, int capacity) {
    this.capacity = capacity;
    ring = memory.allocateGrowing(name, (long) capacity * Integer.BYTES);
  }

  int count() {
    return count;
  }

  void add(int record) {
    long offset = offset(count);
    ring.putInt(offset, record);
    ring.grownTo(offset);
    count++;
  }

  /** The n-th to go; n below {@link #count}. */
  int at(int n) {
    return ring.getInt(offset(n));
  }

  void forEach(IntConsumer visitor) {
    for (int n = 0; n < count; n++) {
      visitor.accept(at(n));
    }
  }

  /** Takes out the one that was closed first; only if there is one. */
  int removeOldest() {
    int oldest = at(0);
    first = first + 1 == capacity ? 0 : first + 1;
    count--;
    return oldest;
  }

  private long offset(int n) {
    int place = first + n;
    return (long) (place < capacity ? place : place - capacity) * Integer.BYTES;
  }
}

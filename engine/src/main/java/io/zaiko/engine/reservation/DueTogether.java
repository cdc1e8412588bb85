package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * The records that are due at the same moment, put in the order of their ids when that is asked:
 * many holds are made in one batch, so share their time, and hardly any of them comes to its end.
 * Engine thread only.
 */
final class DueTogether {
  private final Region records;
  private final ReservationIds ids;
  private int size;

  DueTogether(OffHeapMemory memory, int capacity, ReservationIds ids) {
    records = memory.allocate("due together", (long) capacity * Integer.BYTES);
    this.ids = ids;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  void add(int record) {
    set(size, record);
    size++;
  }

  int size() {
    return size;
  }

  /** A record, by its number in the order they were added, before {@link #sort}. */
  int get(int number) {
    return records.getInt((long) number * Integer.BYTES);
  }

  /** The one with the least id, once they are sorted. */
  int first() {
    return get(size - 1);
  }

  void removeFirst() {
    size--;
  }

  /** Puts the least id last: a heapsort (Williams 1964) needs no more memory. */
  void sort() {
    for (int root = size / 2 - 1; root >= 0; root--) {
      siftDown(root, size);
    }
    for (int end = size - 1; end > 0; end--) {
      int least = get(0);
      set(0, get(end));
      set(end, least);
      siftDown(0, end);
    }
  }

  private void siftDown(int root, int end) {
    int record = get(root);
    int place = root;
    for (int child = 2 * place + 1; child < end; child = 2 * place + 1) {
      if (child + 1 < end && ids.compare(get(child + 1), get(child)) < 0) {
        child++;
      }
      if (ids.compare(record, get(child)) <= 0) {
        break;
      }
      set(place, get(child));
      place = child;
    }
    set(place, record);
  }

  private void set(int number, int record) {
    records.putInt((long) number * Integer.BYTES, record);
  }
}

package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * Which reservation is due next, in the order (time, bytes of the id): a 4-ary heap by time, whose
 * entries carry it, so that a step down reads one cache line and no reservation. Only those that
 * come to be due are put in the order of their ids. Every record knows its place, so it can be
 * taken out at any time. Engine thread only.
 */
final class DueIndex {
  private static final int ENTRY_LENGTH = 16;
  private static final int RECORD = 8;
  private static final int ARITY = 4;

  /** Where the first entry lies: so the four below any entry share a cache line. */
  private static final int FIRST = (ARITY - 1) * ENTRY_LENGTH;

  private final Region entries;
  private final ReservationTable reservations;

  /** Those that are due first, if that was asked and nothing else came or went since. */
  private final DueTogether together;

  private int size;

  DueIndex(OffHeapMemory memory, int capacity, ReservationTable reservations, ReservationIds ids) {
    entries = memory.allocateGrowing("due index", offset(capacity));
    this.reservations = reservations;
    together = new DueTogether(memory, capacity, ids);
  }

  /** Time of the first entry in microseconds, or Long.MAX_VALUE if there is none. */
  long nextDeadline() {
    return size == 0 ? Long.MAX_VALUE : deadline(0);
  }

  /** The record that is due first; only if there is one. */
  int first() {
    if (together.isEmpty()) {
      gatherFirst();
    }
    return together.first();
  }

  /** They are the root and, where they are, those right below one of them. */
  private void gatherFirst() {
    together.add(record(0));
    for (int i = 0; i < together.size(); i++) {
      int child = firstChild(reservations.duePlace(together.get(i)));
      int end = Math.min(child + ARITY, size);
      for (; child < end; child++) {
        if (deadline(child) == deadline(0)) {
          together.add(record(child));
        }
      }
    }
    together.sort();
  }

  /**
   * Loads what the removal of a place reads: the place, the one above, those below. What it returns
   * means nothing.
   */
  long touch(int place) {
    int below = firstChild(place);
    return deadline(place) + deadline(parent(place)) + (below < size ? deadline(below) : 0);
  }

  void add(int record, long deadline) {
    together.clear();
    siftUp(size++, deadline, record);
    entries.grownTo(offset(size));
  }

  void remove(int place) {
    if (!together.isEmpty()) {
      leaveTogether(record(place));
    }
    size--;
    if (place == size) {
      return;
    }
    long deadline = deadline(size);
    int record = record(size);
    if (place > 0 && deadline < deadline(parent(place))) {
      siftUp(place, deadline, record);
    } else {
      siftDown(place, deadline, record);
    }
  }

  private void leaveTogether(int record) {
    if (record == together.first()) {
      together.removeFirst();
    } else {
      together.clear();
    }
  }

  private void siftUp(int from, long deadline, int record) {
    int place = from;
    while (place > 0 && deadline < deadline(parent(place))) {
      set(place, deadline(parent(place)), record(parent(place)));
      place = parent(place);
    }
    set(place, deadline, record);
  }

  private void siftDown(int from, long deadline, int record) {
    int place = from;
    while (true) {
      int least = leastChild(place);
      if (least < 0 || deadline <= deadline(least)) {
        break;
      }
      set(place, deadline(least), record(least));
      place = least;
    }
    set(place, deadline, record);
  }

  private int leastChild(int place) {
    int first = firstChild(place);
    if (first >= size) {
      return -1;
    }
    int least = first;
    int end = Math.min(first + ARITY, size);
    for (int child = first + 1; child < end; child++) {
      if (deadline(child) < deadline(least)) {
        least = child;
      }
    }
    return least;
  }

  private void set(int place, long deadline, int record) {
    entries.putLong(offset(place), deadline);
    entries.putInt(offset(place) + RECORD, record);
    reservations.setDuePlace(record, place);
  }

  private long deadline(int place) {
    return entries.getLong(offset(place));
  }

  private int record(int place) {
    return entries.getInt(offset(place) + RECORD);
  }

  private static long offset(int place) {
    return FIRST + (long) place * ENTRY_LENGTH;
  }

  private static int firstChild(int place) {
    return place * ARITY + 1;
  }

  private static int parent(int place) {
    return (place - 1) / ARITY;
  }
}

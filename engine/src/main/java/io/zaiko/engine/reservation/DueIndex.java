package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * Which reservation is due next, in the order (time, bytes of the id): a 4-ary heap whose entries
 * carry the time, so that a step down reads one cache line. Every record knows its place, so it can
 * be taken out at any time. Engine thread only.
 */
final class DueIndex {
  private static final int ENTRY_LENGTH = 16;
  private static final int RECORD = 8;
  private static final int ARITY = 4;

  /** Where the first entry lies: so the four below any entry share a cache line. */
  private static final int FIRST = (ARITY - 1) * ENTRY_LENGTH;

  private final Region entries;
  private final ReservationTable reservations;
  private final ReservationIds ids;
  private int size;

  DueIndex(OffHeapMemory memory, int capacity, ReservationTable reservations, ReservationIds ids) {
    entries = memory.allocateGrowing("due index", offset(capacity));
    this.reservations = reservations;
    this.ids = ids;
  }

  /** Time of the first entry in microseconds, or Long.MAX_VALUE if there is none. */
  long nextDeadline() {
    return size == 0 ? Long.MAX_VALUE : deadline(0);
  }

  /** The record that is due first; only if there is one. */
  int first() {
    return record(0);
  }

  /** Loads a place and the one above it. What it returns means nothing. */
  long touch(int place) {
    return deadline(place) + deadline(parent(place));
  }

  void add(int record, long deadline) {
    siftUp(size++, deadline, record);
    entries.grownTo(offset(size));
  }

  void remove(int place) {
    size--;
    if (place == size) {
      return;
    }
    long deadline = deadline(size);
    int record = record(size);
    if (place > 0 && isBefore(deadline, record, parent(place))) {
      siftUp(place, deadline, record);
    } else {
      siftDown(place, deadline, record);
    }
  }

  private void siftUp(int from, long deadline, int record) {
    int place = from;
    while (place > 0 && isBefore(deadline, record, parent(place))) {
      set(place, deadline(parent(place)), record(parent(place)));
      place = parent(place);
    }
    set(place, deadline, record);
  }

  private void siftDown(int from, long deadline, int record) {
    int place = from;
    while (true) {
      int least = leastChild(place);
      if (least < 0 || isBefore(deadline, record, least)) {
        break;
      }
      set(place, deadline(least), record(least));
      place = least;
    }
    set(place, deadline, record);
  }

  private int leastChild(int place) {
    int first = place * ARITY + 1;
    if (first >= size) {
      return -1;
    }
    int least = first;
    int end = Math.min(first + ARITY, size);
    for (int child = first + 1; child < end; child++) {
      if (isBefore(deadline(child), record(child), least)) {
        least = child;
      }
    }
    return least;
  }

  private boolean isBefore(long deadline, int record, int otherPlace) {
    long other = deadline(otherPlace);
    return deadline != other ? deadline < other : ids.compare(record, record(otherPlace)) < 0;
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

  private static int parent(int place) {
    return (place - 1) / ARITY;
  }
}

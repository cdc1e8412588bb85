package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.OffHeapMemory;
import java.util.function.IntConsumer;

/**
 * The closed reservations in the order of closing, those of which something was fulfilled apart:
 * they are kept longer (rule 12). Engine thread only.
 */
final class ClosedReservations {
  static final int NONE = -1;

  private final ClosedOrder unfulfilled;
  private final ClosedOrder fulfilled;
  private final ReservationTable reservations;
  private final long unfulfilledMicros;
  private final long fulfilledMicros;

  /**
   * @param unfulfilledMicros how long a reservation is kept of which nothing was fulfilled
   * @param fulfilledMicros how long another one is kept
   */
  ClosedReservations(
      OffHeapMemory memory,
      int capacity,
      ReservationTable reservations,
      long unfulfilledMicros,
      long fulfilledMicros) {
    unfulfilled = new ClosedOrder(memory, "closed reservations", capacity);
    fulfilled = new ClosedOrder(memory, "fulfilled reservations", capacity);
    this.reservations = reservations;
    this.unfulfilledMicros = unfulfilledMicros;
    this.fulfilledMicros = fulfilledMicros;
  }

  int count() {
    return unfulfilled.count() + fulfilled.count();
  }

  void add(int record) {
    orderOf(record).add(record);
  }

  private ClosedOrder orderOf(int record) {
    return reservations.state(record) == State.FULFILLED ? fulfilled : unfulfilled;
  }

  /** Whether a closed reservation has been kept long enough at a time. */
  boolean isRetired(int record, long nowMicros) {
    long kept = reservations.state(record) == State.FULFILLED ? fulfilledMicros : unfulfilledMicros;
    return reservations.closedAt(record) + kept <= nowMicros;
  }

  /** Takes out a reservation that has been kept long enough; NONE if there is none. */
  int removeRetired(long nowMicros) {
    if (unfulfilled.count() > 0 && isRetired(unfulfilled.at(0), nowMicros)) {
      return unfulfilled.removeOldest();
    }
    if (fulfilled.count() > 0 && isRetired(fulfilled.at(0), nowMicros)) {
      return fulfilled.removeOldest();
    }
    return NONE;
  }

  /** Takes out the one that closed first, of equal ones the unfulfilled; only if there is one. */
  int removeOldest() {
    if (fulfilled.count() == 0) {
      return unfulfilled.removeOldest();
    }
    boolean unfulfilledFirst =
        unfulfilled.count() > 0
            && reservations.closedAt(unfulfilled.at(0)) <= reservations.closedAt(fulfilled.at(0));
    return unfulfilledFirst ? unfulfilled.removeOldest() : fulfilled.removeOldest();
  }

  /** Visits all in the order of closing: those of which nothing was fulfilled, then the others. */
  void forEach(IntConsumer visitor) {
    unfulfilled.forEach(visitor);
    fulfilled.forEach(visitor);
  }

  /** One that may be the n-th to go, or NONE: good enough to load it ahead. */
  int likelyOldest(int n) {
    if (n < unfulfilled.count()) {
      return unfulfilled.at(n);
    }
    return n < fulfilled.count() ? fulfilled.at(n) : NONE;
  }
}

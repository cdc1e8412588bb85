package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ReservationState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One reservation, open or closed; a transfer is one too. */
final class Reservation {
  /** The units of one pair: requested = open + fulfilled + released + expired + shorted. */
  static final class Line {
    long requested;
    long open;
    long fulfilled;
    long released;
    long expired;
    long shorted;
    long returned;

    /** Sequence of the last promise at this pair. */
    final long promised;

    Line(long promised) {
      this.promised = promised;
    }

    long returnable() {
      return fulfilled - returned;
    }
  }

  final String id;
  final int channel;

  /** By pair, in the order in which the pairs were first named. */
  final Map<Pair, Line> lines = new LinkedHashMap<>();

  /** Absent for anything but a transfer. */
  final Optional<Transfer> transfer;

  ReservationState state;

  /** When a hold expires, in microseconds; 0 = none. */
  long expiresAt;

  /** Until when an order is to be picked up, in microseconds; 0 = no such time. */
  long deadline;

  boolean expireAtDeadline;
  boolean overdue;

  /** When nothing was left to do, in microseconds. */
  long closedAt;

  Reservation(String id, int channel, ReservationState state, Optional<Transfer> transfer) {
    this.id = id;
    this.channel = channel;
    this.state = state;
    this.transfer = transfer;
  }

  boolean isOpen() {
    return state == ReservationState.HELD || isOrder();
  }

  boolean isOrder() {
    return state == ReservationState.COMMITTED || state == ReservationState.STAGED;
  }

  boolean isTransfer() {
    return transfer.isPresent();
  }

  /** Whether a transfer is neither closed nor given back before anything moved. */
  boolean isLiveTransfer() {
    return transfer.isPresent() && !transfer.get().over && (isOpen() || transfer.get().hasMoved());
  }

  boolean hasOpenUnits() {
    return lines.values().stream().anyMatch(line -> line.open > 0);
  }

  boolean isFulfilledInPart() {
    return lines.values().stream().anyMatch(line -> line.fulfilled > 0);
  }

  /** Units of a pair that are open; 0 for a pair that it does not have. */
  long open(Pair pair) {
    return lines.containsKey(pair) ? lines.get(pair).open : 0;
  }

  /** When something is due, in microseconds; Long.MAX_VALUE = never. */
  long due() {
    if (state == ReservationState.HELD) {
      return expiresAt;
    }
    return isOrder() && deadline > 0 && !overdue ? deadline : Long.MAX_VALUE;
  }

  /** The state in which a reservation ends on which nothing is open (rule 11). */
  ReservationState endState() {
    if (isFulfilledInPart()) {
      return ReservationState.FULFILLED;
    }
    if (lines.values().stream().anyMatch(line -> line.shorted > 0)) {
      return ReservationState.SHORTED;
    }
    if (lines.values().stream().anyMatch(line -> line.expired > 0)) {
      return ReservationState.EXPIRED;
    }
    return ReservationState.RELEASED;
  }
}

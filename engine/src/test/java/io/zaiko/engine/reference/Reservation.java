package io.zaiko.engine.reference;

import io.zaiko.protocol.sbe.ReservationState;
import java.util.LinkedHashMap;
import java.util.Map;

/** One reservation, open or closed. */
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

    long returnable() {
      return fulfilled - returned;
    }
  }

  final String id;
  final int channel;

  /** By pair, in the order in which the pairs were first named. */
  final Map<Pair, Line> lines = new LinkedHashMap<>();

  ReservationState state;

  /** Microseconds; 0 = none. */
  long expiresAt;

  Reservation(String id, int channel, ReservationState state, long expiresAt) {
    this.id = id;
    this.channel = channel;
    this.state = state;
    this.expiresAt = expiresAt;
  }

  void add(Pair pair, long quantity) {
    Line line = new Line();
    line.requested = quantity;
    line.open = quantity;
    lines.put(pair, line);
  }

  boolean isOpen() {
    return state == ReservationState.HELD
        || state == ReservationState.COMMITTED
        || state == ReservationState.STAGED;
  }

  boolean hasOpenUnits() {
    return lines.values().stream().anyMatch(line -> line.open > 0);
  }

  /** The state in which a reservation ends on which nothing is open (rule 11). */
  ReservationState endState() {
    if (lines.values().stream().anyMatch(line -> line.fulfilled > 0)) {
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

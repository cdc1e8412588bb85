package io.zaiko.engine.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zaiko.protocol.sbe.ReservationState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reservations that are kept, and their end in time (rules 12 and 15). */
final class ReferenceReservations {
  private static final Comparator<Reservation> BY_EXPIRY_AND_ID =
      Comparator.<Reservation>comparingLong(reservation -> reservation.expiresAt)
          .thenComparing(reservation -> reservation.id.getBytes(UTF_8), Arrays::compareUnsigned);

  private final Limits limits;
  private final ReferenceStock stock;
  private final Map<String, Reservation> byId = new HashMap<>();

  /** The closed ones, the one closed first first. */
  private final List<Reservation> closed = new ArrayList<>();

  ReferenceReservations(Limits limits, ReferenceStock stock) {
    this.limits = limits;
    this.stock = stock;
  }

  Optional<Reservation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Iterable<Reservation> all() {
    return byId.values();
  }

  /** Everything due at or before a time expires. */
  void expireDue(long time) {
    byId.values().stream()
        .filter(reservation -> reservation.state == ReservationState.HELD)
        .filter(reservation -> reservation.expiresAt <= time)
        .sorted(BY_EXPIRY_AND_ID)
        .toList()
        .forEach(this::expire);
  }

  private void expire(Reservation reservation) {
    reservation.lines.forEach(
        (pair, line) -> {
          stock.record(pair).addReserved(-line.open);
          line.expired += line.open;
          line.open = 0;
        });
    closeIfNothingIsOpen(reservation);
  }

  void closeIfNothingIsOpen(Reservation reservation) {
    if (!reservation.hasOpenUnits()) {
      reservation.state = reservation.endState();
      reservation.expiresAt = 0;
      closed.add(reservation);
    }
  }

  /**
   * Forgets closed reservations, the one closed first first, until one with so many lines fits.
   * False, and none is forgotten, if it would not even fit without all of them.
   */
  boolean makeRoom(int lineCount) {
    int neededReservations = byId.size() + 1 - limits.reservations();
    int neededLines = lineCount(byId.values()) + lineCount - limits.lines();
    if (neededReservations > closed.size() || neededLines > lineCount(closed)) {
      return false;
    }
    int forgottenLines = 0;
    for (int forgotten = 0;
        forgotten < neededReservations || forgottenLines < neededLines;
        forgotten++) {
      Reservation oldest = closed.remove(0);
      forgottenLines += oldest.lines.size();
      byId.remove(oldest.id);
    }
    return true;
  }

  private static int lineCount(Iterable<Reservation> reservations) {
    int count = 0;
    for (Reservation reservation : reservations) {
      count += reservation.lines.size();
    }
    return count;
  }

  void add(Reservation reservation) {
    byId.put(reservation.id, reservation);
    reservation.lines.forEach((pair, line) -> stock.record(pair).addReserved(line.open));
  }

  /**
   * Credits a reservation with goods that came back (rule 18). False if it did not fulfil so many
   * units of the SKU that have not come back yet, or is not known.
   */
  boolean takeBack(String id, String sku, long quantity) {
    List<Reservation.Line> lines = new ArrayList<>();
    find(id)
        .ifPresent(
            reservation ->
                reservation.lines.forEach(
                    (pair, line) -> {
                      if (pair.sku().equals(sku)) {
                        lines.add(line);
                      }
                    }));
    if (lines.stream().mapToLong(Reservation.Line::returnable).sum() < quantity) {
      return false;
    }
    long left = quantity;
    for (Reservation.Line line : lines) {
      long taken = Math.min(left, line.returnable());
      line.returned += taken;
      left -= taken;
    }
    return true;
  }
}

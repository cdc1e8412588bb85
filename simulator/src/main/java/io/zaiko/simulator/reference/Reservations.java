package io.zaiko.simulator.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zaiko.protocol.sbe.ReservationState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reservations that are kept, what is due of them, and when they are forgotten. */
final class Reservations {
  private static final Comparator<Reservation> BY_DUE_AND_ID =
      Comparator.<Reservation>comparingLong(Reservation::due)
          .thenComparing(reservation -> reservation.id.getBytes(UTF_8), Arrays::compareUnsigned);

  private static final Comparator<Reservation> BY_CLOSE =
      Comparator.<Reservation>comparingLong(reservation -> reservation.closedAt)
          .thenComparing(Reservation::isFulfilledInPart);

  private final Limits limits;
  private final Stock stock;
  private final Feed feed;
  private final Moment now;
  private final Map<String, Reservation> byId = new HashMap<>();

  /** The closed ones, in the order in which they closed. */
  private final List<Reservation> closed = new ArrayList<>();

  Reservations(Limits limits, Stock stock, Feed feed, Moment now) {
    this.limits = limits;
    this.stock = stock;
    this.feed = feed;
    this.now = now;
  }

  Optional<Reservation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Collection<Reservation> all() {
    return byId.values();
  }

  /** Everything due at or before this moment happens (rule 15). */
  void doDue() {
    byId.values().stream()
        .filter(reservation -> reservation.due() <= now.time())
        .sorted(BY_DUE_AND_ID)
        .toList()
        .forEach(this::doDue);
  }

  private void doDue(Reservation reservation) {
    boolean expires = reservation.state == ReservationState.HELD || reservation.expireAtDeadline;
    if (reservation.isOrder()) {
      reservation.overdue = true;
      feed.pickupOverdue(reservation);
    }
    if (expires) {
      List.copyOf(reservation.lines.keySet())
          .forEach(pair -> expire(reservation, pair, reservation.lines.get(pair)));
      closeIfNothingIsOpen(reservation);
    }
  }

  private void expire(Reservation reservation, Pair pair, Reservation.Line line) {
    stock.step(pair, record -> record.reserve(reservation.channel, -line.open));
    line.expired += line.open;
    line.open = 0;
  }

  /** Gives back all that is open. */
  void releaseAll(Reservation reservation) {
    reservation.lines.forEach(
        (pair, line) -> {
          if (line.open > 0) {
            stock.step(pair, record -> record.reserve(reservation.channel, -line.open));
            line.released += line.open;
            line.open = 0;
          }
        });
    closeIfNothingIsOpen(reservation);
  }

  void closeIfNothingIsOpen(Reservation reservation) {
    if (reservation.isOpen() && !reservation.hasOpenUnits()) {
      reservation.state = reservation.endState();
    }
    if (!reservation.isOpen() && !reservation.isLiveTransfer() && !closed.contains(reservation)) {
      reservation.closedAt = now.time();
      closed.add(reservation);
    }
  }

  /** What was closed long ago is forgotten (rule 12). */
  void forgetOld() {
    for (Reservation reservation : List.copyOf(closed)) {
      long kept =
          reservation.isFulfilledInPart() ? limits.fulfilledRetention() : limits.closedRetention();
      if (reservation.closedAt + kept <= now.time()) {
        forget(reservation);
      }
    }
  }

  private void forget(Reservation reservation) {
    closed.remove(reservation);
    byId.remove(reservation.id);
  }

  /** Whether so much would fit once all closed reservations were forgotten. */
  boolean canMakeRoom(int reservations, int lines, Optional<Reservation> alsoClosed) {
    List<Reservation> lost = new ArrayList<>(closed);
    alsoClosed.ifPresent(lost::add);
    return byId.size() + reservations - lost.size() <= limits.reservations()
        && lineCount(byId.values()) + lines - lineCount(lost) <= limits.lines();
  }

  /** Forgets closed reservations, those that closed first first, until so much more fits. */
  void makeRoom(int reservations, int lines) {
    List<Reservation> oldestFirst = new ArrayList<>(closed);
    oldestFirst.sort(BY_CLOSE);
    for (Reservation oldest : oldestFirst) {
      if (byId.size() + reservations > limits.reservations()
          || lineCount(byId.values()) + lines > limits.lines()) {
        forget(oldest);
      }
    }
  }

  private static int lineCount(Collection<Reservation> reservations) {
    return reservations.stream().mapToInt(reservation -> reservation.lines.size()).sum();
  }

  /** SKUs that all transfers kept have moved. */
  int transferLineCount() {
    return byId.values().stream()
        .flatMap(reservation -> reservation.transfer.stream())
        .mapToInt(transfer -> transfer.moved.size())
        .sum();
  }

  void add(Reservation reservation) {
    byId.put(reservation.id, reservation);
  }

  /** Promises units of a pair to a reservation. */
  void promise(Reservation reservation, Pair pair, long units) {
    stock.step(pair, record -> record.reserve(reservation.channel, units));
    Reservation.Line before = reservation.lines.get(pair);
    Reservation.Line line = new Reservation.Line(now.sequence());
    if (before != null) {
      line.requested = before.requested;
      line.open = before.open;
      line.fulfilled = before.fulfilled;
      line.released = before.released;
      line.expired = before.expired;
      line.shorted = before.shorted;
      line.returned = before.returned;
    }
    line.requested += units;
    line.open += units;
    reservation.lines.put(pair, line);
  }

  /**
   * Credits a reservation with goods that came back (rule 18). False if it did not fulfil so many
   * units of the SKU that have not come back yet, is a transfer, or is not known.
   */
  boolean takeBack(String id, int sku, long quantity) {
    List<Reservation.Line> lines = new ArrayList<>();
    find(id)
        .filter(reservation -> !reservation.isTransfer())
        .ifPresent(
            reservation ->
                reservation.lines.forEach(
                    (pair, line) -> {
                      if (pair.sku() == sku) {
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

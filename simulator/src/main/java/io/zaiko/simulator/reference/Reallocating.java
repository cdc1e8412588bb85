package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Relocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** REALLOCATE: lines of a reservation move to other locations (rule 16). */
final class Reallocating {
  private final Catalog catalog;
  private final Stock stock;
  private final Reservations reservations;

  /** A line of the command, by handles. */
  private record Shift(Pair from, Pair to) {}

  Reallocating(Catalog catalog, Stock stock, Reservations reservations) {
    this.catalog = catalog;
    this.stock = stock;
    this.reservations = reservations;
  }

  Outcome reallocate(Action.Reallocate command) {
    Optional<Reservation> found = reservations.find(command.reservation());
    Optional<Outcome> refusal = unknown(command.lines()).or(() -> closed(command.lines(), found));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Reservation reservation = found.orElseThrow();
    List<Shift> shifts = command.lines().stream().map(this::shift).toList();
    Optional<Outcome> insufficient =
        notOpen(reservation, shifts).or(() -> notToBeHad(reservation, shifts));
    if (insufficient.isPresent()) {
      return insufficient.get();
    }
    List<Pair> pairs = pairsAfter(reservation, shifts);
    int more = pairs.size() - reservation.lines.size();
    if (pairs.size() > Limits.MAX_LINES || !reservations.canMakeRoom(0, more, Optional.empty())) {
      return Outcome.refused(ResultCode.CAPACITY_EXCEEDED);
    }
    if (exceedsLimit(reservation, shifts)) {
      return Outcome.refused(ResultCode.LIMIT_EXCEEDED);
    }
    reservations.makeRoom(0, more);
    move(reservation, shifts);
    return Outcome.ok();
  }

  private Shift shift(Relocation line) {
    return new Shift(
        catalog.pair(line.sku(), line.location()).orElseThrow(),
        catalog.pair(line.sku(), line.destination()).orElseThrow());
  }

  private Optional<Outcome> unknown(List<Relocation> lines) {
    return Lines.refusal(
            lines, ResultCode.UNKNOWN_SKU, line -> catalog.sku(line.sku()).isEmpty(), line -> 0)
        .or(
            () ->
                Lines.refusal(
                    lines,
                    ResultCode.UNKNOWN_LOCATION,
                    line ->
                        catalog.location(line.location()).isEmpty()
                            || catalog.location(line.destination()).isEmpty(),
                    line -> 0));
  }

  private Optional<Outcome> closed(List<Relocation> lines, Optional<Reservation> reservation) {
    if (reservation.isEmpty()) {
      return Optional.of(Outcome.refused(ResultCode.UNKNOWN_RESERVATION));
    }
    return Lines.refusal(
            lines,
            ResultCode.LOCATION_SUSPENDED,
            line -> catalog.isSuspended(destination(line)),
            line -> 0)
        .or(
            () ->
                Lines.refusal(
                    lines,
                    ResultCode.CHANNEL_DISABLED,
                    line -> !catalog.serves(destination(line), reservation.get().channel),
                    line -> 0))
        .or(
            () ->
                Lifecycle.notIn(
                    reservation.get().isTransfer()
                        ? Set.of()
                        : Set.of(ReservationState.HELD, ReservationState.COMMITTED),
                    reservation));
  }

  private int destination(Relocation line) {
    return catalog.location(line.destination()).orElseThrow();
  }

  /** Each line must name a pair with something open, that no line before it named. */
  private static Optional<Outcome> notOpen(Reservation reservation, List<Shift> shifts) {
    Set<Pair> named = new HashSet<>();
    return Lines.refusal(
        shifts,
        ResultCode.INSUFFICIENT,
        shift -> !named.add(shift.from()) || reservation.open(shift.from()) == 0,
        shift -> 0);
  }

  /** Each target must have what comes to it, as if all named were released first. */
  private Optional<Outcome> notToBeHad(Reservation reservation, List<Shift> shifts) {
    List<Pair> released = shifts.stream().map(Shift::from).toList();
    Map<Pair, Long> coming = coming(reservation, shifts);
    Map<Pair, Long> ats = new LinkedHashMap<>();
    for (Pair to : coming.keySet()) {
      long back = released.contains(to) ? reservation.open(to) : 0;
      ats.put(to, stock.ats(to, reservation.channel, back, back));
    }
    return Lines.refusal(
        shifts,
        ResultCode.INSUFFICIENT,
        shift -> coming.get(shift.to()) > ats.get(shift.to()),
        shift -> ats.get(shift.to()));
  }

  /** Units that come to each target, summed, in the order in which the targets were named. */
  private static Map<Pair, Long> coming(Reservation reservation, List<Shift> shifts) {
    Map<Pair, Long> coming = new LinkedHashMap<>();
    shifts.forEach(shift -> coming.merge(shift.to(), reservation.open(shift.from()), Long::sum));
    return coming;
  }

  /** The pairs of the reservation as they will be: some go, then some come. */
  private static List<Pair> pairsAfter(Reservation reservation, List<Shift> shifts) {
    List<Pair> pairs = new ArrayList<>(reservation.lines.keySet());
    for (Shift shift : shifts) {
      Reservation.Line line = reservation.lines.get(shift.from());
      if (line.requested == line.open) {
        pairs.remove(shift.from());
      }
    }
    for (Shift shift : shifts) {
      if (!pairs.contains(shift.to())) {
        pairs.add(shift.to());
      }
    }
    return pairs;
  }

  private static boolean exceedsLimit(Reservation reservation, List<Shift> shifts) {
    Map<Pair, Long> requested = new LinkedHashMap<>();
    reservation.lines.forEach((pair, line) -> requested.put(pair, line.requested));
    for (Shift shift : shifts) {
      requested.merge(shift.from(), -reservation.open(shift.from()), Long::sum);
    }
    for (Shift shift : shifts) {
      requested.merge(shift.to(), reservation.open(shift.from()), Long::sum);
    }
    return requested.values().stream().anyMatch(units -> units > Limits.MAX_QUANTITY);
  }

  private void move(Reservation reservation, List<Shift> shifts) {
    Map<Pair, Long> coming = coming(reservation, shifts);
    for (Shift shift : shifts) {
      Reservation.Line line = reservation.lines.get(shift.from());
      stock.step(shift.from(), record -> record.reserve(reservation.channel, -line.open));
      line.requested -= line.open;
      line.open = 0;
      if (line.requested == 0) {
        reservation.lines.remove(shift.from());
      }
    }
    coming.forEach((target, units) -> reservations.promise(reservation, target, units));
  }
}

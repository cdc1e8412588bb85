package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.simulator.reference.Answer.Endangered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Who goes without if an oversell stays (rule 9). */
final class Endangerment {
  private final Stock stock;
  private final Reservations reservations;

  Endangerment(Stock stock, Reservations reservations) {
    this.stock = stock;
    this.reservations = reservations;
  }

  /** Of several pairs, in their order; of those that are not oversold nobody. */
  List<Endangered> at(Collection<Pair> pairs) {
    return pairs.stream().flatMap(pair -> at(pair).stream()).toList();
  }

  /** As many as it takes: HELD newest first, then COMMITTED, then STAGED. */
  List<Endangered> at(Pair pair) {
    Comparator<Reservation> byStateThenNewestFirst =
        Comparator.<Reservation>comparingInt(reservation -> rank(reservation.state))
            .thenComparing(
                reservation -> reservation.lines.get(pair).promised, Comparator.reverseOrder());
    List<Reservation> open =
        reservations.all().stream()
            .filter(reservation -> reservation.open(pair) > 0)
            .sorted(byStateThenNewestFirst)
            .toList();
    List<Endangered> endangered = new ArrayList<>();
    long left = -stock.record(pair).atf();
    for (Reservation reservation : open) {
      if (left > 0) {
        long units = reservation.open(pair);
        endangered.add(
            new Endangered(pair.sku(), pair.location(), units, reservation.state, reservation.id));
        left -= units;
      }
    }
    return endangered;
  }

  private static int rank(ReservationState state) {
    return switch (state) {
      case HELD -> 0;
      case COMMITTED -> 1;
      case STAGED -> 2;
      default -> throw new IllegalStateException("open units on a reservation that is " + state);
    };
  }
}

package io.zaiko.simulator.generate;

import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Questions;
import java.util.List;
import java.util.function.Predicate;

/** Ids of reservations and transfers, mostly of those that are there. */
final class RandomIds {
  private static final int IDS = 200;
  private static final int LONGEST = 64;

  private final Dice dice;
  private final Questions state;

  RandomIds(Dice dice, Questions state) {
    this.dice = dice;
    this.state = state;
  }

  /** An id for something new; sometimes one that is in use, sometimes a long one. */
  String fresh(String prefix) {
    String id = dice.chance(93) ? prefix + dice.below(IDS) : reservation(any -> true);
    return dice.chance(3) ? id + "x".repeat(Math.max(0, LONGEST - id.length())) : id;
  }

  /** Mostly a reservation that is kept, sometimes one of the wanted ones, rarely none at all. */
  String reservation(Predicate<Answer.Reservation> wanted) {
    return pick("R", wanted);
  }

  /** Mostly an open one. */
  String open() {
    return pick("R", RandomIds::isOpen);
  }

  String inState(ReservationState state) {
    return pick("R", answer -> answer.state() == state);
  }

  /** Mostly one that something may be returned of. */
  String fulfilled() {
    return pick("R", answer -> answer.lines().stream().anyMatch(line -> line.fulfilled() > 0));
  }

  /** Mostly a transfer that still has to do with something. */
  String transfer() {
    return pick(
        "T",
        answer -> answer.destination() != Answer.NONE && (isOpen(answer) || hasInTransit(answer)));
  }

  private static boolean hasInTransit(Answer.Reservation transfer) {
    return transfer.moved().stream()
        .anyMatch(sku -> sku.dispatched() + sku.found() > sku.received() + sku.lost());
  }

  private String pick(String prefix, Predicate<Answer.Reservation> wanted) {
    List<String> ids = state.ids().stream().sorted().toList();
    if (ids.isEmpty() || dice.chance(4)) {
      return prefix + dice.below(IDS);
    }
    List<String> preferred =
        dice.chance(75)
            ? ids.stream().filter(id -> wanted.test(state.reservation(id))).toList()
            : List.of();
    return dice.pick(preferred.isEmpty() ? ids : preferred);
  }

  static boolean isOpen(Answer.Reservation reservation) {
    return reservation.state() == ReservationState.HELD || isOrder(reservation);
  }

  static boolean isOrder(Answer.Reservation reservation) {
    return reservation.state() == ReservationState.COMMITTED
        || reservation.state() == ReservationState.STAGED;
  }
}

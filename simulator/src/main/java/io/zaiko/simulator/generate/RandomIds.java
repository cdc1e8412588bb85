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
    String id = dice.chance(93) ? prefix + dice.below(IDS) : reservation(false);
    return dice.chance(3) ? id + "x".repeat(Math.max(0, LONGEST - id.length())) : id;
  }

  /** Mostly a reservation that is kept, an open one by preference; sometimes none at all. */
  String reservation(boolean open) {
    return pick("R", open, answer -> open ? isOpen(answer) : true);
  }

  /** Mostly a transfer that is kept, one that moves by preference. */
  String transfer() {
    return pick(
        "T",
        true,
        answer ->
            answer.destination() != Answer.NONE && (isOpen(answer) || !answer.moved().isEmpty()));
  }

  private String pick(String prefix, boolean choosy, Predicate<Answer.Reservation> wanted) {
    List<String> ids = state.ids().stream().sorted().toList();
    if (ids.isEmpty() || dice.chance(6)) {
      return prefix + dice.below(IDS);
    }
    List<String> preferred = ids.stream().filter(id -> wanted.test(state.reservation(id))).toList();
    boolean prefers = choosy && !preferred.isEmpty() && dice.chance(80);
    return dice.pick(prefers ? preferred : ids);
  }

  static boolean isOpen(Answer.Reservation reservation) {
    return reservation.state() == ReservationState.HELD || isOrder(reservation);
  }

  static boolean isOrder(Answer.Reservation reservation) {
    return reservation.state() == ReservationState.COMMITTED
        || reservation.state() == ReservationState.STAGED;
  }
}

package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.reference.Answer.LineReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RESERVE, which may supersede another reservation (rules 12, 13 and 16). */
final class Reserving {
  private final Limits limits;
  private final Catalog catalog;
  private final Lines lines;
  private final Stock stock;
  private final Reservations reservations;
  private final Moment now;

  Reserving(Limits limits, Catalog catalog, Stock stock, Reservations reservations, Moment now) {
    this.limits = limits;
    this.catalog = catalog;
    this.lines = new Lines(catalog);
    this.stock = stock;
    this.reservations = reservations;
    this.now = now;
  }

  Outcome reserve(Action.Reserve reserve) {
    Optional<Reservation> old = reservations.find(reserve.supersedes());
    Optional<Outcome> refusal = refusal(reserve, old);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Granting granting = new Granting(catalog, stock, reserve, old);
    granting.grantLinesWithALocation();
    granting.grantLinesWithChoices();
    Map<Pair, Long> granted = granting.granted();
    if (granted.size() > Limits.MAX_LINES) {
      return Outcome.refused(ResultCode.CAPACITY_EXCEEDED);
    }
    List<LineReply> shortOf = granting.linesRefused();
    if (!shortOf.isEmpty()) {
      return Outcome.refused(ResultCode.INSUFFICIENT, shortOf);
    }
    if (!reservations.canMakeRoom(1, granted.size(), old)) {
      return Outcome.refused(ResultCode.CAPACITY_EXCEEDED);
    }
    List<LineReply> told = granting.linesToTell();
    old.ifPresent(reservations::releaseAll);
    reservations.makeRoom(1, granted.size());
    Reservation reservation = reservation(reserve);
    reservations.add(reservation);
    granted.forEach((pair, units) -> reservations.promise(reservation, pair, units));
    return Outcome.ok(told);
  }

  private Reservation reservation(Action.Reserve reserve) {
    boolean paid = reserve.options().paid();
    Reservation reservation =
        new Reservation(
            reserve.reservation(),
            reserve.channel(),
            paid ? ReservationState.COMMITTED : ReservationState.HELD,
            Optional.empty());
    reservation.expiresAt = paid ? 0 : now.time() + hold(reserve.hold());
    reservation.deadline = reserve.deadline();
    reservation.expireAtDeadline = reserve.options().expireAtDeadline();
    return reservation;
  }

  private long hold(long asked) {
    return asked == 0 ? limits.defaultHold() : asked;
  }

  private Optional<Outcome> refusal(Action.Reserve reserve, Optional<Reservation> old) {
    if (lines.unknownCodes(reserve.lines()).isPresent()) {
      return lines.unknownCodes(reserve.lines());
    }
    if (!reserve.supersedes().isEmpty() && old.isEmpty()) {
      return Optional.of(Outcome.refused(ResultCode.UNKNOWN_RESERVATION));
    }
    if (reservations.find(reserve.reservation()).isPresent()) {
      return Optional.of(Outcome.refused(ResultCode.ALREADY_EXISTS));
    }
    Optional<Outcome> closed =
        Lines.refusal(
                reserve.lines(),
                ResultCode.LOCATION_SUSPENDED,
                line -> location(line).filter(catalog::isSuspended).isPresent(),
                Line::quantity)
            .or(
                () ->
                    Lines.refusal(
                        reserve.lines(),
                        ResultCode.CHANNEL_DISABLED,
                        line ->
                            location(line)
                                .filter(at -> !catalog.serves(at, reserve.channel()))
                                .isPresent(),
                        Line::quantity));
    if (closed.isPresent() || old.isEmpty()) {
      return closed;
    }
    if (old.get().state == ReservationState.EXPIRED) {
      return Optional.of(Outcome.refused(ResultCode.EXPIRED));
    }
    return old.get().isOpen() && !old.get().isTransfer()
        ? Optional.empty()
        : Optional.of(Outcome.refused(ResultCode.ILLEGAL_STATE));
  }

  /** The location of a line that has one of its own. */
  private Optional<Integer> location(Line line) {
    return catalog.location(line.location());
  }
}

package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.SkuLine;
import io.zaiko.simulator.reference.Answer.LineReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** TRANSFER_REQUEST and TRANSFER_CANCEL (rule 19a). */
final class Transfers {
  private final Limits limits;
  private final Catalog catalog;
  private final Stock stock;
  private final Reservations reservations;

  Transfers(Limits limits, Catalog catalog, Stock stock, Reservations reservations) {
    this.limits = limits;
    this.catalog = catalog;
    this.stock = stock;
    this.reservations = reservations;
  }

  Outcome request(Action.TransferRequest request) {
    Optional<Outcome> refusal = refusal(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    int source = catalog.location(request.from()).orElseThrow();
    int channel = limits.transferChannel();
    Map<Pair, Long> asked = new LinkedHashMap<>();
    for (SkuLine line : request.lines()) {
      asked.merge(pair(line, source), line.quantity(), Long::sum);
    }
    Optional<Outcome> insufficient =
        Lines.refusal(
            request.lines(),
            ResultCode.INSUFFICIENT,
            line -> asked.get(pair(line, source)) > stock.ats(pair(line, source), channel),
            line -> stock.ats(pair(line, source), channel));
    if (insufficient.isPresent()) {
      return insufficient.get();
    }
    if (!reservations.canMakeRoom(1, asked.size(), Optional.empty())) {
      return Outcome.refused(ResultCode.CAPACITY_EXCEEDED);
    }
    reservations.makeRoom(1, asked.size());
    Reservation transfer =
        new Reservation(
            request.transfer(),
            channel,
            ReservationState.COMMITTED,
            Optional.of(new Transfer(source, catalog.location(request.to()).orElseThrow())));
    reservations.add(transfer);
    asked.forEach((pair, units) -> reservations.promise(transfer, pair, units));
    return Outcome.ok();
  }

  private Optional<Outcome> refusal(Action.TransferRequest request) {
    Optional<Outcome> unknownSku =
        Lines.refusal(
            request.lines(),
            ResultCode.UNKNOWN_SKU,
            line -> catalog.sku(line.sku()).isEmpty(),
            SkuLine::quantity);
    if (unknownSku.isPresent()) {
      return unknownSku;
    }
    Optional<Integer> from = catalog.location(request.from());
    Optional<Integer> to = catalog.location(request.to());
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.of(Outcome.refused(ResultCode.UNKNOWN_LOCATION));
    }
    if (reservations.find(request.transfer()).isPresent()) {
      return Optional.of(Outcome.refused(ResultCode.ALREADY_EXISTS));
    }
    if (catalog.isSuspended(from.get())) {
      return Optional.of(Outcome.refused(ResultCode.LOCATION_SUSPENDED));
    }
    if (limits.transferChannel() < 0) {
      return Optional.of(Outcome.refused(ResultCode.CHANNEL_DISABLED));
    }
    return from.equals(to)
        ? Optional.of(Outcome.refused(ResultCode.ILLEGAL_STATE))
        : Optional.empty();
  }

  private Pair pair(SkuLine line, int source) {
    return new Pair(catalog.sku(line.sku()).orElseThrow(), source);
  }

  Outcome cancel(Action.TransferCancel cancel) {
    Optional<Reservation> transfer =
        reservations.find(cancel.transfer()).filter(Reservation::isTransfer);
    Optional<Outcome> refusal =
        Lifecycle.notIn(Set.of(ReservationState.COMMITTED, ReservationState.STAGED), transfer);
    if (refusal.isEmpty()) {
      reservations.releaseAll(transfer.orElseThrow());
    }
    return refusal.orElse(Outcome.ok());
  }

  /** A fact about a transfer that is not live: every line is unmatched. */
  static Outcome unmatched(Action.TransferFact fact) {
    if (fact.lines().isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_RESERVATION);
    }
    return Outcome.ok(
        Lines.listed(fact.lines(), ResultCode.UNMATCHED, line -> true, SkuLine::quantity));
  }

  /** Lines of a fact with a SKU that is not known. */
  static java.util.List<LineReply> unknown(Action.TransferFact fact, Catalog catalog) {
    return Lines.listed(
        fact.lines(),
        ResultCode.UNMATCHED,
        line -> catalog.sku(line.sku()).isEmpty(),
        SkuLine::quantity);
  }
}

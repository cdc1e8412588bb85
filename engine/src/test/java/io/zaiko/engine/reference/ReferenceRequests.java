package io.zaiko.engine.reference;

import static io.zaiko.protocol.sbe.ReservationState.COMMITTED;
import static io.zaiko.protocol.sbe.ReservationState.HELD;
import static io.zaiko.protocol.sbe.ReservationState.STAGED;

import io.zaiko.engine.reference.Action.Line;
import io.zaiko.engine.reference.Answer.LineReply;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What somebody asks for and may be refused (rule 6). Nothing changes before all is checked. */
final class ReferenceRequests {
  private final Limits limits;
  private final ReferenceCatalog catalog;
  private final ReferenceStock stock;
  private final ReferenceReservations reservations;

  ReferenceRequests(
      Limits limits,
      ReferenceCatalog catalog,
      ReferenceStock stock,
      ReferenceReservations reservations) {
    this.limits = limits;
    this.catalog = catalog;
    this.stock = stock;
    this.reservations = reservations;
  }

  Outcome defineSku(Action.DefineSku define) {
    return fits(catalog.defineSku(define.code()));
  }

  Outcome defineLocation(Action.DefineLocation define) {
    return fits(catalog.defineLocation(define.code(), define.channels()));
  }

  private static Outcome fits(boolean done) {
    return done ? Outcome.ok() : Outcome.refused(ResultCode.CAPACITY_EXCEEDED);
  }

  Outcome setSafety(Action.SetSafety set) {
    Optional<String> location = catalog.location(set.location());
    Optional<String> sku = set.sku().flatMap(catalog::sku);
    if (set.sku().isPresent() && sku.isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_SKU);
    }
    if (location.isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_LOCATION);
    }
    if (sku.isEmpty()) {
      stock.setDefaultSafety(location.get(), set.channel(), set.quantity());
      return Outcome.ok();
    }
    Pair pair = new Pair(sku.get(), location.get());
    return fits(stock.overrideSafety(pair, set.channel(), set.quantity()));
  }

  Outcome reserve(Action.Reserve reserve, long time) {
    Optional<Outcome> unknown = unknownCodes(reserve.lines());
    if (unknown.isPresent()) {
      return unknown.get();
    }
    if (reservations.find(reserve.reservation()).isPresent()) {
      return Outcome.refused(ResultCode.ALREADY_EXISTS);
    }
    List<LineReply> disabled =
        listed(
            reserve.lines(),
            ResultCode.CHANNEL_DISABLED,
            line -> !catalog.serves(pair(line).location(), reserve.channel()),
            Line::quantity);
    if (!disabled.isEmpty()) {
      return Outcome.refused(ResultCode.CHANNEL_DISABLED, disabled);
    }
    Map<Pair, Long> asked = summed(reserve.lines());
    Map<Pair, Long> ats = new HashMap<>();
    asked.keySet().forEach(pair -> ats.put(pair, stock.ats(pair, reserve.channel())));
    Predicate<Pair> fallsShort = pair -> asked.get(pair) > ats.get(pair);
    boolean nothingToHave = ats.values().stream().allMatch(units -> units == 0);
    if (nothingToHave || (!reserve.partial() && asked.keySet().stream().anyMatch(fallsShort))) {
      return Outcome.refused(
          ResultCode.INSUFFICIENT,
          listed(
              reserve.lines(),
              ResultCode.INSUFFICIENT,
              line -> fallsShort.test(pair(line)),
              line -> ats.get(pair(line))));
    }
    Reservation reservation = reservation(reserve, time);
    asked.forEach(
        (pair, units) -> {
          if (ats.get(pair) > 0) {
            reservation.add(pair, Math.min(units, ats.get(pair)));
          }
        });
    if (!reservations.makeRoom(reservation.lines.size())) {
      return Outcome.refused(ResultCode.CAPACITY_EXCEEDED);
    }
    reservations.add(reservation);
    return new Outcome(ResultCode.OK, 0, linesGrantedInPart(reserve.lines(), reservation));
  }

  private Reservation reservation(Action.Reserve reserve, long time) {
    return reserve.paid()
        ? new Reservation(reserve.reservation(), reserve.channel(), COMMITTED, 0)
        : new Reservation(
            reserve.reservation(), reserve.channel(), HELD, time + hold(reserve.hold()));
  }

  private long hold(long asked) {
    return asked == 0 ? limits.defaultHold() : asked;
  }

  /** What a pair was granted fills its lines in the order sent. */
  private List<LineReply> linesGrantedInPart(List<Line> lines, Reservation reservation) {
    Map<Pair, Long> left = new HashMap<>();
    reservation.lines.forEach((pair, line) -> left.put(pair, line.requested));
    List<LineReply> partial = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Pair pair = pair(lines.get(i));
      long got = Math.min(lines.get(i).quantity(), left.getOrDefault(pair, 0L));
      left.merge(pair, -got, Long::sum);
      if (got < lines.get(i).quantity()) {
        partial.add(new LineReply(i, ResultCode.PARTIAL, got));
      }
    }
    return partial;
  }

  Outcome commit(String id) {
    return move(id, HELD, COMMITTED);
  }

  Outcome stage(String id) {
    return move(id, COMMITTED, STAGED);
  }

  Outcome unstage(String id) {
    return move(id, STAGED, COMMITTED);
  }

  private Outcome move(String id, ReservationState from, ReservationState to) {
    Optional<Outcome> refusal = notIn(Set.of(from), id);
    if (refusal.isEmpty()) {
      Reservation reservation = reservations.find(id).orElseThrow();
      reservation.state = to;
      reservation.expiresAt = 0;
    }
    return refusal.orElse(Outcome.ok());
  }

  Outcome extend(Action.Extend extend, long time) {
    Optional<Outcome> refusal = notIn(Set.of(HELD), extend.reservation());
    if (refusal.isEmpty()) {
      reservations.find(extend.reservation()).orElseThrow().expiresAt = time + hold(extend.hold());
    }
    return refusal.orElse(Outcome.ok());
  }

  Outcome fulfil(Action.Fulfil fulfil) {
    return close(
        fulfil.reservation(),
        fulfil.lines(),
        Set.of(COMMITTED, STAGED),
        (line, record, units) -> {
          line.fulfilled += units;
          record.add(Bucket.SELLABLE, -units);
        });
  }

  Outcome shorten(Action.Shorten shorted) {
    return close(
        shorted.reservation(),
        shorted.lines(),
        Set.of(COMMITTED, STAGED),
        (line, record, units) -> {
          line.shorted += units;
          if (!shorted.keepSellable()) {
            record.add(Bucket.SELLABLE, -units);
            record.add(Bucket.BLOCKED, units);
          }
        });
  }

  Outcome release(Action.Release release) {
    return close(
        release.reservation(),
        release.lines(),
        Set.of(HELD, COMMITTED, STAGED),
        (line, record, units) -> line.released += units);
  }

  /** What becomes of units that are not open any more. */
  private interface Closing {
    void apply(Reservation.Line line, StockRecord record, long units);
  }

  private Outcome close(String id, List<Line> lines, Set<ReservationState> from, Closing closing) {
    Optional<Outcome> refusal = unknownCodes(lines).or(() -> notIn(from, id));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Reservation reservation = reservations.find(id).orElseThrow();
    Map<Pair, Long> units = lines.isEmpty() ? allOpen(reservation) : summed(lines);
    Predicate<Line> beyondOpen = line -> units.get(pair(line)) > openUnits(reservation, pair(line));
    List<LineReply> tooMuch =
        listed(
            lines, ResultCode.INSUFFICIENT, beyondOpen, line -> openUnits(reservation, pair(line)));
    if (!tooMuch.isEmpty()) {
      return Outcome.refused(ResultCode.INSUFFICIENT, tooMuch);
    }
    boolean beyondLimit =
        units.entrySet().stream()
            .anyMatch(entry -> wouldExceedLimit(entry.getKey(), entry.getValue(), closing));
    if (beyondLimit) {
      return Outcome.refused(ResultCode.LIMIT_EXCEEDED);
    }
    units.forEach(
        (pair, closed) -> {
          Reservation.Line line = reservation.lines.get(pair);
          line.open -= closed;
          stock.record(pair).addReserved(-closed);
          closing.apply(line, stock.record(pair), closed);
        });
    reservations.closeIfNothingIsOpen(reservation);
    return Outcome.ok();
  }

  private boolean wouldExceedLimit(Pair pair, long units, Closing closing) {
    StockRecord tried = stock.record(pair).copy();
    closing.apply(new Reservation.Line(), tried, units);
    return tried.isBeyondLimit();
  }

  private static Map<Pair, Long> allOpen(Reservation reservation) {
    Map<Pair, Long> open = new LinkedHashMap<>();
    reservation.lines.forEach((pair, line) -> open.put(pair, line.open));
    return open;
  }

  private static long openUnits(Reservation reservation, Pair pair) {
    Reservation.Line line = reservation.lines.get(pair);
    return line == null ? 0 : line.open;
  }

  private Optional<Outcome> notIn(Set<ReservationState> from, String id) {
    Optional<Reservation> reservation = reservations.find(id);
    if (reservation.isEmpty()) {
      return Optional.of(Outcome.refused(ResultCode.UNKNOWN_RESERVATION));
    }
    if (reservation.get().state == ReservationState.EXPIRED) {
      return Optional.of(Outcome.refused(ResultCode.EXPIRED));
    }
    return from.contains(reservation.get().state)
        ? Optional.empty()
        : Optional.of(Outcome.refused(ResultCode.ILLEGAL_STATE));
  }

  /** One unknown SKU anywhere goes before unknown locations. */
  private Optional<Outcome> unknownCodes(List<Line> lines) {
    List<LineReply> skus =
        listed(
            lines,
            ResultCode.UNKNOWN_SKU,
            line -> catalog.sku(line.sku()).isEmpty(),
            Line::quantity);
    if (!skus.isEmpty()) {
      return Optional.of(Outcome.refused(ResultCode.UNKNOWN_SKU, skus));
    }
    List<LineReply> locations =
        listed(
            lines,
            ResultCode.UNKNOWN_LOCATION,
            line -> catalog.location(line.location()).isEmpty(),
            Line::quantity);
    return locations.isEmpty()
        ? Optional.empty()
        : Optional.of(Outcome.refused(ResultCode.UNKNOWN_LOCATION, locations));
  }

  private static List<LineReply> listed(
      List<Line> lines, ResultCode code, Predicate<Line> which, ToLongFunction<Line> quantity) {
    List<LineReply> listed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (which.test(lines.get(i))) {
        listed.add(new LineReply(i, code, quantity.applyAsLong(lines.get(i))));
      }
    }
    return listed;
  }

  private Map<Pair, Long> summed(List<Line> lines) {
    Map<Pair, Long> sums = new LinkedHashMap<>();
    lines.forEach(line -> sums.merge(pair(line), line.quantity(), Long::sum));
    return sums;
  }

  /** The pair of a line that was found to be known. */
  private Pair pair(Line line) {
    return catalog.pair(line).orElseThrow();
  }
}

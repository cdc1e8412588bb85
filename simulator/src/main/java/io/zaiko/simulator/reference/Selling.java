package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Facts.Kind;
import io.zaiko.simulator.reference.Facts.Movement;
import io.zaiko.simulator.reference.Facts.Recorded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SELL, which may redeem a reservation (rules 8, 9 and 17). */
final class Selling {
  private final Catalog catalog;
  private final Stock stock;
  private final Reservations reservations;
  private final Facts facts;
  private final Endangerment endangerment;

  Selling(
      Catalog catalog,
      Stock stock,
      Reservations reservations,
      Facts facts,
      Endangerment endangerment) {
    this.catalog = catalog;
    this.stock = stock;
    this.reservations = reservations;
    this.facts = facts;
    this.endangerment = endangerment;
  }

  Outcome sell(Action.Sell sell) {
    Optional<Reservation> redeemed =
        reservations
            .find(sell.redeems())
            .filter(reservation -> reservation.isOpen() && !reservation.isTransfer());
    if (sell.policy() == SellPolicy.ENFORCE) {
      Optional<Outcome> refusal = refusal(sell.lines(), redeemed);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    Recorded recorded =
        facts.record(
            sell.lines(), sell.origin(), new Redeeming(redeemed, !sell.redeems().isEmpty()));
    if (recorded.code() == ResultCode.OK) {
      redeemed.ifPresent(reservations::closeIfNothingIsOpen);
    }
    return switch (sell.policy()) {
      case RECORD -> recorded.outcome();
      case ENFORCE -> recorded.outcome(endangerment);
      case WARN ->
          recorded.code() == ResultCode.OK
              ? new Outcome(
                  ResultCode.OK,
                  recorded.oversellsOpened(),
                  recorded.lines(),
                  endangerment.at(known(sell.lines()).keySet()))
              : recorded.outcome();
      case NULL_VAL -> throw new IllegalArgumentException("no policy");
    };
  }

  private Map<Pair, Long> known(List<Line> lines) {
    Map<Pair, Long> sums = new LinkedHashMap<>();
    for (Line line : lines) {
      catalog
          .pair(line.sku(), line.location())
          .ifPresent(pair -> sums.merge(pair, line.quantity(), Long::sum));
    }
    return sums;
  }

  private Optional<Outcome> refusal(List<Line> lines, Optional<Reservation> redeemed) {
    Map<Pair, Long> wanted = known(lines);
    Optional<Outcome> suspended =
        Lines.refusal(
            lines,
            ResultCode.LOCATION_SUSPENDED,
            line -> pair(line).filter(pair -> catalog.isSuspended(pair.location())).isPresent(),
            Line::quantity);
    return suspended.or(
        () ->
            Lines.refusal(
                lines,
                ResultCode.INSUFFICIENT,
                line ->
                    pair(line)
                        .filter(pair -> wanted.get(pair) > toBeHad(pair, wanted, redeemed))
                        .isPresent(),
                line -> Math.max(0, toBeHad(pair(line).orElseThrow(), wanted, redeemed))));
  }

  private Optional<Pair> pair(Line line) {
    return catalog.pair(line.sku(), line.location());
  }

  /** ATF plus what the sale redeems of the pair. */
  private long toBeHad(Pair pair, Map<Pair, Long> wanted, Optional<Reservation> redeemed) {
    long open = redeemed.map(reservation -> reservation.open(pair)).orElse(0L);
    return stock.record(pair).atf() + Math.min(wanted.get(pair), open);
  }

  /** A sale line takes what it can from the reservation, then from the shelf. */
  private static final class Redeeming implements Kind {
    private final Optional<Reservation> redeemed;
    private final boolean namesOne;

    Redeeming(Optional<Reservation> redeemed, boolean namesOne) {
      this.redeemed = redeemed;
      this.namesOne = namesOne;
    }

    @Override
    public Movement movement(Pair pair, long units) {
      return new Movement(Place.SELLABLE, -units, false);
    }

    @Override
    public long covered(Pair pair, long units) {
      return Math.min(units, redeemed.map(reservation -> reservation.open(pair)).orElse(0L));
    }

    @Override
    public void cover(Pair pair, StockRecord record, long covered) {
      Reservation reservation = redeemed.orElseThrow();
      record.reserve(reservation.channel, -covered);
      reservation.lines.get(pair).open -= covered;
      reservation.lines.get(pair).fulfilled += covered;
    }

    @Override
    public void also(
        int line, Pair pair, StockRecord record, long units, long covered, List<LineReply> said) {
      if (namesOne && covered < units) {
        said.add(new LineReply(line, ResultCode.REDEEM_PARTIAL, covered));
      }
    }
  }
}

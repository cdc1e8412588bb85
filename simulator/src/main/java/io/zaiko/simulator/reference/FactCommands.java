package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.action.Action.Origin;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Facts.Kind;
import io.zaiko.simulator.reference.Facts.Movement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** RECEIVE, ADJUST, RETURN and COUNT. */
final class FactCommands {
  private final Catalog catalog;
  private final Stock stock;
  private final Counts counts;
  private final Reservations reservations;
  private final Facts facts;
  private final Endangerment endangerment;
  private final Moment now;

  FactCommands(
      Catalog catalog,
      Stock stock,
      Counts counts,
      Reservations reservations,
      Facts facts,
      Endangerment endangerment,
      Moment now) {
    this.catalog = catalog;
    this.stock = stock;
    this.counts = counts;
    this.reservations = reservations;
    this.facts = facts;
    this.endangerment = endangerment;
    this.now = now;
  }

  Outcome receive(Action.Receive receive) {
    return facts
        .record(
            receive.lines(),
            receive.origin(),
            (pair, units) -> new Movement(Place.SELLABLE, units, false))
        .outcome();
  }

  Outcome adjust(Action.Adjust adjust) {
    return facts
        .record(
            adjust.lines(),
            adjust.origin(),
            (pair, units) -> new Movement(Place.SELLABLE, units, false))
        .outcome(endangerment);
  }

  Outcome goodsBack(Action.Return returned) {
    Place place = Place.of(returned.disposition());
    Kind kind =
        new Kind() {
          @Override
          public Movement movement(Pair pair, long units) {
            return new Movement(place, units, false);
          }

          @Override
          public void also(
              int line,
              Pair pair,
              StockRecord record,
              long units,
              long covered,
              List<LineReply> said) {
            if (!returned.reservation().isEmpty()
                && !reservations.takeBack(returned.reservation(), pair.sku(), units)) {
              said.add(new LineReply(line, ResultCode.UNREFERENCED, units));
            }
          }
        };
    return facts.record(returned.lines(), returned.origin(), kind).outcome();
  }

  Outcome count(Action.Count count) {
    if (count.cut() != 0 && !isOpenCutOfAll(count)) {
      return Outcome.refused(ResultCode.CUT_NOT_AVAILABLE);
    }
    Place place = Place.of(count.bucket());
    if (count.expected().isPresent()) {
      Optional<Outcome> stale =
          Lines.refusal(
              count.lines(),
              ResultCode.STALE,
              line -> isKnown(line) && book(line, place, count.cut()) != expected(count),
              line -> Limits.withinLimit(book(line, place, count.cut())));
      if (stale.isPresent()) {
        return stale.get();
      }
    }
    Kind kind =
        new Kind() {
          @Override
          public Movement movement(Pair pair, long units) {
            return new Movement(place, units + movedSince(count.cut(), pair, place), true);
          }

          @Override
          public void also(
              int line,
              Pair pair,
              StockRecord record,
              long units,
              long covered,
              List<LineReply> said) {
            if (count.bucket() == Bucket.SELLABLE) {
              long cut = count.cut() == 0 ? now.time() : counts.cutTime(pair.location());
              record.lastCut = cut;
            }
          }
        };
    return facts.record(count.lines(), Origin.HERE_AND_NOW, kind).outcome(endangerment);
  }

  private static long expected(Action.Count count) {
    return count.expected().orElseThrow();
  }

  private boolean isKnown(Line line) {
    return catalog.pair(line.sku(), line.location()).isPresent();
  }

  private boolean isOpenCutOfAll(Action.Count count) {
    return count.lines().stream()
        .filter(this::isKnown)
        .map(line -> catalog.location(line.location()).orElseThrow())
        .allMatch(location -> counts.cut(location).equals(OptionalLong.of(count.cut())));
  }

  private long movedSince(long cut, Pair pair, Place place) {
    return cut == 0 ? 0 : counts.movement(pair, place);
  }

  /** What the book said at the cut. */
  private long book(Line line, Place place, long cut) {
    Pair pair = catalog.pair(line.sku(), line.location()).orElseThrow();
    return stock.record(pair).units(place) - movedSince(cut, pair, place);
  }
}

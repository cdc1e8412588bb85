package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action.Line;
import io.zaiko.simulator.action.Action.Origin;
import io.zaiko.simulator.reference.Answer.LineReply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happened in the world is recorded line by line (rule 7), if it is within the limits. */
final class Facts {
  /** What one line does to one place: adds to it, or sets what it holds. */
  record Movement(Place place, long units, boolean sets) {}

  /** What is particular about a kind of fact. */
  interface Kind {
    Movement movement(Pair pair, long quantity);

    /** Units of a line that a reservation covers: they leave first, in a step of their own. */
    default long covered(Pair pair, long quantity) {
      return 0;
    }

    /** Takes units that are covered out of the reservation. */
    default void cover(Pair pair, StockRecord record, long covered) {
      // Where nothing is covered there is nothing to take.
    }

    /** What else a line does to its record, and what is to be said of it. */
    default void also(
        int line,
        Pair pair,
        StockRecord record,
        long quantity,
        long covered,
        List<LineReply> said) {
      // Most facts move stock and do nothing else.
    }
  }

  /** What was recorded: the lines that are listed, and the pairs whose oversell it opened. */
  record Recorded(ResultCode code, List<LineReply> lines, int oversellsOpened, Set<Pair> opened) {
    Outcome outcome() {
      return new Outcome(code, oversellsOpened, lines, List.of());
    }

    Outcome outcome(Endangerment endangerment) {
      return new Outcome(code, oversellsOpened, lines, endangerment.at(opened));
    }
  }

  private final Catalog catalog;
  private final Stock stock;
  private final Devices devices;

  Facts(Catalog catalog, Stock stock, Devices devices) {
    this.catalog = catalog;
    this.stock = stock;
    this.devices = devices;
  }

  Recorded record(List<Line> lines, Origin origin, Kind kind) {
    Optional<ResultCode> refusal = tryOut(lines, origin, kind);
    if (refusal.isPresent()) {
      return new Recorded(refusal.get(), List.of(), 0, Set.of());
    }
    List<LineReply> listed = new ArrayList<>();
    Set<Pair> opened = new LinkedHashSet<>();
    int oversellsOpened = 0;
    for (int i = 0; i < lines.size(); i++) {
      Optional<Pair> pair = catalog.pair(lines.get(i).sku(), lines.get(i).location());
      if (pair.isEmpty()) {
        listed.add(new LineReply(i, ResultCode.UNMATCHED, lines.get(i).quantity()));
      } else if (apply(i, pair.get(), lines.get(i).quantity(), origin, kind, listed)) {
        oversellsOpened++;
        opened.add(pair.get());
      }
    }
    devices.note(origin);
    return new Recorded(ResultCode.OK, listed, oversellsOpened, opened);
  }

  private Optional<ResultCode> tryOut(List<Line> lines, Origin origin, Kind kind) {
    Trial trial = new Trial(stock);
    for (Line line : lines) {
      Optional<Pair> known = catalog.pair(line.sku(), line.location());
      if (known.isPresent()) {
        Pair pair = known.get();
        Movement movement = kind.movement(pair, line.quantity());
        trial.need(pair);
        if (movement.sets()) {
          trial.set(pair, movement.place(), movement.units());
        } else if (!isCounted(pair, movement, origin)) {
          trial.add(pair, movement.place(), movement.units());
        }
      }
    }
    return devices.isRoomFor(origin) ? trial.refusal() : Optional.of(ResultCode.CAPACITY_EXCEEDED);
  }

  /** Whether a count saw already what a late fact tells (rule 23). */
  private boolean isCounted(Pair pair, Movement movement, Origin origin) {
    return movement.place() == Place.SELLABLE
        && origin.occurredAt() != 0
        && origin.occurredAt() <= stock.record(pair).lastCut;
  }

  /** Applies one line; returns whether it opened an oversell. */
  private boolean apply(
      int line, Pair pair, long quantity, Origin origin, Kind kind, List<LineReply> listed) {
    Movement movement = kind.movement(pair, quantity);
    boolean counted = isCounted(pair, movement, origin);
    long covered = kind.covered(pair, quantity);
    if (covered > 0) {
      stock.step(
          pair,
          record -> {
            kind.cover(pair, record, covered);
            if (!counted) {
              stock.add(pair, movement.place(), -covered, origin.occurredAt());
            }
          });
    }
    return stock.step(
        pair,
        record -> {
          kind.also(line, pair, record, quantity, covered, listed);
          if (movement.sets()) {
            record.set(movement.place(), movement.units());
          } else if (counted) {
            listed.add(new LineReply(line, ResultCode.ALREADY_COUNTED, quantity));
            stock.countSaw(pair, movement.place(), movement.units(), origin.occurredAt());
          } else {
            stock.add(pair, movement.place(), movement.units() + covered, origin.occurredAt());
          }
        });
  }
}

package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.SkuLine;
import io.zaiko.simulator.reference.Transfer.Moved;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** TRANSFER_DISPATCH, TRANSFER_RECEIVE and TRANSFER_CLOSE (rule 19a). */
final class TransferFacts {
  /** So many units of a SKU are dispatched or received. */
  private record Shift(int sku, long units) {}

  private final Limits limits;
  private final Catalog catalog;
  private final Stock stock;
  private final Reservations reservations;
  private final Endangerment endangerment;

  TransferFacts(
      Limits limits,
      Catalog catalog,
      Stock stock,
      Reservations reservations,
      Endangerment endangerment) {
    this.limits = limits;
    this.catalog = catalog;
    this.stock = stock;
    this.reservations = reservations;
    this.endangerment = endangerment;
  }

  Outcome record(Action.TransferFact fact) {
    Optional<Reservation> live =
        reservations.find(fact.transfer()).filter(Reservation::isLiveTransfer);
    if (live.isEmpty()) {
      return Transfers.unmatched(fact);
    }
    return switch (fact.step()) {
      case DISPATCH -> dispatch(fact, live.get());
      case RECEIVE -> receive(fact, live.get(), false);
      case CLOSE -> receive(fact, live.get(), true);
    };
  }

  private List<Shift> known(List<SkuLine> lines) {
    List<Shift> known = new ArrayList<>();
    for (SkuLine line : lines) {
      catalog.sku(line.sku()).ifPresent(sku -> known.add(new Shift(sku, line.quantity())));
    }
    return known;
  }

  private Outcome dispatch(Action.TransferFact fact, Reservation reservation) {
    Transfer transfer = reservation.transfer.orElseThrow();
    List<Shift> shifts = fact.lines().isEmpty() ? allOpen(reservation) : known(fact.lines());
    Trial trial = new Trial(stock);
    Map<Integer, Long> dispatched = new TreeMap<>();
    for (Shift shift : shifts) {
      trial.add(at(shift, transfer.source), Place.SELLABLE, -shift.units());
      trial.add(at(shift, transfer.destination), Place.IN_TRANSIT, shift.units());
      trial.check(
          total(transfer, shift.sku()).dispatched
              + dispatched.merge(shift.sku(), shift.units(), Long::sum));
    }
    Optional<ResultCode> refusal = refusal(transfer, shifts, trial);
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    int oversellsOpened = 0;
    Set<Pair> opened = new LinkedHashSet<>();
    for (Shift shift : shifts) {
      Pair source = at(shift, transfer.source);
      long covered = Math.min(shift.units(), reservation.open(source));
      if (covered > 0) {
        stock.step(source, record -> fulfil(reservation, source, record, covered));
      }
      long beyond = shift.units() - covered;
      if (stock.step(source, record -> stock.add(source, Place.SELLABLE, -beyond, 0))) {
        oversellsOpened++;
        opened.add(source);
      }
      addInTransit(at(shift, transfer.destination), shift.units());
      moved(transfer, shift.sku()).dispatched += shift.units();
    }
    reservations.closeIfNothingIsOpen(reservation);
    return new Outcome(
        ResultCode.OK, oversellsOpened, Transfers.unknown(fact, catalog), endangerment.at(opened));
  }

  private void fulfil(Reservation reservation, Pair source, StockRecord record, long units) {
    record.reserve(reservation.channel, -units);
    reservation.lines.get(source).open -= units;
    reservation.lines.get(source).fulfilled += units;
    stock.add(source, Place.SELLABLE, -units, 0);
  }

  private Outcome receive(Action.TransferFact fact, Reservation reservation, boolean closes) {
    Transfer transfer = reservation.transfer.orElseThrow();
    List<Shift> shifts =
        fact.lines().isEmpty() && !closes ? allInTransit(transfer) : known(fact.lines());
    Trial trial = new Trial(stock);
    Map<Integer, Long> received = new TreeMap<>();
    for (Shift shift : shifts) {
      long before = received.getOrDefault(shift.sku(), 0L);
      long arriving =
          Math.min(shift.units(), Math.max(0, transfer.inTransit(shift.sku()) - before));
      trial.add(at(shift, transfer.destination), Place.SELLABLE, shift.units());
      trial.add(at(shift, transfer.destination), Place.IN_TRANSIT, -arriving);
      trial.check(
          total(transfer, shift.sku()).received
              + received.merge(shift.sku(), shift.units(), Long::sum));
    }
    Optional<ResultCode> refusal = refusal(transfer, shifts, trial);
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    for (Shift shift : shifts) {
      Pair destination = at(shift, transfer.destination);
      long arriving = Math.min(shift.units(), transfer.inTransit(shift.sku()));
      long found = shift.units() - arriving;
      stock.step(
          destination,
          record -> {
            stock.add(destination, Place.IN_TRANSIT, -arriving, 0);
            stock.add(destination, Place.SELLABLE, arriving, 0);
          });
      stock.step(destination, record -> stock.add(destination, Place.SELLABLE, found, 0));
      moved(transfer, shift.sku()).received += shift.units();
      moved(transfer, shift.sku()).found += found;
    }
    if (closes) {
      close(reservation, transfer);
    }
    return Outcome.ok(Transfers.unknown(fact, catalog));
  }

  private void close(Reservation reservation, Transfer transfer) {
    for (Shift lost : allInTransit(transfer)) {
      addInTransit(at(lost, transfer.destination), -lost.units());
      moved(transfer, lost.sku()).lost += lost.units();
    }
    transfer.over = true;
    reservations.releaseAll(reservation);
  }

  private static Pair at(Shift shift, int location) {
    return new Pair(shift.sku(), location);
  }

  private void addInTransit(Pair pair, long units) {
    stock.step(pair, record -> stock.add(pair, Place.IN_TRANSIT, units, 0));
  }

  private static List<Shift> allOpen(Reservation reservation) {
    List<Shift> open = new ArrayList<>();
    reservation.lines.forEach(
        (pair, line) -> {
          if (line.open > 0) {
            open.add(new Shift(pair.sku(), line.open));
          }
        });
    return open;
  }

  private static List<Shift> allInTransit(Transfer transfer) {
    List<Shift> inTransit = new ArrayList<>();
    transfer.moved.forEach(
        (sku, moved) -> {
          if (moved.inTransit() > 0) {
            inTransit.add(new Shift(sku, moved.inTransit()));
          }
        });
    return inTransit;
  }

  private static Moved total(Transfer transfer, int sku) {
    return transfer.moved.getOrDefault(sku, new Moved());
  }

  private static Moved moved(Transfer transfer, int sku) {
    return transfer.moved.computeIfAbsent(sku, first -> new Moved());
  }

  private Optional<ResultCode> refusal(Transfer transfer, List<Shift> shifts, Trial trial) {
    Set<Integer> newSkus = new LinkedHashSet<>();
    shifts.forEach(shift -> newSkus.add(shift.sku()));
    newSkus.removeAll(transfer.moved.keySet());
    boolean noLines =
        reservations.transferLineCount() + newSkus.size() > limits.transferLines()
            || transfer.moved.size() + newSkus.size() > Limits.MAX_LINES;
    return noLines ? Optional.of(ResultCode.CAPACITY_EXCEEDED) : trial.refusal();
  }
}

package io.zaiko.simulator.reference;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action;
import java.util.Map;
import java.util.Optional;

/** The catalog, the terms of promising, open counts, and moves between buckets. */
final class Settings {
  private final Catalog catalog;
  private final Stock stock;
  private final Counts counts;
  private final Bands bands;
  private final Reservations reservations;
  private final Lines lines;
  private final Moment now;

  Settings(
      Catalog catalog,
      Stock stock,
      Counts counts,
      Bands bands,
      Reservations reservations,
      Moment now) {
    this.catalog = catalog;
    this.stock = stock;
    this.counts = counts;
    this.bands = bands;
    this.reservations = reservations;
    this.lines = new Lines(catalog);
    this.now = now;
  }

  private static Outcome fits(boolean done) {
    return done ? Outcome.ok() : Outcome.refused(ResultCode.CAPACITY_EXCEEDED);
  }

  Outcome defineSku(Action.DefineSku define) {
    return fits(catalog.define(define));
  }

  Outcome defineLocation(Action.DefineLocation define) {
    return fits(catalog.define(define));
  }

  Outcome setSafety(Action.SetSafety set) {
    Optional<Integer> sku = set.sku().flatMap(catalog::sku);
    if (set.sku().isPresent() && sku.isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_SKU);
    }
    Optional<Integer> location = catalog.location(set.location());
    if (location.isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_LOCATION);
    }
    if (sku.isEmpty()) {
      catalog.setDefaultSafety(location.get(), set.channel(), set.quantity());
      return Outcome.ok();
    }
    return fits(
        stock.giveTerms(
            new Pair(sku.get(), location.get()),
            record -> record.safety.put(set.channel(), set.quantity())));
  }

  Outcome setQuota(Action.SetQuota set) {
    if (catalog.sku(set.sku()).isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_SKU);
    }
    if (catalog.location(set.location()).isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_LOCATION);
    }
    Pair pair = catalog.pair(set.sku(), set.location()).orElseThrow();
    if (set.quantity() == Protocol.NO_QUOTA) {
      stock.record(pair).quota.remove(set.channel());
      return Outcome.ok();
    }
    return fits(stock.giveTerms(pair, record -> record.quota.put(set.channel(), set.quantity())));
  }

  Outcome setBands(Action.SetBands set) {
    if (set.sku().isEmpty()) {
      bands.setForAll(set.channel(), set.low(), set.hysteresis());
      return Outcome.ok();
    }
    Optional<Integer> sku = set.sku().flatMap(catalog::sku);
    return sku.isEmpty()
        ? Outcome.refused(ResultCode.UNKNOWN_SKU)
        : fits(bands.setForSku(sku.get(), set.channel(), set.low(), set.hysteresis()));
  }

  Outcome atLocation(Action.AtLocation at) {
    Optional<Integer> location = catalog.location(at.location());
    if (location.isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_LOCATION);
    }
    boolean opens = at.step() == Action.LocationStep.COUNT_OPEN;
    boolean closes = at.step() == Action.LocationStep.COUNT_CLOSE;
    boolean isOpen = counts.isOpen(location.get());
    if ((opens && isOpen) || (closes && !isOpen)) {
      return Outcome.refused(ResultCode.ILLEGAL_STATE);
    }
    switch (at.step()) {
      case COUNT_OPEN -> counts.open(location.get(), now);
      case COUNT_CLOSE -> counts.close(location.get());
      case SUSPEND -> catalog.suspend(location.get(), true);
      case REOPEN -> catalog.suspend(location.get(), false);
    }
    return Outcome.ok();
  }

  Outcome delete(Action.Delete delete) {
    return delete.kind() == CatalogKind.SKU ? deleteSku(delete) : deleteLocation(delete);
  }

  private Outcome deleteSku(Action.Delete delete) {
    Optional<Integer> sku = catalog.sku(delete.target());
    if (sku.isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_SKU);
    }
    boolean used =
        stock.records().entrySet().stream()
            .anyMatch(entry -> entry.getKey().sku() == sku.get() && !entry.getValue().isEmpty());
    if (used) {
      return Outcome.refused(ResultCode.ILLEGAL_STATE);
    }
    catalog.deleteSku(sku.get());
    return Outcome.ok();
  }

  private Outcome deleteLocation(Action.Delete delete) {
    Optional<Integer> location = catalog.location(delete.target());
    if (location.isEmpty()) {
      return Outcome.refused(ResultCode.UNKNOWN_LOCATION);
    }
    int at = location.get();
    boolean used =
        stock.records().entrySet().stream()
            .anyMatch(entry -> entry.getKey().location() == at && !entry.getValue().isEmpty());
    boolean travels =
        reservations.all().stream()
            .filter(Reservation::isLiveTransfer)
            .map(transfer -> transfer.transfer.orElseThrow())
            .anyMatch(transfer -> transfer.source == at || transfer.destination == at);
    if (used || travels) {
      return Outcome.refused(ResultCode.ILLEGAL_STATE);
    }
    counts.close(at);
    catalog.deleteLocation(at);
    return Outcome.ok();
  }

  Outcome move(Action.Move move) {
    Optional<Outcome> unknown = lines.unknownCodes(move.lines());
    if (unknown.isPresent()) {
      return unknown.get();
    }
    Map<Pair, Long> units = lines.summed(move.lines());
    Optional<Outcome> tooMuch =
        Lines.refusal(
            move.lines(),
            ResultCode.INSUFFICIENT,
            line -> units.get(lines.pair(line)) > movable(lines.pair(line), move.from()),
            line -> movable(lines.pair(line), move.from()));
    if (tooMuch.isPresent()) {
      return tooMuch.get();
    }
    Place from = Place.of(move.from());
    Place to = Place.of(move.to());
    Trial trial = new Trial(stock);
    units.forEach((pair, moved) -> trial.add(pair, to, moved));
    if (trial.refusal().isPresent()) {
      return Outcome.refused(trial.refusal().get());
    }
    units.forEach(
        (pair, moved) ->
            stock.step(
                pair,
                record -> {
                  stock.add(pair, from, -moved, 0);
                  stock.add(pair, to, moved, 0);
                }));
    return Outcome.ok();
  }

  /** What a bucket holds, and of sellable no more than ATF. */
  private long movable(Pair pair, Bucket bucket) {
    StockRecord record = stock.record(pair);
    long held = record.units(Place.of(bucket));
    return Math.max(0, bucket == Bucket.SELLABLE ? Math.min(held, record.atf()) : held);
  }
}

package io.zaiko.simulator.generate;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.LocationStep;
import io.zaiko.simulator.action.Action.TransferStep;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Questions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Random commands, aimed so that they often do something and often just fail to. */
final class RandomActions {
  /** A command once its session and request id are known. */
  private interface Maker {
    Action make(long session, long requestId);
  }

  private final Dice dice;
  private final Profile profile;
  private final Questions state;
  private final Universe universe;
  private final RandomFacts facts;
  private final RandomReservations reservations;
  private final Plays plays;
  private final Dice.Weighted<Maker> definitions = new Dice.Weighted<>();
  private final Dice.Weighted<Maker> all = new Dice.Weighted<>();

  RandomActions(Dice dice, Profile profile, Questions state) {
    this.dice = dice;
    this.profile = profile;
    this.state = state;
    universe = new Universe(dice, profile, state);
    RandomIds ids = new RandomIds(dice, state);
    facts = new RandomFacts(dice, universe, ids, state);
    reservations = new RandomReservations(dice, profile, universe, ids, state);
    plays = new Plays(dice, profile, universe, state);
    definitions.add(1, () -> this::defineSku).add(1, () -> this::defineLocation);
    addSettings();
    addFacts();
    addReservations();
  }

  private void addSettings() {
    all.add(4, () -> this::defineSku)
        .add(4, () -> this::defineLocation)
        .add(3, () -> this::setSafety)
        .add(3, () -> this::setQuota)
        .add(2, () -> this::setBands)
        .add(1, () -> (session, id) -> atLocation(session, id, LocationStep.SUSPEND))
        .add(3, () -> this::reopen)
        .add(2, () -> this::delete);
  }

  private void addFacts() {
    all.add(12, () -> facts::receive)
        .add(11, () -> facts::sell)
        .add(5, () -> facts::goodsBack)
        .add(5, () -> facts::adjust)
        .add(7, () -> facts::count)
        .add(4, () -> facts::move)
        .add(3, () -> facts::openCount)
        .add(1, () -> facts::closeCount);
  }

  private void addReservations() {
    all.add(16, () -> reservations::reserve)
        .add(7, () -> reservations::commit)
        .add(4, () -> reservations::stage)
        .add(2, () -> reservations::unstage)
        .add(4, () -> reservations::extend)
        .add(5, () -> reservations::fulfil)
        .add(4, () -> reservations::shorten)
        .add(4, () -> reservations::release)
        .add(5, () -> reservations::reallocate)
        .add(6, () -> reservations::requestTransfer)
        .add(1, () -> reservations::cancelTransfer)
        .add(5, () -> (session, id) -> transfer(session, id, TransferStep.DISPATCH))
        .add(4, () -> (session, id) -> transfer(session, id, TransferStep.RECEIVE))
        .add(2, () -> (session, id) -> transfer(session, id, TransferStep.CLOSE));
  }

  /** A command for a session, under a request id, at a time. */
  Action next(long session, long requestId, long time) {
    facts.at(time);
    reservations.at(time);
    if (plays.isOn()) {
      return plays.next(session, requestId);
    }
    boolean define = universe.isEmpty() && dice.chance(60);
    return (define ? definitions : all).choose(dice).make(session, requestId);
  }

  private Action transfer(long session, long requestId, TransferStep step) {
    return reservations.transferFact(session, requestId, step);
  }

  private Action defineSku(long session, long requestId) {
    return new Action.DefineSku(session, requestId, universe.anySkuCode(), "name " + dice.below(9));
  }

  private Action defineLocation(long session, long requestId) {
    int mask = (1 << profile.limits().channels().size()) - 1;
    int[] coordinates = universe.coordinates();
    return new Action.DefineLocation(
        session,
        requestId,
        universe.anyLocationCode(),
        dice.chance(50) ? "" : "店" + dice.below(99),
        dice.chance(profile.wide() ? 97 : 70) ? 0 : dice.below(mask + 1),
        coordinates[0],
        coordinates[1],
        universe.region());
  }

  private long someUnits() {
    return dice.chance(30) ? 0 : dice.chance(80) ? dice.below(6) : universe.quantity();
  }

  private Action setSafety(long session, long requestId) {
    Optional<Ref> sku = dice.chance(60) ? Optional.of(universe.skuRef()) : Optional.empty();
    return new Action.SetSafety(
        session, requestId, sku, universe.locationRef(), universe.channel(), someUnits());
  }

  private Action setQuota(long session, long requestId) {
    return new Action.SetQuota(
        session,
        requestId,
        universe.skuRef(),
        universe.locationRef(),
        universe.channel(),
        dice.chance(35) ? Protocol.NO_QUOTA : someUnits());
  }

  private Action setBands(long session, long requestId) {
    Optional<Ref> sku = dice.chance(60) ? Optional.of(universe.skuRef()) : Optional.empty();
    return new Action.SetBands(
        session,
        requestId,
        sku,
        dice.chance(30) ? Protocol.NO_CHANNEL : universe.channel(),
        someUnits(),
        someUnits());
  }

  private Action atLocation(long session, long requestId, LocationStep step) {
    return new Action.AtLocation(session, requestId, step, universe.locationRef());
  }

  /** Mostly one that is suspended. */
  private Action reopen(long session, long requestId) {
    List<Integer> suspended = state.suspended();
    Ref location =
        suspended.isEmpty() || dice.chance(20)
            ? universe.locationRef()
            : universe.location(dice.pick(suspended));
    return new Action.AtLocation(session, requestId, LocationStep.REOPEN, location);
  }

  /** Mostly something that can be deleted, if there is such a thing. */
  private Action delete(long session, long requestId) {
    CatalogKind kind = dice.chance(50) ? CatalogKind.SKU : CatalogKind.LOCATION;
    boolean sku = kind == CatalogKind.SKU;
    List<Integer> unused = sku ? unusedSkus() : unusedLocations();
    Ref target = sku ? universe.skuRef() : universe.locationRef();
    if (!unused.isEmpty() && dice.chance(80)) {
      target = sku ? universe.sku(dice.pick(unused)) : universe.location(dice.pick(unused));
    }
    return new Action.Delete(session, requestId, kind, target);
  }

  private List<Integer> unusedSkus() {
    List<Integer> unused = new ArrayList<>();
    for (int sku = 0; sku < state.skus().size(); sku++) {
      boolean used = state.skus().get(sku).isEmpty();
      for (int at = 0; at < state.locations().size(); at++) {
        used |= isUsed(sku, at);
      }
      if (!used) {
        unused.add(sku);
      }
    }
    return unused;
  }

  private List<Integer> unusedLocations() {
    List<Integer> unused = new ArrayList<>();
    for (int at = 0; at < state.locations().size(); at++) {
      boolean used = state.locations().get(at).isEmpty();
      for (int sku = 0; sku < state.skus().size(); sku++) {
        used |= isUsed(sku, at);
      }
      if (!used) {
        unused.add(at);
      }
    }
    return unused;
  }

  private boolean isUsed(int sku, int at) {
    Answer.Stock stock = state.stock(Ref.handle(sku), Ref.handle(at), Protocol.NO_CHANNEL);
    return stock.sellable() != 0
        || stock.reserved() != 0
        || stock.damaged() != 0
        || stock.qualityControl() != 0
        || stock.blocked() != 0
        || stock.inTransit() != 0;
  }
}

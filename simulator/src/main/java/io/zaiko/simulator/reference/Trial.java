package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ResultCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out whether movements, made one after the other, stay within the limits (rule 1). */
final class Trial {
  private record Shelf(Pair pair, Place place) {}

  private final Stock stock;
  private final Map<Shelf, Long> units = new HashMap<>();
  private final Set<Pair> newPairs = new HashSet<>();
  private boolean beyondLimit;

  Trial(Stock stock) {
    this.stock = stock;
  }

  /** Says that a pair needs a record. */
  void need(Pair pair) {
    if (!stock.has(pair)) {
      newPairs.add(pair);
    }
  }

  void add(Pair pair, Place place, long quantity) {
    Shelf shelf = new Shelf(pair, place);
    set(pair, place, units.getOrDefault(shelf, stock.record(pair).units(place)) + quantity);
  }

  void set(Pair pair, Place place, long quantity) {
    need(pair);
    units.put(new Shelf(pair, place), quantity);
    check(quantity);
    beyondLimit |= quantity < 0 && place != Place.SELLABLE;
  }

  /** Says that some total becomes so much. */
  void check(long total) {
    beyondLimit |= Math.abs(total) > Limits.MAX_QUANTITY;
  }

  boolean isBeyondLimit() {
    return beyondLimit;
  }

  /** CAPACITY_EXCEEDED, then LIMIT_EXCEEDED. */
  Optional<ResultCode> refusal() {
    if (!stock.isRoomFor(newPairs.size())) {
      return Optional.of(ResultCode.CAPACITY_EXCEEDED);
    }
    return beyondLimit ? Optional.of(ResultCode.LIMIT_EXCEEDED) : Optional.empty();
  }
}

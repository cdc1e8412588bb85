package io.zaiko.cli.demo;

import io.zaiko.client.LocationStock;
import io.zaiko.client.StockLevels;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;

/**
 * The stock of every pair, computed from nothing but the answers in the ledgers: what was answered
 * OK happened, in the order of the sequences answered; holds expire by the times answered. It knows
 * no engine and no journal, so that it can contradict both. Not thread safe.
 */
final class StockRecomputation {
  private static final int SLOT_BITS = 32;

  private final List<Ledger> ledgers;
  private final Assortment assortment;
  private final int[] sellable;
  private final int[] reserved;
  private final int[] qualityControl;
  private final int[] blocked;

  /** By ledger: reservations that are holds now, by the request id that made them. */
  private final BitSet[] held;

  /** Holds in the order in which they expire, which is that of their making: all last as long. */
  private final ArrayDeque<Hold> holds = new ArrayDeque<>();

  private long expiredHolds;

  private record Hold(int ledger, int requestId, long expiresAtMicros) {}

  private StockRecomputation(List<Ledger> ledgers, Assortment assortment) {
    this.ledgers = ledgers;
    this.assortment = assortment;
    sellable = new int[assortment.pairCount()];
    reserved = new int[assortment.pairCount()];
    qualityControl = new int[assortment.pairCount()];
    blocked = new int[assortment.pairCount()];
    held = new BitSet[ledgers.size()];
    for (int i = 0; i < held.length; i++) {
      held[i] = new BitSet();
    }
  }

  /** The stock behind the last acknowledged command. */
  static StockRecomputation of(List<Ledger> ledgers, Assortment assortment) {
    StockRecomputation stock = new StockRecomputation(ledgers, assortment);
    for (long entry : stock.inSequence()) {
      if (entry != 0) {
        stock.happen((int) (entry >>> SLOT_BITS), (int) entry);
      }
    }
    return stock;
  }

  /** At each sequence the ledger and the request id that were given it; 0 where nobody was. */
  private long[] inSequence() {
    long highest = 0;
    for (Ledger ledger : ledgers) {
      for (int id = 1; id <= ledger.size(); id++) {
        highest = Math.max(highest, ledger.sequence(id));
      }
    }
    long[] entries = new long[Math.toIntExact(highest + 1)];
    for (int l = 0; l < ledgers.size(); l++) {
      for (int id = 1; id <= ledgers.get(l).size(); id++) {
        if (ledgers.get(l).isAcknowledged(id)) {
          entries[(int) ledgers.get(l).sequence(id)] = (long) l << SLOT_BITS | id;
        }
      }
    }
    return entries;
  }

  private void happen(int ledgerNumber, int requestId) {
    Ledger ledger = ledgers.get(ledgerNumber);
    expireUpTo(ledger.timeMicros(requestId));
    if (ledger.code(requestId) != ResultCode.OK) {
      return;
    }
    int maker = ledger.reservation(requestId);
    switch (ledger.step(requestId)) {
      case DEFINE_STORE, DEFINE_SKU, STAGE -> {}
      case RECEIVE, ADJUST, RETURN_TO_SHELF -> add(sellable, ledger.basket(requestId), 1);
      case SELL, SELL_IF_THERE -> add(sellable, ledger.basket(requestId), -1);
      case RETURN -> add(qualityControl, ledger.basket(requestId), 1);
      case COUNT -> count(ledger.basket(requestId));
      case RESERVE -> {
        add(reserved, ledger.basket(requestId), 1);
        hold(ledgerNumber, requestId);
      }
      case RESERVE_PAID -> add(reserved, ledger.basket(requestId), 1);
      case COMMIT -> held[ledgerNumber].clear(maker);
      case RELEASE -> {
        held[ledgerNumber].clear(maker);
        add(reserved, ledger.basket(maker), -1);
      }
      case FULFIL -> {
        add(reserved, ledger.basket(maker), -1);
        add(sellable, ledger.basket(maker), -1);
      }
      case SHORT -> {
        add(reserved, ledger.basket(maker), -1);
        add(sellable, ledger.basket(maker), -1);
        add(blocked, ledger.basket(maker), 1);
      }
    }
  }

  private static void add(int[] units, Basket basket, int sign) {
    for (int i = 0; i < basket.size(); i++) {
      units[basket.pair(i)] += sign * basket.quantity(i);
    }
  }

  private void count(Basket basket) {
    for (int i = 0; i < basket.size(); i++) {
      sellable[basket.pair(i)] = basket.quantity(i);
    }
  }

  private void hold(int ledgerNumber, int requestId) {
    long expiresAt =
        ledgers.get(ledgerNumber).timeMicros(requestId) + Requests.HOLD.toNanos() / 1_000;
    held[ledgerNumber].set(requestId);
    holds.add(new Hold(ledgerNumber, requestId, expiresAt));
  }

  private void expireUpTo(long timeMicros) {
    while (!holds.isEmpty() && holds.peek().expiresAtMicros() <= timeMicros) {
      Hold due = holds.remove();
      if (held[due.ledger()].get(due.requestId())) {
        held[due.ledger()].clear(due.requestId());
        add(reserved, ledgers.get(due.ledger()).basket(due.requestId()), -1);
        expiredHolds++;
      }
    }
  }

  /**
   * Sums over all pairs.
   *
   * @param onHand units on hand
   * @param reserved units reserved
   * @param oversold units reserved beyond what is sellable
   * @param expiredHolds holds that ran out
   */
  record Totals(long onHand, long reserved, long oversold, long expiredHolds) {}

  /** The sums over all pairs. */
  Totals totals() {
    long onHandUnits = 0;
    long reservedUnits = 0;
    long oversoldUnits = 0;
    for (int pair = 0; pair < sellable.length; pair++) {
      StockLevels levels = expected(pair);
      onHandUnits += levels.onHand();
      reservedUnits += levels.reserved();
      oversoldUnits += levels.oversold();
    }
    return new Totals(onHandUnits, reservedUnits, oversoldUnits, expiredHolds);
  }

  /** The units that a pair should have. */
  StockLevels expected(int pair) {
    return new StockLevels(
        sellable[pair], reserved[pair], 0, qualityControl[pair], blocked[pair], 0);
  }

  /** Compares what the server says about one SKU; a store it does not name has nothing. */
  void compare(int sku, List<LocationStock> answer, Findings findings) {
    StockLevels[] byStore = new StockLevels[assortment.storeCount()];
    for (LocationStock location : answer) {
      int store = assortment.storeNumber(location.location());
      if (store < 0) {
        findings.wrong("the server has stock of a store that nobody defined: " + location);
      } else {
        byStore[store] = location.levels();
      }
    }
    for (int store = 0; store < byStore.length; store++) {
      int pair = assortment.pair(store, sku);
      StockLevels actual = byStore[store] == null ? StockLevels.NONE : byStore[store];
      findings.compared();
      if (!actual.equals(expected(pair))) {
        findings.wrong(
            "%s should be %s, but the server says %s"
                .formatted(assortment.describe(pair), expected(pair), actual));
      }
    }
  }
}

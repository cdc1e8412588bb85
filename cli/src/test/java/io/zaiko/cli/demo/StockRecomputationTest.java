package io.zaiko.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.LocationStock;
import io.zaiko.client.StockLevels;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StockRecomputationTest {
  private static final int PAIR = 1;
  private static final long HOLD_MICROS = Requests.HOLD.toNanos() / 1_000;

  private final Assortment assortment = new Assortment(2, 2);
  private final Ledger first = new Ledger("ec");
  private final Ledger second = new Ledger("pos");

  @Test
  void shouldFollowTheSequenceAndNotTheOrderOfTheLedgers() {
    Ledgers.ok(first, Step.COUNT, 0, Basket.of(PAIR, 10), 2, 20);
    Ledgers.ok(second, Step.RECEIVE, 0, Basket.of(PAIR, 100), 1, 10);
    Ledgers.ok(second, Step.SELL, 0, Basket.of(PAIR, 3), 3, 30);

    assertEquals(new StockLevels(7, 0, 0, 0, 0, 0), expected(), "received, counted, sold");
  }

  @Test
  void shouldFollowAReservationToItsEnd() {
    Ledgers.ok(first, Step.RECEIVE, 0, Basket.of(PAIR, 10), 1, 1);
    int fulfilled = Ledgers.ok(first, Step.RESERVE, 0, Basket.of(PAIR, 2), 2, 2);
    Ledgers.ok(first, Step.COMMIT, fulfilled, Basket.EMPTY, 3, 3);
    Ledgers.ok(first, Step.FULFIL, fulfilled, Basket.EMPTY, 4, 4);
    int released = Ledgers.ok(first, Step.RESERVE, 0, Basket.of(PAIR, 1), 5, 5);
    Ledgers.ok(first, Step.RELEASE, released, Basket.EMPTY, 6, 6);
    int missing = Ledgers.ok(first, Step.RESERVE_PAID, 0, Basket.of(PAIR, 3), 7, 7);
    Ledgers.ok(first, Step.SHORT, missing, Basket.EMPTY, 8, 8);
    int staged = Ledgers.ok(first, Step.RESERVE_PAID, 0, Basket.of(PAIR, 4), 9, 9);
    Ledgers.ok(first, Step.STAGE, staged, Basket.EMPTY, 10, 10);
    Ledgers.ok(first, Step.RETURN, fulfilled, Basket.of(PAIR, 1), 11, 10 * HOLD_MICROS);

    assertEquals(new StockLevels(5, 4, 0, 1, 3, 0), expected(), "10 - 2 - 3 sellable");
  }

  @Test
  void shouldLetAHoldExpireAtItsTimeAndNotBefore() {
    Ledgers.ok(first, Step.RECEIVE, 0, Basket.of(PAIR, 10), 1, 1_000);
    Ledgers.ok(first, Step.RESERVE, 0, Basket.of(PAIR, 2), 2, 2_000);
    Ledgers.ok(second, Step.ADJUST, 0, Basket.of(PAIR, -1), 3, 2_000 + HOLD_MICROS - 1);
    assertEquals(new StockLevels(9, 2, 0, 0, 0, 0), expected(), "rule 15: not due yet");

    Ledgers.ok(second, Step.ADJUST, 0, Basket.of(PAIR, -1), 4, 2_000 + HOLD_MICROS);
    assertEquals(new StockLevels(8, 0, 0, 0, 0, 0), expected(), "rule 15: due");
  }

  @Test
  void shouldTakeNothingFromARefusal() {
    Ledgers.ok(first, Step.RECEIVE, 0, Basket.of(PAIR, 1), 1, 1);
    int id = first.note(Step.SELL_IF_THERE, 0, Basket.of(PAIR, 5));
    first.answered(Ledgers.answer(ResultCode.INSUFFICIENT, 1, id, 2, 2, 0));
    first.note(Step.SELL, 0, Basket.of(PAIR, 1)); // never answered

    assertEquals(new StockLevels(1, 0, 0, 0, 0, 0), expected());
  }

  @Test
  void shouldFindEveryPairThatDiffers() {
    Ledgers.ok(first, Step.RECEIVE, 0, Basket.of(assortment.pair(0, 1), 5), 1, 1);
    StockRecomputation stock = StockRecomputation.of(List.of(first), assortment);

    Findings equal = new Findings();
    stock.compare(1, List.of(stockOf(0, new StockLevels(5, 0, 0, 0, 0, 0))), equal);
    assertEquals(2, equal.comparedCount(), "a store without an answer has nothing");
    assertEquals(0, equal.wrongCount());

    Findings wrong = new Findings();
    stock.compare(
        1,
        List.of(
            stockOf(0, new StockLevels(4, 0, 0, 0, 0, 0)),
            stockOf(1, new StockLevels(0, 1, 0, 0, 0, 0))),
        wrong);
    assertEquals(2, wrong.wrongCount());
    assertTrue(wrong.examples().get(0).contains("STORE-001"), () -> wrong.examples().get(0));

    Findings missing = new Findings();
    stock.compare(1, List.of(), missing);
    assertEquals(1, missing.wrongCount());
  }

  private LocationStock stockOf(int store, StockLevels levels) {
    return new LocationStock(
        assortment.store(store),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        levels);
  }

  private StockLevels expected() {
    return StockRecomputation.of(List.of(first, second), assortment).expected(PAIR);
  }
}

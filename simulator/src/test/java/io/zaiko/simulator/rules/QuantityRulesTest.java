package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.CHANNEL_DISABLED;
import static io.zaiko.protocol.sbe.ResultCode.INSUFFICIENT;
import static io.zaiko.protocol.sbe.ResultCode.LIMIT_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.simulator.rules.EngineFixture.BOPIS;
import static io.zaiko.simulator.rules.EngineFixture.EC;
import static io.zaiko.simulator.rules.EngineFixture.POS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.simulator.reference.Answer.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rules 1 to 5: what the numbers are and what may be promised of them. */
final class QuantityRulesTest {
  @AutoClose private final EngineFixture engine = new EngineFixture();

  @Test
  void shouldRefuseAResultBeyondABillionAndChangeNothing_rule1() {
    engine.receive("apple@shibuya=1000000000");

    assertEquals(LIMIT_EXCEEDED, engine.receive("pear@shibuya=1", "apple@shibuya=1").code());

    assertEquals(1_000_000_000, engine.stock("apple@shibuya").sellable());
    assertEquals(0, engine.stock("pear@shibuya").sellable(), "nor may the other line be applied");
  }

  @Test
  void shouldRefuseAResultBelowMinusABillion_rule1() {
    engine.sell("apple@shibuya=1000000000");

    assertEquals(LIMIT_EXCEEDED, engine.sell("apple@shibuya=1").code());

    assertEquals(-1_000_000_000, engine.stock("apple@shibuya").sellable());
  }

  @Test
  void shouldLookAtEveryStepOfAFactNotOnlyAtItsEnd_rule1() {
    engine.receive("apple@shibuya=1000000000");

    assertEquals(LIMIT_EXCEEDED, engine.adjust("apple@shibuya=1", "apple@shibuya=-1").code());
    assertEquals(OK, engine.adjust("apple@shibuya=-1", "apple@shibuya=1").code());
  }

  @Test
  void shouldKeepReservedAsTheSumOfWhatIsOpen_rule2() {
    engine.receive("apple@shibuya=10");
    engine.reserve("order-1", "apple@shibuya=3");
    engine.reservePaid("order-2", "apple@shibuya=4");
    assertEquals(7, engine.stock("apple@shibuya").reserved());

    engine.fulfil("order-2", "apple@shibuya=1");
    engine.release("order-1");

    assertEquals(3, engine.stock("apple@shibuya").reserved());
  }

  @Test
  void shouldHideSafetyStockFromItsChannelOnly_rule3() {
    engine.receive("apple@shibuya=10");
    engine.setSafety("shibuya", EC, 4);

    assertEquals(6, engine.ats("apple@shibuya", EC));
    assertEquals(10, engine.ats("apple@shibuya", POS));
  }

  @Test
  void shouldPreferTheSafetyStockOfAPairEvenIfItIsZero_rule3() {
    engine.receive("apple@shibuya=10", "pear@shibuya=10");
    engine.setSafety("shibuya", EC, 4);
    engine.setPairSafety("apple@shibuya=0", EC);

    assertEquals(10, engine.ats("apple@shibuya", EC));
    assertEquals(6, engine.ats("pear@shibuya", EC));
  }

  @Test
  void shouldPromiseNothingWhereTheChannelIsNotServed_rule3() {
    engine.defineLocation("ginza", POS, EC);
    engine.receive("apple@ginza=10");

    assertEquals(0, engine.ats("apple@ginza", BOPIS));
    assertEquals(10, engine.ats("apple@ginza", EC));
    assertEquals(
        CHANNEL_DISABLED, engine.reserve("order-1", BOPIS, Duration.ZERO, "apple@ginza=1").code());
  }

  @Test
  void shouldKeepPromisesWhenSafetyRisesAboveTheStock_rule3() {
    engine.receive("apple@shibuya=5");
    engine.reserve("order-1", "apple@shibuya=5");

    assertEquals(OK, engine.setSafety("shibuya", EC, 100).code());

    assertEquals(0, engine.ats("apple@shibuya", EC));
    assertEquals(INSUFFICIENT, engine.reserve("order-2", "apple@shibuya=1").code());
    assertEquals(OK, engine.commit("order-1").code(), "checks no stock");
    assertEquals(OK, engine.fulfil("order-1").code(), "checks no stock");
  }

  @Test
  void shouldNotLetOneStoresDeficitCancelAnothersStock_rule4() {
    engine.receive("apple@shibuya=5");
    engine.sell("apple@umeda=3");

    assertEquals(-3, engine.stock("apple@umeda").sellable());
    assertEquals(5, engine.networkAts("apple", EC));
  }

  @Test
  void shouldMoveUnitsBetweenPlacesWithoutLosingAny_rule5() {
    engine.receive("apple@shibuya=20");
    engine.reservePaid("order-1", "apple@shibuya=6");
    engine.shorten("order-1", "apple@shibuya=2");
    engine.fulfil("order-1", "apple@shibuya=3");
    engine.goodsBack(Disposition.QUALITY_CHECK, "order-1", "apple@shibuya=1");
    engine.count(Bucket.DAMAGED, "apple@shibuya=5");

    assertEquals(15, engine.stock("apple@shibuya").sellable(), "20 - 2 blocked - 3 handed over");
    assertEquals(1, engine.stock("apple@shibuya").reserved());
    assertEquals(2, engine.stock("apple@shibuya").blocked());
    assertEquals(1, engine.stock("apple@shibuya").qualityControl());
    assertEquals(5, engine.stock("apple@shibuya").damaged());
  }

  @Test
  void shouldRefuseToFillAnyBucketBeyondABillion_rule1() {
    engine.count(Bucket.DAMAGED, "apple@shibuya=1000000000");
    engine.count(Bucket.BLOCKED, "apple@shibuya=1000000000");
    engine.receive("apple@shibuya=5");
    engine.reservePaid("order-1", "apple@shibuya=1");

    assertEquals(
        LIMIT_EXCEEDED, engine.move(Bucket.SELLABLE, Bucket.DAMAGED, "apple@shibuya=1").code());
    assertEquals(
        LIMIT_EXCEEDED,
        engine.goodsBack(Disposition.DAMAGED, "", "apple@umeda=1", "apple@shibuya=1").code());
    assertEquals(LIMIT_EXCEEDED, engine.shorten("order-1").code());
    assertEquals(OK, engine.shortenInPlace("order-1").code(), "that fills nothing");
    assertEquals(0, engine.stock("apple@umeda").damaged(), "all or nothing");
    assertEquals(5, engine.stock("apple@shibuya").sellable());
  }

  @Test
  void shouldRefuseLinesThatAreTooManyOnlyTogether_rule1() {
    engine.receive("apple@shibuya=5");

    Reply reserved =
        engine.reserve("order-1", "apple@shibuya=1000000000", "apple@shibuya=1000000000");
    Reply moved =
        engine.move(
            Bucket.SELLABLE,
            Bucket.DAMAGED,
            "apple@shibuya=1000000000",
            "apple@shibuya=1000000000",
            "apple@shibuya=1000000000",
            "apple@shibuya=1000000000",
            "apple@shibuya=294967297");

    assertEquals(INSUFFICIENT, reserved.code());
    assertEquals(INSUFFICIENT, moved.code(), "2^32 + 1 is not 1");
    assertEquals(
        LIMIT_EXCEEDED, engine.receive("apple@umeda=1000000000", "apple@umeda=1000000000").code());
  }

  @Test
  void shouldAddUpNetworkTotalsBeyondABillion_rule1() {
    for (int i = 0; i < 5; i++) {
      engine.defineLocation("warehouse-" + i);
      engine.receive("apple@warehouse-" + i + "=1000000000");
    }

    assertEquals(5_000_000_000L, engine.networkAts("apple", EngineFixture.EC));
  }

  @Test
  void shouldPromiseNothingFromADeficitWhateverTheSafety_rule3() {
    engine.setQuota("apple@shibuya=5", EngineFixture.EC);
    engine.setPairSafety("apple@shibuya=1000000000", EngineFixture.POS);
    engine.receive("apple@shibuya=4");
    engine.reserve("order-1", "apple@shibuya=4");
    engine.adjust("apple@shibuya=-1000000000");
    engine.setPairSafety("apple@shibuya=1000000000", EngineFixture.EC);

    assertEquals(0, engine.ats("apple@shibuya", EngineFixture.EC));
    assertEquals(0, engine.ats("apple@shibuya", EngineFixture.POS));
    assertEquals(4, engine.onlyLine("order-1").open());
  }
}

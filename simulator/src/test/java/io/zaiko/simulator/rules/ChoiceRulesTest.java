package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.CAPACITY_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.INSUFFICIENT;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.PLACED;
import static io.zaiko.protocol.sbe.ResultCode.REDEEM_PARTIAL;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_RESERVATION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.LocationStep;
import io.zaiko.simulator.action.Action.Options;
import io.zaiko.simulator.action.Ref;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Answer.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 13, 16, 17 and 28: the engine picks a place, moves a promise, sees one redeemed. */
final class ChoiceRulesTest {
  private static final int SHIBUYA = 0;
  private static final int UMEDA = 1;
  private static final Ref SHIBUYA_OR_UMEDA =
      new Ref.AnyOf(List.of(Ref.code("shibuya"), Ref.code("umeda")));

  @AutoClose private final EngineFixture engine = new EngineFixture();

  @BeforeEach
  void stock() {
    engine.receive("apple@shibuya=3", "apple@umeda=5");
  }

  @Test
  void shouldTakeTheFirstChoiceThatHasAllOfALine_rule13() {
    Reply three = engine.reserveAnywhere("order-1", false, "apple", 3, SHIBUYA_OR_UMEDA);
    Reply five = engine.reserveAnywhere("order-2", false, "apple", 5, SHIBUYA_OR_UMEDA);

    assertEquals(List.of(new LineReply(0, PLACED, 3, SHIBUYA)), three.lines());
    assertEquals(List.of(new LineReply(0, PLACED, 5, UMEDA)), five.lines());
  }

  @Test
  void shouldSplitInTheOrderOfTheChoices_rule13() {
    Reply reply = engine.reserveAnywhere("order-1", true, "apple", 7, SHIBUYA_OR_UMEDA);

    assertEquals(
        List.of(new LineReply(0, PLACED, 3, SHIBUYA), new LineReply(0, PLACED, 4, UMEDA)),
        reply.lines());
  }

  @Test
  void shouldSayWhatTheBestChoiceHasWhenNoneHasEnough_rule13() {
    Reply reply = engine.reserveAnywhere("order-1", false, "apple", 7, SHIBUYA_OR_UMEDA);

    assertEquals(INSUFFICIENT, reply.code());
    assertEquals(List.of(new LineReply(0, INSUFFICIENT, 5)), reply.lines());
  }

  @Test
  void shouldPassOverAChoiceThatIsSuspended_rule13() {
    engine.at("shibuya", LocationStep.SUSPEND);

    Reply reply = engine.reserveAnywhere("order-1", false, "apple", 2, SHIBUYA_OR_UMEDA);

    assertEquals(List.of(new LineReply(0, PLACED, 2, UMEDA)), reply.lines());
  }

  @Test
  void shouldGoThroughARegionInTheOrderOfCodes_rule13() {
    engine.defineLocation("z-store", "kanto", 35_000_000, 139_000_000);
    engine.defineLocation("a-store", "kanto", 36_000_000, 139_000_000);
    engine.receive("apple@z-store=2", "apple@a-store=2");

    Reply reply = engine.reserveAnywhere("order-1", true, "apple", 3, new Ref.Region("kanto"));

    int aStore = engine.locationHandle("a-store");
    int zStore = engine.locationHandle("z-store");
    assertEquals(
        List.of(new LineReply(0, PLACED, 2, aStore), new LineReply(0, PLACED, 1, zStore)),
        reply.lines());
  }

  @Test
  void shouldFindTheNearestThatHaveEnough_rule28() {
    engine.defineLocation("far", "", 36_000_000, 139_000_000);
    engine.defineLocation("b-near", "", 35_100_000, 139_000_000);
    engine.defineLocation("a-near", "", 35_100_000, 139_000_000);
    engine.receive("apple@far=9", "apple@b-near=2", "apple@a-near=2");

    assertEquals(
        List.of("a-near", "b-near", "far"),
        engine.nearest("apple", 35_000_000, 139_000_000, 2),
        "by distance, then by code; shibuya lies nowhere");
    assertEquals(List.of("far"), engine.nearest("apple", 35_000_000, 139_000_000, 3));
  }

  @Test
  void shouldNotBlockAShopperByTheirOwnHold_rule16() {
    engine.setQuota("apple@shibuya=3", EngineFixture.EC);
    engine.reserve("basket-1", "apple@shibuya=3");

    assertEquals(OK, engine.supersede("basket-1", "basket-2", "apple@shibuya=2").code());

    assertEquals(1, engine.ats("apple@shibuya", EngineFixture.EC));
    assertEquals(3, engine.onlyLine("basket-1").released());
  }

  @Test
  void shouldKeepTheOldReservationWhenTheNewOneIsRefused_rule16() {
    engine.reserve("basket-1", "apple@shibuya=3");

    Reply refused = engine.supersede("basket-1", "basket-2", "apple@shibuya=4");

    assertEquals(List.of(new LineReply(0, INSUFFICIENT, 3)), refused.lines());
    assertEquals(3, engine.onlyLine("basket-1").open());
    assertEquals(UNKNOWN_RESERVATION, engine.reservation("basket-2").code());
  }

  @Test
  void shouldMoveALineToAnotherLocation_rule16() {
    engine.reservePaid("order-1", "apple@shibuya=3");

    assertEquals(OK, engine.reallocate("order-1", "apple@shibuya", "umeda").code());

    assertEquals(UMEDA, engine.onlyLine("order-1").location());
    assertEquals(3, engine.onlyLine("order-1").requested());
    assertEquals(3, engine.ats("apple@shibuya", EngineFixture.EC));
    assertEquals(2, engine.ats("apple@umeda", EngineFixture.EC));
  }

  @Test
  void shouldRedeemAndSellTheRestPlainly_rule17() {
    engine.reservePaid("order-1", "apple@shibuya=2");
    engine.stage("order-1");

    Reply reply = engine.sell(SellPolicy.RECORD, "order-1", "apple@shibuya=3", "apple@umeda=1");

    assertEquals(
        List.of("0 REDEEM_PARTIAL 2", "1 REDEEM_PARTIAL 0"),
        reply.lines().stream()
            .map(line -> line.line() + " " + line.code() + " " + line.quantity())
            .toList());
    assertEquals(2, engine.onlyLine("order-1").fulfilled());
    assertEquals(0, engine.stock("apple@shibuya").sellable());
    assertEquals(0, engine.stock("apple@shibuya").reserved());
    assertEquals(4, engine.stock("apple@umeda").sellable());
  }

  @Test
  void shouldServeNothingFromARegionThatNobodyNamed_rule13() {
    Reply reply = engine.reserveAnywhere("order-1", true, "apple", 1, new Ref.Region("nowhere"));

    assertEquals(List.of(new LineReply(0, INSUFFICIENT, 0)), reply.lines());
  }

  @Test
  void shouldTakeALocationThatIsNamedTwiceOnce_rule13() {
    Ref shibuyaTwice = new Ref.AnyOf(List.of(Ref.code("shibuya"), Ref.code("shibuya")));

    Reply refused = engine.reserveAnywhere("order-1", true, "apple", 4, shibuyaTwice);

    assertEquals(List.of(new LineReply(0, INSUFFICIENT, 3)), refused.lines());
    assertEquals(OK, engine.reserveAnywhere("order-1", true, "apple", 3, shibuyaTwice).code());
  }

  /** 98 stores of a region with a unit of each SKU. */
  private static EngineFixture manyStores(String... skus) {
    EngineFixture many = new EngineFixture(new TestConfig().skus(300).build());
    for (String sku : skus) {
      many.defineSku(sku);
    }
    for (int i = 0; i < 98; i++) {
      many.defineLocation("store-" + i, "kanto", 35_000_000, 139_000_000);
      for (String sku : skus) {
        many.receive(sku + "@store-" + i + "=1");
      }
    }
    return many;
  }

  private static Action.Line inKanto(String sku, long units) {
    return new Action.Line(Ref.code(sku), new Ref.Region("kanto"), units);
  }

  private static Reply reserveSplit(
      EngineFixture many, long requestId, boolean partial, Action.Line... lines) {
    Options options = new Options(partial, false, true, false);
    long session = many.register("shop").session();
    return (Reply)
        many.send(
            new Action.Reserve(
                session,
                requestId,
                "order-1",
                EngineFixture.EC,
                0,
                0,
                options,
                "",
                List.of(lines)));
  }

  @Test
  void shouldCountOnlyPairsThatGetSomething_rule12() {
    try (EngineFixture many = manyStores("apple")) {
      List<Action.Line> lines = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        many.defineSku("sold-out-" + i);
        lines.add(EngineFixture.line("sold-out-" + i + "@shibuya=1"));
      }
      lines.add(inKanto("apple", 98));

      Reply reply = reserveSplit(many, 1, true, lines.toArray(Action.Line[]::new));

      assertEquals(OK, reply.code(), "98 pairs, although 298 were looked at");
      assertEquals(98, many.reservation("order-1").lines().size());
    }
  }

  @Test
  void shouldTakeNothingForALineThatFallsShort_rule13() {
    try (EngineFixture many = manyStores("apple", "pear", "plum")) {
      Reply reply =
          reserveSplit(
              many, 1, false, inKanto("apple", 99), inKanto("pear", 99), inKanto("plum", 99));

      assertEquals(INSUFFICIENT, reply.code());
      assertEquals(
          List.of(
              new LineReply(0, INSUFFICIENT, 98),
              new LineReply(1, INSUFFICIENT, 98),
              new LineReply(2, INSUFFICIENT, 98)),
          reply.lines());
    }
  }

  @Test
  void shouldRefuseMoreThan256Pairs_rule12() {
    try (EngineFixture many = manyStores("apple", "pear", "plum")) {
      Action.Line apples = inKanto("apple", 98);
      Action.Line pears = inKanto("pear", 98);

      Reply tooMany = reserveSplit(many, 1, false, apples, pears, inKanto("plum", 61));
      assertEquals(CAPACITY_EXCEEDED, tooMany.code());
      assertEquals(UNKNOWN_RESERVATION, many.reservation("order-1").code());

      Reply most = reserveSplit(many, 2, false, apples, pears, inKanto("plum", 60));
      assertEquals(OK, most.code());
      assertEquals(256, many.reservation("order-1").lines().size());
    }
  }

  @Test
  void shouldRecordASaleWhateverBecameOfTheReservation_rule17() {
    engine.reserve("gone", "apple@umeda=1");
    engine.after(Duration.ofMinutes(15));

    for (String id : List.of("gone", "never-was")) {
      Reply reply = engine.sell(SellPolicy.RECORD, id, "apple@umeda=1");

      assertEquals(OK, reply.code());
      assertEquals(List.of(new LineReply(0, REDEEM_PARTIAL, 0)), reply.lines());
    }
    assertEquals(3, engine.stock("apple@umeda").sellable());
    assertEquals(ReservationState.EXPIRED, engine.state("gone"));
  }
}

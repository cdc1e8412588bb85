package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.ALREADY_COUNTED;
import static io.zaiko.protocol.sbe.ResultCode.CUT_NOT_AVAILABLE;
import static io.zaiko.protocol.sbe.ResultCode.DEVICE_SEQUENCE_TOO_OLD;
import static io.zaiko.protocol.sbe.ResultCode.DUPLICATE_FACT;
import static io.zaiko.protocol.sbe.ResultCode.ILLEGAL_STATE;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.STALE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.action.Action.LocationStep;
import io.zaiko.simulator.action.Action.Origin;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Answer.Reply;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 19, 22 and 23: counts of a moment that is over, and tills that tell late. */
final class CutRulesTest {
  private static final OptionalLong ANY = OptionalLong.empty();

  @AutoClose private final EngineFixture engine = new EngineFixture();

  @BeforeEach
  void stock() {
    engine.receive("apple@shibuya=10");
  }

  private long openCount() {
    engine.at("shibuya", LocationStep.COUNT_OPEN);
    return engine.sequence();
  }

  private static Origin till(long sequence) {
    return new Origin(0, "till-9", sequence);
  }

  @Test
  void shouldCompareWithTheBookAtTheCut_rule19() {
    long cut = openCount();
    engine.sell("apple@shibuya=3");

    engine.countAt(cut, ANY, "apple@shibuya=9");

    assertEquals(6, engine.stock("apple@shibuya").sellable(), "9 at the cut, 3 sold since");
  }

  @Test
  void shouldLetASecondCountAtTheSameCutReplaceTheFirst_rule19() {
    long cut = openCount();
    engine.countAt(cut, ANY, "apple@shibuya=4");
    engine.sell("apple@shibuya=3");

    engine.countAt(cut, ANY, "apple@shibuya=9");

    assertEquals(6, engine.stock("apple@shibuya").sellable());
  }

  @Test
  void shouldKnowACutOnlyWhileItsCountIsOpen_rule19() {
    long cut = openCount();
    assertEquals(ILLEGAL_STATE, engine.at("shibuya", LocationStep.COUNT_OPEN).code());
    engine.after(Duration.ofDays(2).minusNanos(1_000));
    assertEquals(OK, engine.countAt(cut, ANY, "apple@shibuya=9").code());

    engine.after(Duration.ofNanos(1_000));
    assertEquals(CUT_NOT_AVAILABLE, engine.countAt(cut, ANY, "apple@shibuya=9").code());
    assertEquals(ILLEGAL_STATE, engine.at("shibuya", LocationStep.COUNT_CLOSE).code());
  }

  @Test
  void shouldRefuseACountThatExpectsAnotherBook_rule19() {
    long cut = openCount();
    engine.sell("apple@shibuya=3");

    Reply stale = engine.countAt(cut, OptionalLong.of(7), "apple@shibuya=9");

    assertEquals(STALE, stale.code());
    assertEquals(List.of(new LineReply(0, STALE, 10)), stale.lines(), "10 at the cut, not 7");
    assertEquals(OK, engine.countAt(cut, OptionalLong.of(10), "apple@shibuya=9").code());
  }

  @Test
  void shouldApplyAFactOfADeviceOnce_rule22() {
    assertEquals(OK, engine.sellOffline(till(5), "apple@shibuya=1").code());
    assertEquals(DUPLICATE_FACT, engine.sellOffline(till(5), "apple@shibuya=1").code());

    assertEquals(9, engine.stock("apple@shibuya").sellable());
  }

  @Test
  void shouldReportWhatADeviceHasNotToldYet_rule22() {
    engine.sellOffline(till(5), "apple@shibuya=1");
    assertEquals(2, engine.sellOffline(till(8), "apple@shibuya=1").deviceGaps(), "6 and 7");
    assertEquals(1, engine.sellOffline(till(6), "apple@shibuya=1").deviceGaps());
  }

  @Test
  void shouldRememberTheLast4096FactsOfADevice_rule22() {
    engine.sellOffline(till(5_000), "apple@shibuya=1");

    assertEquals(OK, engine.sellOffline(till(905), "apple@shibuya=1").code());
    assertEquals(DEVICE_SEQUENCE_TOO_OLD, engine.sellOffline(till(904), "apple@shibuya=1").code());
    assertEquals(8, engine.stock("apple@shibuya").sellable());
  }

  @Test
  void shouldNotTakeAgainWhatACountSawAlready_rule23() {
    long soldAt = engine.timeMicros();
    engine.after(Duration.ofHours(1)).count(Bucket.SELLABLE, "apple@shibuya=7");
    long countedAt = engine.timeMicros();

    Reply seen = engine.sellOffline(new Origin(soldAt, "", 0), "apple@shibuya=3");
    assertEquals(List.of(new LineReply(0, ALREADY_COUNTED, 3)), seen.lines());
    engine.sellOffline(new Origin(countedAt, "", 0), "apple@shibuya=1");
    assertEquals(7, engine.stock("apple@shibuya").sellable(), "also at the very moment");

    engine.sellOffline(new Origin(countedAt + 1, "", 0), "apple@shibuya=1");
    assertEquals(6, engine.stock("apple@shibuya").sellable());
  }

  @Test
  void shouldLeaveOutOfTheMovementWhatHappenedBeforeTheCut_rule23() {
    long soldAt = engine.timeMicros();
    engine.after(Duration.ofHours(1));
    long cut = openCount();
    engine.sellOffline(new Origin(soldAt, "", 0), "apple@shibuya=3");

    engine.countAt(cut, ANY, "apple@shibuya=7");

    assertEquals(7, engine.stock("apple@shibuya").sellable(), "the shelf was counted without them");
  }

  @Test
  void shouldCompareEachBucketWithItsOwnBook_rule19() {
    engine.count(Bucket.DAMAGED, "apple@shibuya=4");
    long cut = openCount();
    engine.move(Bucket.DAMAGED, Bucket.SELLABLE, "apple@shibuya=3");
    engine.reservePaid("order-1", "apple@shibuya=2");
    engine.shorten("order-1");

    countAt(cut, Bucket.DAMAGED, "apple@shibuya=5");
    countAt(cut, Bucket.BLOCKED, "apple@shibuya=1");
    countAt(cut, Bucket.SELLABLE, "apple@shibuya=11");

    assertEquals(2, engine.stock("apple@shibuya").damaged(), "5 at the cut, 3 left");
    assertEquals(3, engine.stock("apple@shibuya").blocked(), "1 at the cut, 2 came");
    assertEquals(12, engine.stock("apple@shibuya").sellable(), "11 at the cut, 3 came, 2 left");
  }

  private void countAt(long cut, Bucket bucket, String line) {
    long session = engine.register("counter").session();
    Action count =
        new Action.Count(session, bucket.value() + 1, bucket, cut, ANY, EngineFixture.lines(line));
    assertEquals(OK, ((Reply) engine.send(count)).code());
  }

  @Test
  void shouldCountReservedUnitsWithTheShelfAndLeaveThemReserved_rule19() {
    engine.reservePaid("order-1", "apple@shibuya=6");
    engine.stage("order-1");

    Reply reply = engine.count(Bucket.SELLABLE, "apple@shibuya=5");

    assertEquals(1, reply.oversellsOpened());
    assertEquals(List.of("order-1"), engine.endangered("apple@shibuya"));
    assertEquals(6, engine.onlyLine("order-1").open(), "cancelling is somebody's command");
  }

  @Test
  void shouldFreeWhatALateSaleRedeemsThoughACountSawIt_rule23() {
    engine.reservePaid("order-1", "apple@shibuya=4");
    long soldAt = engine.timeMicros();
    engine.after(Duration.ofHours(1)).count(Bucket.SELLABLE, "apple@shibuya=6");
    long session = engine.register("till-2").session();
    Origin late = new Origin(soldAt, "", 0);

    engine.send(
        new Action.Sell(
            session,
            1,
            late,
            SellPolicy.RECORD,
            "order-1",
            EngineFixture.lines("apple@shibuya=4")));

    assertEquals(6, engine.stock("apple@shibuya").sellable());
    assertEquals(0, engine.stock("apple@shibuya").reserved());
    assertEquals(ReservationState.FULFILLED, engine.state("order-1"));
  }

  /** 10 at nine o'clock; 3 sold at ten by a till that is offline; 7 counted at eleven. */
  private long countTwice(Origin till, boolean tellFirst) {
    long cut = openCount();
    engine.after(Duration.ofHours(2)).count(Bucket.SELLABLE, "apple@shibuya=7");
    if (tellFirst) {
      engine.sellOffline(till, "apple@shibuya=3");
    }
    assertEquals(
        OK, engine.countAt(cut, OptionalLong.of(tellFirst ? 10 : 7), "apple@shibuya=10").code());
    if (!tellFirst) {
      assertEquals(List.of(), engine.sellOffline(till, "apple@shibuya=3").lines());
    }
    return engine.stock("apple@shibuya").sellable();
  }

  @Test
  void shouldTakeWhatTheCountAppliedLastDidNotSee_rule23() {
    Origin till = new Origin(engine.timeMicros() + 3_600_000_000L, "", 0);

    assertEquals(7, countTwice(till, false), "the count at nine did not see the sale at ten");
  }

  @Test
  void shouldKnowAMovementSinceAnEarlierCutThatALaterCountSaw_rule23() {
    Origin till = new Origin(engine.timeMicros() + 3_600_000_000L, "", 0);

    assertEquals(7, countTwice(till, true), "10 at nine, 3 sold since");
  }
}

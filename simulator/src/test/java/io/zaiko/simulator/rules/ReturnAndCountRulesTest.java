package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.CAPACITY_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.CUT_NOT_AVAILABLE;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.UNREFERENCED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Answer.Reply;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rules 18 and 19: goods that come back, goods that are counted. */
final class ReturnAndCountRulesTest {
  @AutoClose private final EngineFixture engine = new EngineFixture();

  @Test
  void shouldCreditTheReceivingLocation_rule18() {
    engine.goodsBack(Disposition.QUALITY_CHECK, "", "apple@umeda=1");
    engine.goodsBack(Disposition.RESELLABLE, "", "apple@umeda=2");
    engine.goodsBack(Disposition.DAMAGED, "", "apple@umeda=3");

    assertEquals(1, engine.stock("apple@umeda").qualityControl());
    assertEquals(2, engine.stock("apple@umeda").sellable());
    assertEquals(3, engine.stock("apple@umeda").damaged());
  }

  @Test
  void shouldTakeAReturnAtAnotherStoreThanTheOneThatSold_rule18() {
    fulfilled("order-1", "apple@shibuya=3");

    Reply reply = engine.goodsBack(Disposition.RESELLABLE, "order-1", "apple@umeda=2");

    assertEquals(List.of(), reply.lines(), "covered by the reservation");
    assertEquals(2, engine.stock("apple@umeda").sellable());
    assertEquals(ReservationState.FULFILLED, engine.state("order-1"), "not opened again");
  }

  @Test
  void shouldRecordMoreThanWasFulfilledWithoutTheReference_rule18() {
    fulfilled("order-1", "apple@shibuya=3");

    Reply reply =
        engine.goodsBack(
            Disposition.RESELLABLE, "order-1", "apple@umeda=2", "apple@umeda=2", "apple@umeda=1");

    assertEquals(OK, reply.code());
    assertEquals(List.of(new LineReply(1, UNREFERENCED, 2)), reply.lines());
    assertEquals(5, engine.stock("apple@umeda").sellable(), "all of it is there");
  }

  @Test
  void shouldRecordAReturnOfAForgottenReservation_rule18() {
    Reply reply = engine.goodsBack(Disposition.RESELLABLE, "long-ago", "apple@umeda=2");

    assertEquals(OK, reply.code());
    assertEquals(List.of(new LineReply(0, UNREFERENCED, 2)), reply.lines());
    assertEquals(2, engine.stock("apple@umeda").sellable());
  }

  @Test
  void shouldSetTheBucketThatWasCounted_rule19() {
    engine.receive("apple@shibuya=9");
    engine.reserve("order-1", "apple@shibuya=4");

    engine.count(Bucket.SELLABLE, "apple@shibuya=6");
    engine.count(Bucket.BLOCKED, "apple@shibuya=2");

    assertEquals(6, engine.stock("apple@shibuya").sellable(), "reserved units included");
    assertEquals(2, engine.stock("apple@shibuya").blocked());
    assertEquals(4, engine.stock("apple@shibuya").reserved(), "reservations do not change");
  }

  @Test
  void shouldLetTheLaterLineOfAPairStand_rule19() {
    engine.count(Bucket.SELLABLE, "apple@shibuya=6", "apple@shibuya=4");

    assertEquals(4, engine.stock("apple@shibuya").sellable());
  }

  @Test
  void shouldMakeARecordForACountOfNothing_rule19() {
    try (EngineFixture small = new EngineFixture(new TestConfig().stock(1).build())) {
      assertEquals(OK, small.count(Bucket.SELLABLE, "apple@shibuya=0").code());
      assertEquals(CAPACITY_EXCEEDED, small.receive("pear@shibuya=1").code(), "it is the only one");
    }
  }

  @Test
  void shouldKnowNoCutButNow_rule19() {
    Action count =
        new Action.Count(
            engine.session(),
            engine.nextRequestId(),
            Bucket.SELLABLE,
            4711,
            OptionalLong.empty(),
            EngineFixture.lines("apple@shibuya=6"));

    assertEquals(CUT_NOT_AVAILABLE, ((Reply) engine.send(count)).code());
    assertEquals(0, engine.stock("apple@shibuya").sellable());
  }

  private void fulfilled(String id, String line) {
    engine.receive(line);
    engine.reservePaid(id, line);
    engine.fulfil(id);
  }
}

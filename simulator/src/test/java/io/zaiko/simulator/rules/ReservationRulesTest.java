package io.zaiko.simulator.rules;

import static io.zaiko.protocol.sbe.ResultCode.ALREADY_EXISTS;
import static io.zaiko.protocol.sbe.ResultCode.CAPACITY_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.ILLEGAL_STATE;
import static io.zaiko.protocol.sbe.ResultCode.INSUFFICIENT;
import static io.zaiko.protocol.sbe.ResultCode.LIMIT_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.PARTIAL;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_LOCATION;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_RESERVATION;
import static io.zaiko.protocol.sbe.ResultCode.UNKNOWN_SKU;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.simulator.reference.Answer.LineReply;
import io.zaiko.simulator.reference.Answer.Reply;
import io.zaiko.simulator.reference.Answer.ReservationLine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 10 to 12 and 14: promises, and what becomes of them. */
final class ReservationRulesTest {
  @AutoClose private final EngineFixture engine = new EngineFixture();

  @BeforeEach
  void stock() {
    engine.receive("apple@shibuya=10", "pear@umeda=4");
  }

  @Test
  void shouldAccountForEveryUnitRequested_rule10() {
    engine.reservePaid("order-1", "apple@shibuya=10");
    engine.fulfil("order-1", "apple@shibuya=1");
    engine.release("order-1", "apple@shibuya=2");
    engine.shorten("order-1", "apple@shibuya=3");

    assertEquals(new ReservationLine(0, 0, 10, 4, 1, 2, 0, 3), engine.onlyLine("order-1"));
  }

  @Test
  void shouldRequestOnlyWhatWasGranted_rule10() {
    Reply reply = engine.reservePartial("order-1", "apple@shibuya=12", "pear@umeda=1");

    assertEquals(OK, reply.code());
    assertEquals(List.of(new LineReply(0, PARTIAL, 10)), reply.lines());
    assertEquals(10, engine.reservation("order-1").lines().get(0).requested());
  }

  @Test
  void shouldGoFromHoldToHandover_rule11() {
    engine.reserve("order-1", "apple@shibuya=2");
    assertEquals(ReservationState.HELD, engine.state("order-1"));
    engine.commit("order-1");
    assertEquals(ReservationState.COMMITTED, engine.state("order-1"));
    engine.stage("order-1");
    assertEquals(ReservationState.STAGED, engine.state("order-1"));
    engine.unstage("order-1");
    assertEquals(ReservationState.COMMITTED, engine.state("order-1"));
    engine.fulfil("order-1");

    assertEquals(ReservationState.FULFILLED, engine.state("order-1"));
    assertEquals(8, engine.stock("apple@shibuya").sellable());
    assertEquals(0, engine.stock("apple@shibuya").reserved());
  }

  @Test
  void shouldBeginPaidReservationsCommittedAndWithoutExpiry_rule11() {
    engine.reservePaid("order-1", "apple@shibuya=2");

    assertEquals(ReservationState.COMMITTED, engine.state("order-1"));
    assertEquals(0, engine.reservation("order-1").expiresAt());
  }

  @Test
  void shouldRefuseIllegalMovesAndChangeNothing_rule11() {
    engine.reserve("held", "apple@shibuya=1");
    engine.reservePaid("committed", "apple@shibuya=1");
    engine.reserve("released", "apple@shibuya=1");
    engine.release("released");

    assertEquals(ILLEGAL_STATE, engine.stage("held").code());
    assertEquals(ILLEGAL_STATE, engine.fulfil("held").code());
    assertEquals(ILLEGAL_STATE, engine.shorten("held").code());
    assertEquals(ILLEGAL_STATE, engine.commit("committed").code());
    assertEquals(ILLEGAL_STATE, engine.unstage("committed").code());
    assertEquals(ILLEGAL_STATE, engine.extend("committed", Duration.ofMinutes(1)).code());
    assertEquals(ILLEGAL_STATE, engine.release("released").code());
    assertEquals(ILLEGAL_STATE, engine.commit("released").code());

    assertEquals(ReservationState.HELD, engine.state("held"));
    assertEquals(ReservationState.COMMITTED, engine.state("committed"));
    assertEquals(ReservationState.RELEASED, engine.state("released"));
    assertEquals(2, engine.stock("apple@shibuya").reserved());
  }

  @Test
  void shouldBlockWhatThePickerDidNotFind_rule11() {
    engine.reservePaid("order-1", "apple@shibuya=3");

    engine.shorten("order-1");

    assertEquals(ReservationState.SHORTED, engine.state("order-1"));
    assertEquals(7, engine.stock("apple@shibuya").sellable());
    assertEquals(3, engine.stock("apple@shibuya").blocked());
    assertEquals(0, engine.stock("apple@shibuya").reserved());
  }

  @Test
  void shouldLeaveShortedUnitsSellableWhenTold_rule11() {
    engine.reservePaid("order-1", "apple@shibuya=3");

    engine.shortenInPlace("order-1");

    assertEquals(10, engine.stock("apple@shibuya").sellable());
    assertEquals(0, engine.stock("apple@shibuya").blocked());
  }

  @Test
  void shouldTakeSellableBelowZeroForUnitsPromisedBefore_rule11() {
    engine.reservePaid("order-1", "apple@shibuya=3");
    engine.count(Bucket.SELLABLE, "apple@shibuya=1");

    assertEquals(OK, engine.fulfil("order-1").code());

    assertEquals(-2, engine.stock("apple@shibuya").sellable());
  }

  @Test
  void shouldEndAsFulfilledIfAnythingWas_rule11() {
    engine.reservePaid("order-1", "apple@shibuya=3");
    engine.fulfil("order-1", "apple@shibuya=1");
    engine.shorten("order-1", "apple@shibuya=1");
    engine.release("order-1", "apple@shibuya=1");
    assertEquals(ReservationState.FULFILLED, engine.state("order-1"));

    engine.reservePaid("order-2", "apple@shibuya=2");
    engine.shorten("order-2", "apple@shibuya=1");
    engine.release("order-2", "apple@shibuya=1");
    assertEquals(ReservationState.SHORTED, engine.state("order-2"), "else shorted, else released");
  }

  @Test
  void shouldSumDuplicateLinesBeforeChecking_rule12() {
    assertEquals(
        INSUFFICIENT, engine.reserve("order-1", "apple@shibuya=6", "apple@shibuya=5").code());
    assertEquals(OK, engine.reserve("order-1", "apple@shibuya=6", "apple@shibuya=4").code());

    assertEquals(10, engine.onlyLine("order-1").requested());
  }

  @Test
  void shouldReserveAsManyAs256Pairs_rule12() {
    try (EngineFixture large = new EngineFixture(new TestConfig().skus(300).build())) {
      String[] lines = new String[256];
      for (int i = 0; i < lines.length; i++) {
        large.defineSku("sku-" + i);
        lines[i] = "sku-" + i + "@shibuya=" + (i + 1);
      }
      large.receive(lines);

      assertEquals(OK, large.reservePaid("order-1", lines).code());

      assertEquals(256, large.reservation("order-1").lines().size());
      assertEquals(
          new ReservationLine(257, 0, 256, 256, 0, 0, 0, 0),
          large.reservation("order-1").lines().get(255));
      assertEquals(OK, large.fulfil("order-1").code());
      assertEquals(256, large.reserve("order-2", lines).lines().size(), "all are short");
    }
  }

  @Test
  void shouldReserveAllOrNothing_rule12() {
    Reply refused = engine.reserve("order-1", "apple@shibuya=1", "pear@umeda=5");

    assertEquals(INSUFFICIENT, refused.code());
    assertEquals(List.of(new LineReply(1, INSUFFICIENT, 4)), refused.lines());
    assertEquals(UNKNOWN_RESERVATION, engine.reservation("order-1").code());
    assertEquals(0, engine.stock("apple@shibuya").reserved());
  }

  @Test
  void shouldFillPartialLinesInTheOrderSent_rule12() {
    Reply reply = engine.reservePartial("order-1", "pear@umeda=3", "apple@umeda=1", "pear@umeda=3");

    assertEquals(
        List.of(new LineReply(1, PARTIAL, 0), new LineReply(2, PARTIAL, 1)), reply.lines());
    assertEquals(4, engine.onlyLine("order-1").requested(), "a pair without any is no line");
  }

  @Test
  void shouldRefuseAnIdThatIsStillKept_rule12() {
    engine.reserve("order-1", "apple@shibuya=1");
    assertEquals(ALREADY_EXISTS, engine.reserve("order-1", "apple@shibuya=1").code());
    engine.release("order-1");
    assertEquals(ALREADY_EXISTS, engine.reserve("order-1", "apple@shibuya=1").code());
  }

  @Test
  void shouldForgetTheReservationClosedFirstWhenRoomRunsShort_rule12() {
    try (EngineFixture small = new EngineFixture(new TestConfig().reservations(3).build())) {
      small.receive("apple@shibuya=10");
      small.reserve("a", "apple@shibuya=1");
      small.reserve("b", "apple@shibuya=1");
      small.reserve("c", "apple@shibuya=1");
      assertEquals(CAPACITY_EXCEEDED, small.reserve("d", "apple@shibuya=1").code());
      small.release("b");
      small.release("a");

      assertEquals(OK, small.reserve("d", "apple@shibuya=1").code());

      assertEquals(UNKNOWN_RESERVATION, small.reservation("b").code(), "closed first");
      assertEquals(ReservationState.RELEASED, small.state("a"));
      assertEquals(OK, small.reserve("b", "apple@shibuya=1").code(), "the id is free again");
    }
  }

  @Test
  void shouldCloseOnlyTheUnitsNamed_rule14() {
    engine.reservePaid("order-1", "apple@shibuya=5", "pear@umeda=2");

    engine.fulfil("order-1", "apple@shibuya=2", "apple@shibuya=1");

    assertEquals(2, engine.reservation("order-1").lines().get(0).open());
    assertEquals(2, engine.reservation("order-1").lines().get(1).open());
    assertEquals(ReservationState.COMMITTED, engine.state("order-1"));
  }

  @Test
  void shouldRefuseToCloseMoreThanIsOpen_rule14() {
    engine.reservePaid("order-1", "apple@shibuya=5");

    Reply refused = engine.fulfil("order-1", "apple@shibuya=1", "pear@umeda=1", "apple@shibuya=5");

    assertEquals(INSUFFICIENT, refused.code());
    assertEquals(
        List.of(
            new LineReply(0, INSUFFICIENT, 5),
            new LineReply(1, INSUFFICIENT, 0),
            new LineReply(2, INSUFFICIENT, 5)),
        refused.lines());
    assertEquals(5, engine.onlyLine("order-1").open());
  }

  @Test
  void shouldRefuseToFulfilBeyondTheLimit_rule1() {
    engine.reservePaid("order-1", "apple@shibuya=5");
    engine.adjust("apple@shibuya=-1000000000");
    engine.adjust("apple@shibuya=-10");

    assertEquals(LIMIT_EXCEEDED, engine.fulfil("order-1").code());
    assertEquals(5, engine.onlyLine("order-1").open());
  }

  /** The order of docs/reference/semantics.md: one unknown SKU anywhere goes first. */
  @Test
  void shouldAnswerTheFirstCodeInTheOrderOfPrecedence() {
    engine.reservePaid("order-1", "apple@shibuya=5");
    engine.release("order-1");

    assertEquals(UNKNOWN_SKU, engine.fulfil("order-0", "apple@mars=1", "kiwi@shibuya=1").code());
    assertEquals(UNKNOWN_LOCATION, engine.fulfil("order-0", "apple@mars=1").code());
    assertEquals(UNKNOWN_RESERVATION, engine.fulfil("order-0", "apple@shibuya=9").code());
    assertEquals(ILLEGAL_STATE, engine.fulfil("order-1", "apple@shibuya=9").code());
    assertEquals(UNKNOWN_SKU, engine.reserve("order-1", "apple@mars=1", "kiwi@shibuya=1").code());
    assertEquals(ALREADY_EXISTS, engine.reserve("order-1", "apple@shibuya=99").code());
  }
}

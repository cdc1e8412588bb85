package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.systemtests.SkuOperation.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker against histories made by hand; times are small numbers. */
class LinearizabilityCheckerTest {
  private static final SkuAnswer OK = SkuAnswer.ok(0);

  private final List<SkuEvent> history = new ArrayList<>();

  private void answered(long from, long to, Kind kind, int quantity, SkuAnswer answer) {
    history.add(new SkuEvent(0, new SkuOperation(kind, 0, 0, quantity), from, to, answer));
  }

  private void reservation(long from, long to, Kind kind, int number, SkuAnswer answer) {
    int units = kind == Kind.RESERVE ? 1 : 0;
    history.add(new SkuEvent(0, new SkuOperation(kind, 0, number, units), from, to, answer));
  }

  private void givenUp(long from, Kind kind, int quantity) {
    history.add(SkuEvent.unknown(0, new SkuOperation(kind, 0, 0, quantity), from));
  }

  private void saw(long from, long to, int sellable, int reserved) {
    SkuAnswer answer = SkuAnswer.stock(sellable, reserved, Math.max(0, sellable - reserved));
    answered(from, to, Kind.STOCK, 0, answer);
  }

  private boolean isLinearizable(int sellable) {
    return new LinearizabilityChecker(history).isLinearizable(SkuState.of(sellable, 4));
  }

  @Test
  void shouldAcceptEitherOrderOfWhatOverlaps() {
    answered(0, 10, Kind.RECEIVE, 2, OK);
    saw(1, 3, 0, 0);
    saw(4, 9, 2, 0);
    assertTrue(isLinearizable(0));
  }

  @Test
  void shouldFindThatAnAnswerWentBackInTime() {
    answered(0, 10, Kind.RECEIVE, 2, OK);
    saw(1, 3, 2, 0);
    saw(4, 9, 0, 0);
    assertFalse(isLinearizable(0));
  }

  @Test
  void shouldFindAStaleAnswer_rule27() {
    answered(0, 1, Kind.RECEIVE, 2, OK);
    saw(2, 3, 0, 0);
    assertFalse(isLinearizable(0));
  }

  @Test
  void shouldAcceptOneWinnerOfTheLastUnit_rule6() {
    reservation(0, 10, Kind.RESERVE, 0, SkuAnswer.insufficient(0));
    reservation(0, 10, Kind.RESERVE, 1, OK);
    reservation(0, 10, Kind.RESERVE, 2, SkuAnswer.insufficient(0));
    assertTrue(isLinearizable(1));
  }

  @Test
  void shouldFindTwoWinnersOfTheLastUnit_rule6() {
    reservation(0, 10, Kind.RESERVE, 0, OK);
    reservation(0, 10, Kind.RESERVE, 1, OK);
    assertFalse(isLinearizable(1));
  }

  @Test
  void shouldFindARefusalWithoutReason_rule3() {
    reservation(0, 10, Kind.RESERVE, 0, SkuAnswer.insufficient(0));
    assertFalse(isLinearizable(1));
  }

  @Test
  void shouldFindAnIdThatWasGivenTwice_rule12() {
    reservation(0, 10, Kind.RESERVE, 0, OK);
    reservation(0, 10, Kind.RESERVE, 0, OK);
    assertFalse(isLinearizable(5));
  }

  @Test
  void shouldFollowAReservationThroughItsLife_rule11() {
    reservation(0, 1, Kind.COMMIT, 0, SkuAnswer.refused(ResultCode.UNKNOWN_RESERVATION));
    reservation(2, 3, Kind.RESERVE, 0, OK);
    saw(4, 5, 3, 1);
    reservation(6, 7, Kind.FULFIL, 0, SkuAnswer.refused(ResultCode.ILLEGAL_STATE));
    reservation(8, 9, Kind.COMMIT, 0, OK);
    reservation(10, 11, Kind.FULFIL, 0, OK);
    saw(12, 13, 2, 0);
    reservation(14, 15, Kind.RELEASE, 0, SkuAnswer.refused(ResultCode.ILLEGAL_STATE));
    assertTrue(isLinearizable(3));
  }

  @Test
  void shouldTellWhenAnOversellOpens_rule9() {
    answered(0, 1, Kind.SELL, 2, SkuAnswer.ok(1));
    answered(2, 3, Kind.SELL, 2, OK);
    answered(4, 5, Kind.SELL_ENFORCED, 1, SkuAnswer.insufficient(0));
    answered(6, 7, Kind.COUNT, 5, OK);
    assertTrue(isLinearizable(1));
    history.set(0, new SkuEvent(0, history.get(0).operation(), 0, 1, OK));
    assertFalse(isLinearizable(1));
  }

  @Test
  void shouldPlaceAnUnknownOperationLate() {
    givenUp(0, Kind.RECEIVE, 2);
    saw(5, 6, 0, 0);
    saw(7, 8, 2, 0);
    assertTrue(isLinearizable(0));
  }

  @Test
  void shouldLeaveAnUnknownOperationOut() {
    givenUp(0, Kind.RECEIVE, 2);
    saw(5, 6, 0, 0);
    assertTrue(isLinearizable(0));
  }

  @Test
  void shouldNotPlaceAnUnknownOperationBeforeItsInvocation() {
    saw(0, 1, 2, 0);
    givenUp(2, Kind.RECEIVE, 2);
    assertFalse(isLinearizable(0));
  }

  @Test
  void shouldNotPlaceAnUnknownOperationTwice() {
    givenUp(0, Kind.RECEIVE, 2);
    saw(5, 6, 4, 0);
    assertFalse(isLinearizable(0));
  }

  @Test
  void shouldRememberWhereItHasBeen() {
    for (int i = 0; i < 12; i++) {
      answered(0, 100, Kind.RECEIVE, 1, OK);
    }
    saw(0, 100, 13, 0);
    LinearizabilityChecker checker = new LinearizabilityChecker(history);
    assertFalse(checker.isLinearizable(SkuState.of(0, 4)));
    assertEquals(1 << 12, checker.configurations(), "every set of receipts once");
  }

  @Test
  void shouldRefuseMoreEventsThanItCanHold() {
    List<SkuEvent> tooMany =
        Collections.nCopies(65, SkuEvent.unknown(0, new SkuOperation(Kind.RECEIVE, 0, 0, 1), 0));
    assertThrows(IllegalArgumentException.class, () -> new LinearizabilityChecker(tooMany));
  }
}

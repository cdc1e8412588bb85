package io.zaiko.protocol;

import static io.zaiko.protocol.sbe.ResultCode.LIMIT_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.MALFORMED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges of the fields of single commands, and which of them go together. */
final class CommandRangesTest {
  private static final int CHANNELS = 3;
  private static final long SOME_TIME = 1_767_225_600_000_000L;
  private static final int PAID = 2;
  private static final int EXPIRE_AT_DEADLINE = 8;

  private final CommandSyntax syntax = new CommandSyntax(CHANNELS);

  private void assertChecked(ResultCode expected, TestMessage message) {
    assertEquals(expected, message.check(syntax), message::toString);
  }

  /** A quantity of 0 or more. */
  private void assertAmount(TestMessage message, String field) {
    assertChecked(OK, message.with(field, 0));
    assertChecked(OK, message.with(field, 1_000_000_000L));
    assertChecked(MALFORMED, message.with(field, Long.MIN_VALUE));
    assertChecked(LIMIT_EXCEEDED, message.with(field, 1_000_000_001L));
    assertChecked(LIMIT_EXCEEDED, message.with(field, Long.MAX_VALUE));
  }

  @Test
  void shouldRefuseASafetyStockOutOfRange() {
    assertAmount(TestMessage.golden("SetSafety"), "quantity");
    assertChecked(MALFORMED, TestMessage.golden("SetSafety").with("quantity", -1));
  }

  @Test
  void shouldRefuseAQuotaOutOfRange() {
    TestMessage quota = TestMessage.golden("SetQuota");
    assertAmount(quota, "quantity");
    assertChecked(OK, quota.with("quantity", Protocol.NO_QUOTA));
    assertChecked(MALFORMED, quota.with("quantity", -2));
    assertChecked(MALFORMED, quota.with("quantity", 1_000_000_001L).with("channel", 3));
  }

  @Test
  void shouldRefuseBandsOutOfRange() {
    TestMessage bands = TestMessage.golden("SetBands");
    assertAmount(bands, "low");
    assertAmount(bands, "hysteresis");
    assertChecked(MALFORMED, bands.with("low", -1));
    assertChecked(MALFORMED, bands.with("hysteresis", -1));
    assertChecked(MALFORMED, bands.with("low", 1_000_000_001L).with("hysteresis", -1));
    assertChecked(MALFORMED, bands.with("hysteresis", 1_000_000_001L).with("low", -1));
    assertChecked(OK, bands.with("channel", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Receive", "Sell", "Return", "Adjust"})
  void shouldTakeADeviceOnlyTogetherWithItsSequence(String name) {
    TestMessage fact = TestMessage.golden(name).with("deviceSequence", 0);
    int device = textCount(fact) - 1;
    TestMessage without = fact.withText(device, "");
    TestMessage with = fact.withText(device, "till-07");
    assertChecked(OK, without);
    assertChecked(MALFORMED, without.with("deviceSequence", 1));
    assertChecked(MALFORMED, with);
    assertChecked(OK, with.with("deviceSequence", 1));
    assertChecked(OK, with.with("deviceSequence", Long.MAX_VALUE));
    assertChecked(MALFORMED, with.with("deviceSequence", -1));
    assertChecked(MALFORMED, without.with("deviceSequence", -1));
    TestMessage counted = with.with("deviceSequence", 1);
    assertChecked(OK, counted.withText(device, "d".repeat(32)));
    assertChecked(MALFORMED, counted.withText(device, "d".repeat(33)));
    assertChecked(MALFORMED, counted.withText(device, "a@b"));
  }

  private static int textCount(TestMessage message) {
    return Schema.load().messages().get(message.toString()).texts().size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Receive", "Sell", "Return", "Adjust"})
  void shouldTakeTheTimeAtWhichAFactOccurredWithOrWithoutADevice(String name) {
    TestMessage fact = TestMessage.golden(name);
    assertChecked(OK, fact.with("occurredAt", 0));
    assertChecked(OK, fact.with("occurredAt", Long.MAX_VALUE));
    assertChecked(MALFORMED, fact.with("occurredAt", -1));
    assertChecked(MALFORMED, fact.with("occurredAt", Long.MIN_VALUE));
  }

  @Test
  void shouldRefuseACutBelowZero() {
    assertChecked(MALFORMED, TestMessage.golden("Count").with("cut", -1));
    assertChecked(OK, TestMessage.golden("Count").with("cut", 0));
    // Whether there is such a cut is for the engine to say.
    assertChecked(OK, TestMessage.golden("Count").with("cut", 4711));
  }

  @Test
  void shouldTakeAnExpectedBookBelowZeroButNotBeyondTheLimit() {
    TestMessage count = TestMessage.golden("Count");
    for (long book : new long[] {1_000_000_000L, 0, -1_000_000_000L}) {
      assertChecked(OK, count.with("expected", book));
    }
    for (long book : new long[] {1_000_000_001L, -1_000_000_001L, Long.MIN_VALUE}) {
      assertChecked(LIMIT_EXCEEDED, count.with("expected", book));
      assertChecked(MALFORMED, count.with("expected", book).with("cut", -1));
      assertChecked(MALFORMED, count.with("expected", book).with("expects", 2));
    }
  }

  @Test
  void shouldRefuseToMoveUnitsToWhereTheyAre() {
    TestMessage move = TestMessage.golden("Move");
    for (int bucket = 0; bucket < 4; bucket++) {
      assertChecked(MALFORMED, move.with("from", bucket).with("to", bucket));
    }
    assertChecked(OK, move.with("from", 0).with("to", 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reserve", "Extend"})
  void shouldRefuseHoldsOutOfRange(String name) {
    TestMessage message = TestMessage.golden(name).with("deadline", 0);
    assertChecked(OK, message.with("hold", 0));
    assertChecked(OK, message.with("hold", Protocol.MAX_HOLD_MICROS));
    assertChecked(LIMIT_EXCEEDED, message.with("hold", Protocol.MAX_HOLD_MICROS + 1));
    assertChecked(LIMIT_EXCEEDED, message.with("hold", Long.MAX_VALUE));
    assertChecked(MALFORMED, message.with("hold", -1));
    assertChecked(MALFORMED, message.with("hold", Long.MIN_VALUE));
  }

  @Test
  void shouldRefuseAPaidReservationWithAHold() {
    TestMessage paid = TestMessage.golden("Reserve").with("flags", PAID);
    assertChecked(MALFORMED, paid.with("hold", 1));
    assertChecked(OK, paid.with("hold", 0));
  }

  @Test
  void shouldTakeAPickupDeadlineOfAPaidReservationOnly() {
    TestMessage reserve = TestMessage.golden("Reserve").with("hold", 0);
    assertChecked(MALFORMED, reserve.with("flags", 0).with("deadline", SOME_TIME));
    TestMessage paid = reserve.with("flags", PAID);
    assertChecked(OK, paid.with("deadline", SOME_TIME));
    assertChecked(MALFORMED, paid.with("deadline", -1));
    TestMessage expiring = reserve.with("flags", PAID | EXPIRE_AT_DEADLINE);
    assertChecked(OK, expiring.with("deadline", SOME_TIME));
    assertChecked(MALFORMED, expiring.with("deadline", 0));
  }

  @Test
  void shouldTakeWhatHappensAtADeadlineOnlyWithOne() {
    TestMessage commit = TestMessage.golden("Commit");
    assertChecked(OK, commit.with("deadline", 1).with("onDeadline", 1));
    assertChecked(OK, commit.with("deadline", 0).with("onDeadline", 0));
    assertChecked(MALFORMED, commit.with("deadline", 0).with("onDeadline", 1));
    assertChecked(MALFORMED, commit.with("deadline", -1));
  }

  @Test
  void shouldExtendEitherAHoldOrADeadline() {
    TestMessage extend = TestMessage.golden("Extend");
    assertChecked(OK, extend.with("deadline", SOME_TIME).with("hold", 0));
    assertChecked(MALFORMED, extend.with("deadline", SOME_TIME).with("hold", 1));
    assertChecked(MALFORMED, extend.with("deadline", -1).with("hold", 0));
  }

  /** Rule 13: up to 16 candidate locations in order, or a region. */
  @Test
  void shouldTakeOneToSixteenLocationsOrOneRegionForALineWithoutALocation() {
    TestMessage reserve = lineWithoutLocation();
    assertChecked(MALFORMED, reserve);
    for (int count = 1; count <= 17; count++) {
      reserve = reserve.withChoice(0, count, 0);
      assertChecked(count <= 16 ? OK : MALFORMED, reserve);
    }
    TestMessage region = lineWithoutLocation().withChoice(0, Protocol.codeRef(1), 1);
    assertChecked(OK, region);
    assertChecked(MALFORMED, region.withChoice(0, Protocol.codeRef(1), 1));
    assertChecked(MALFORMED, region.withChoice(0, 7, 0));
    assertChecked(
        MALFORMED, lineWithoutLocation().withChoice(0, 7, 0).withChoice(0, Protocol.codeRef(1), 1));
  }

  private static TestMessage lineWithoutLocation() {
    return TestMessage.golden("Reserve")
        .withoutChoices()
        .withLines(1)
        .withSku(0, 3)
        .withLocation(0, Protocol.NO_REF);
  }

  @Test
  void shouldRefuseChoicesThatNameNothing() {
    TestMessage reserve = lineWithoutLocation();
    assertChecked(OK, reserve.withChoice(0, Protocol.codeRef(1), 0));
    assertChecked(MALFORMED, reserve.withChoice(0, Protocol.codeRef(2), 0));
    assertChecked(MALFORMED, reserve.withChoice(0, Protocol.NO_REF, 0));
    assertChecked(MALFORMED, reserve.withChoice(0, Protocol.codeRef(2), 1));
    // Regions have no handles.
    assertChecked(MALFORMED, reserve.withChoice(0, 0, 1));
    assertChecked(MALFORMED, reserve.withChoice(0, Protocol.codeRef(1), 2));
  }

  @Test
  void shouldRefuseChoicesForALineThatHasALocation() {
    TestMessage reserve = lineWithoutLocation().withLocation(0, 7);
    assertChecked(OK, reserve);
    assertChecked(MALFORMED, reserve.withChoice(0, 8, 0));
  }

  @Test
  void shouldRefuseChoicesThatAreNotInTheOrderOfTheLines() {
    TestMessage two = lineWithoutLocation().withLines(2);
    assertChecked(OK, two.withChoice(0, 7, 0).withChoice(1, 8, 0));
    assertChecked(MALFORMED, two.withChoice(1, 8, 0).withChoice(0, 7, 0));
    assertChecked(MALFORMED, two.withChoice(0, 7, 0).withChoice(1, 8, 0).withChoice(0, 9, 0));
    assertChecked(MALFORMED, two.withChoice(0, 7, 0));
    assertChecked(MALFORMED, two.withChoice(0, 7, 0).withChoice(1, 8, 0).withChoice(2, 9, 0));
  }

  @Test
  void shouldTakeAsManyChoicesAsAllLinesMayHave() {
    TestMessage reserve = lineWithoutLocation().withLines(Protocol.MAX_LINES);
    TestMessage full = reserve.withChoices(Protocol.MAX_LINES, Protocol.MAX_CHOICES_PER_LINE);
    assertChecked(OK, full);
    assertChecked(MALFORMED, full.withChoice(Protocol.MAX_LINES - 1, 7, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "SetSafety, sku",
    "SetSafety, location",
    "SetQuota, sku",
    "SetQuota, location",
    "SetBands, sku",
    "Delete, target",
    "CountOpen, location",
    "CountClose, location",
    "Suspend, location",
    "Reopen, location",
    "TransferRequest, from",
    "TransferRequest, to"
  })
  void shouldRefuseReferencesOutsideOfLinesToCodesThatAreNotThere(String name, String field) {
    TestMessage message = TestMessage.golden(name).withCodes(List.of("a", "b"));
    assertChecked(OK, message.with(field, Protocol.codeRef(1)));
    assertChecked(OK, message.with(field, Integer.MAX_VALUE));
    assertChecked(MALFORMED, message.with(field, Protocol.codeRef(2)));
    assertChecked(MALFORMED, message.with(field, Protocol.NO_REF));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SetSafety", "SetBands"})
  void shouldNotLookAtASkuThatIsNotMeant(String name) {
    TestMessage message = TestMessage.golden(name).with("forSku", 0);
    assertChecked(OK, message.with("sku", Protocol.codeRef(100)));
  }
}

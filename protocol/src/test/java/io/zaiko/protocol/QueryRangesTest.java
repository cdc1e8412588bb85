package io.zaiko.protocol;

import static io.zaiko.protocol.sbe.ResultCode.LIMIT_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.MALFORMED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockFilter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges of the fields of single questions. */
final class QueryRangesTest {
  private final CommandSyntax syntax = new CommandSyntax(3);

  private void assertChecked(ResultCode expected, TestMessage message) {
    assertEquals(expected, message.check(syntax), message::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "StockQuery, sku, false",
    "StockQuery, location, false",
    "StockEverywhereQuery, sku, false",
    "NearestQuery, sku, false",
    "StockListQuery, location, true",
    "OpenReservationsQuery, location, false",
    "EndangeredQuery, sku, false",
    "EndangeredQuery, location, false",
    "Subscribe, sku, true",
    "Subscribe, location, true"
  })
  void shouldRefuseReferencesToCodesThatAreNotThere(String name, String field, boolean mayBeNone) {
    TestMessage message = TestMessage.golden(name).withCodes(List.of("a", "b"));
    assertChecked(OK, message.with(field, Protocol.codeRef(1)));
    assertChecked(OK, message.with(field, Integer.MAX_VALUE));
    assertChecked(MALFORMED, message.with(field, Protocol.codeRef(2)));
    assertChecked(mayBeNone ? OK : MALFORMED, message.with(field, Protocol.NO_REF));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NearestQuery", "StockListQuery"})
  void shouldRefuseAnAnswerOfNoRowsOrTooMany(String name) {
    TestMessage message = TestMessage.golden(name);
    assertChecked(MALFORMED, message.with("mostRows", 0));
    assertChecked(OK, message.with("mostRows", 1));
    assertChecked(OK, message.with("mostRows", Protocol.MAX_ROWS));
    assertChecked(MALFORMED, message.with("mostRows", Protocol.MAX_ROWS + 1));
    assertChecked(MALFORMED, message.with("mostRows", 0xFFFF));
  }

  @Test
  void shouldRefuseToLookForLessThanAUnitOrForTooMany() {
    TestMessage message = TestMessage.golden("NearestQuery");
    assertChecked(MALFORMED, message.with("least", 0));
    assertChecked(MALFORMED, message.with("least", -1));
    assertChecked(OK, message.with("least", 1_000_000_000L));
    assertChecked(LIMIT_EXCEEDED, message.with("least", 1_000_000_001L));
    assertChecked(MALFORMED, message.with("least", 1_000_000_001L).with("mostRows", 0));
  }

  @Test
  void shouldRefuseAPointOffTheEarthAndADistanceBelowZero() {
    TestMessage message = TestMessage.golden("NearestQuery");
    assertChecked(OK, message.with("latitude", -90_000_000).with("longitude", 180_000_000));
    assertChecked(MALFORMED, message.with("latitude", 90_000_001));
    assertChecked(MALFORMED, message.with("longitude", -180_000_001));
    assertChecked(MALFORMED, message.with("latitude", Protocol.NO_COORDINATE));
    assertChecked(
        MALFORMED,
        message.with("latitude", Protocol.NO_COORDINATE).with("longitude", Protocol.NO_COORDINATE));
    assertChecked(OK, message.with("within", 0));
    assertChecked(OK, message.with("within", Integer.MAX_VALUE));
    assertChecked(MALFORMED, message.with("within", -1));
  }

  @Test
  void shouldRefuseCursorsBelowZero() {
    assertChecked(OK, TestMessage.golden("StockListQuery").with("cursor", 0));
    assertChecked(OK, TestMessage.golden("StockListQuery").with("cursor", Long.MAX_VALUE));
    assertChecked(MALFORMED, TestMessage.golden("StockListQuery").with("cursor", -1));
    assertChecked(OK, TestMessage.golden("OpenReservationsQuery").with("cursor", 0));
    assertChecked(MALFORMED, TestMessage.golden("OpenReservationsQuery").with("cursor", -1));
    assertChecked(OK, TestMessage.golden("EndangeredQuery").with("skip", 0));
    assertChecked(MALFORMED, TestMessage.golden("EndangeredQuery").with("skip", -1));
  }

  @Test
  void shouldAskForLowStockOfAChannelOnly() {
    TestMessage list = TestMessage.golden("StockListQuery").with("channel", Protocol.NO_CHANNEL);
    assertChecked(MALFORMED, list.with("filter", StockFilter.LOW.value()));
    assertChecked(OK, list.with("filter", StockFilter.OVERSOLD.value()));
    assertChecked(OK, list.with("filter", StockFilter.ALL.value()));
  }

  @Test
  void shouldRefuseASubscriptionToNothingOrFromBeforeTheBeginning() {
    TestMessage subscribe = TestMessage.golden("Subscribe");
    assertChecked(MALFORMED, subscribe.with("kinds", 0));
    for (int kinds = 1; kinds < 16; kinds++) {
      assertChecked(OK, subscribe.with("kinds", kinds));
    }
    assertChecked(OK, subscribe.with("fromSequence", 0));
    assertChecked(OK, subscribe.with("fromSequence", Long.MAX_VALUE));
    assertChecked(MALFORMED, subscribe.with("fromSequence", -1));
  }

  @Test
  void shouldRefuseARegionOrADeviceThatIsNoCode() {
    TestMessage everywhere = TestMessage.golden("StockEverywhereQuery");
    assertChecked(OK, everywhere.withText(0, ""));
    assertChecked(OK, everywhere.withText(0, "r".repeat(32)));
    assertChecked(MALFORMED, everywhere.withText(0, "r".repeat(33)));
    assertChecked(MALFORMED, everywhere.withText(0, "a,b"));
    TestMessage device = TestMessage.golden("DeviceQuery");
    assertChecked(MALFORMED, device.withText(0, ""));
    assertChecked(OK, device.withText(0, "d".repeat(32)));
  }

  @Test
  void shouldRefuseToResolveNothing() {
    assertChecked(MALFORMED, TestMessage.golden("Resolve").withCodes(List.of()));
  }
}

package io.zaiko.protocol;

import static io.zaiko.protocol.sbe.ResultCode.LIMIT_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.MALFORMED;
import static io.zaiko.protocol.sbe.ResultCode.NOT_PERMITTED;
import static io.zaiko.protocol.sbe.ResultCode.OK;
import static io.zaiko.protocol.sbe.ResultCode.TOO_MANY_LINES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.zaiko.protocol.MessageShape.Groups;
import io.zaiko.protocol.MessageShape.Origin;
import io.zaiko.protocol.MessageShape.TextKind;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that a message may and may not carry, decided before the pipeline. Each test takes the
 * golden message and makes one thing wrong; {@link CommandSyntaxBytesTest} damages the bytes.
 */
final class CommandSyntaxTest {
  private static final int CHANNELS = 3;

  /** Texts that are neither codes nor ids, each for a reason of its own; as hexadecimal UTF-8. */
  private static final List<String> NOT_CODES =
      List.of(
          "", // empty
          "00", // control characters
          "410942",
          "7f",
          "c285",
          "2041", // spaces at the ends
          "4120",
          "e3808041",
          "41e38080",
          "614062", // @ = ,
          "613d62",
          "612c62",
          "c080", // overlong forms
          "e080af",
          "f08080af",
          "eda080", // a surrogate
          "f4908080", // beyond Unicode
          "e6b8", // cut off
          "ff");

  private final CommandSyntax syntax = new CommandSyntax(CHANNELS);

  static Stream<MessageShape> fromClients() {
    return Arrays.stream(MessageShape.values()).filter(s -> s.origin() != Origin.INTERNAL);
  }

  static Stream<MessageShape> commands() {
    return Arrays.stream(MessageShape.values()).filter(s -> s.origin() == Origin.COMMAND);
  }

  static Stream<MessageShape> withLines() {
    return fromClients().filter(shape -> shape.groups().haveLines());
  }

  static Stream<MessageShape> withQuantities() {
    return withLines().filter(shape -> shape.groups() != Groups.RELOCATIONS);
  }

  static Stream<MessageShape> withCodes() {
    return fromClients()
        .filter(shape -> shape.groups().haveLines() || shape.groups() == Groups.CODES);
  }

  static Stream<MessageShape> withTexts() {
    return fromClients().filter(shape -> shape.textCount() > 0);
  }

  static Stream<MessageShape> withChannel() {
    return fromClients().filter(shape -> golden(shape).has("channel"));
  }

  private static TestMessage golden(MessageShape shape) {
    return TestMessage.golden(MessageShapeTest.schemaName(shape));
  }

  /** A golden message that has the lines and codes to make wrong. */
  private static TestMessage withALine(MessageShape shape) {
    TestMessage message =
        golden(shape)
            .withoutChoices()
            .withLines(2)
            .withCodes(List.of("a", "b"))
            .withSku(0, 1)
            .withSku(1, Protocol.codeRef(0));
    if (message.linesHave("location")) {
      message = message.withLocation(0, 2).withLocation(1, Protocol.codeRef(1));
    }
    if (message.linesHave("destination")) {
      message = message.withDestination(0, 3).withDestination(1, Protocol.codeRef(1));
    }
    if (message.linesHave("quantity")) {
      message = message.withQuantity(0, 1).withQuantity(1, 1);
    }
    return message;
  }

  private void assertChecked(ResultCode expected, TestMessage message) {
    assertEquals(expected, message.check(syntax), message::toString);
  }

  @ParameterizedTest
  @MethodSource("fromClients")
  void shouldPassAWellFormedMessage(MessageShape shape) {
    assertChecked(OK, golden(shape));
    assertSame(shape, syntax.shape());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Configure", "Tick", "Void"})
  void shouldRefuseWhatOnlyTheServerMaySend(String name) {
    TestMessage message = TestMessage.golden(name);
    assertChecked(NOT_PERMITTED, message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 9, 44, 59, 73, 99, 100, 123, 200, 0x7FFF, 0xFFFF})
  void shouldRefuseAnUnknownTemplate(int templateId) {
    assertChecked(MALFORMED, TestMessage.golden("Sell").withTemplate(templateId));
    assertNull(syntax.shape());
  }

  @ParameterizedTest
  @MethodSource("fromClients")
  void shouldRefuseAnotherSchema(MessageShape shape) {
    assertChecked(MALFORMED, golden(shape).withSchema(7451));
    assertChecked(MALFORMED, golden(shape).withSchema(0));
  }

  @ParameterizedTest
  @MethodSource("fromClients")
  void shouldPassAFixedPartThatALaterSchemaMadeLonger(MessageShape shape) {
    assertChecked(OK, golden(shape).withBlockLength(shape.blockLength() + 24));
  }

  @ParameterizedTest
  @MethodSource("fromClients")
  void shouldRefuseAFixedPartThatIsTooShort(MessageShape shape) {
    assertChecked(MALFORMED, golden(shape).withBlockLength(shape.blockLength() - 1));
    assertChecked(MALFORMED, golden(shape).withBlockLength(0));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldRefuseRequestIdsSessionsAndTimesOutOfRange(MessageShape shape) {
    for (long wrong : new long[] {0, -1, Long.MIN_VALUE}) {
      assertChecked(MALFORMED, golden(shape).with("requestId", wrong));
    }
    for (long wrong : new long[] {-1, Long.MIN_VALUE}) {
      assertChecked(MALFORMED, golden(shape).with("session", wrong));
      assertChecked(MALFORMED, golden(shape).with("referenceTime", wrong));
    }
    assertChecked(
        OK,
        golden(shape)
            .with("requestId", Long.MAX_VALUE)
            .with("session", Long.MAX_VALUE)
            .with("referenceTime", Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("withChannel")
  void shouldRefuseAChannelThatIsNotConfigured(MessageShape shape) {
    assertChecked(OK, golden(shape).with("channel", CHANNELS - 1));
    for (long wrong : new long[] {CHANNELS, 16, 254}) {
      assertChecked(MALFORMED, golden(shape).with("channel", wrong));
    }
    boolean needed =
        switch (shape) {
          // A list of what is low asks for the bands of a channel, as the golden one does.
          case RESERVE, SET_SAFETY, SET_QUOTA, STOCK_LIST_QUERY -> true;
          default -> false;
        };
    assertChecked(needed ? MALFORMED : OK, golden(shape).with("channel", Protocol.NO_CHANNEL));
  }

  @ParameterizedTest
  @CsvSource({
    "DefineLocation, locationType, 1, 2",
    "SetSafety, forSku, 1, 2",
    "Return, disposition, 2, 3",
    "Count, bucket, 3, 4",
    "Resolve, kind, 1, 2",
    "Describe, kind, 1, 2",
    "Sell, policy, 2, 3",
    "Sell, policy, 1, 4",
    "Count, expects, 1, 2",
    "Move, from, 3, 4",
    "Move, to, 3, 4",
    "Delete, kind, 0, 2",
    "SetBands, forSku, 0, 2",
    "Commit, onDeadline, 0, 2",
    "StockListQuery, filter, 1, 3",
    "Subscribe, kinds, 15, 16",
    "Reserve, flags, 7, 16", // paid, so without a hold
    "Short, flags, 1, 2"
  })
  void shouldRefuseUnknownValuesOfEnumsAndFlags(String name, String field, int known, int wrong) {
    TestMessage message = TestMessage.golden(name);
    TestMessage unpaid = name.equals("Reserve") ? message.with("hold", 0) : message;
    assertEquals(OK, unpaid.with(field, known).check(syntax));
    assertEquals(MALFORMED, unpaid.with(field, wrong).check(syntax));
    assertEquals(MALFORMED, unpaid.with(field, 128).check(syntax));
    assertEquals(MALFORMED, unpaid.with(field, 255).check(syntax));
  }

  @Test
  void shouldRefuseCoordinatesOffTheEarthOrHalfKnown() {
    TestMessage message = TestMessage.golden("DefineLocation");
    assertChecked(OK, message.with("latitude", 90_000_000).with("longitude", -180_000_000));
    assertChecked(OK, message.with("latitude", -90_000_000).with("longitude", 180_000_000));
    assertChecked(
        OK,
        message.with("latitude", Protocol.NO_COORDINATE).with("longitude", Protocol.NO_COORDINATE));
    assertChecked(MALFORMED, message.with("latitude", Protocol.NO_COORDINATE));
    assertChecked(MALFORMED, message.with("longitude", Protocol.NO_COORDINATE));
    assertChecked(MALFORMED, message.with("latitude", 90_000_001));
    assertChecked(MALFORMED, message.with("latitude", -90_000_001));
    assertChecked(MALFORMED, message.with("longitude", 180_000_001));
    assertChecked(MALFORMED, message.with("longitude", -180_000_001));
  }

  @Test
  void shouldRefuseToEnableAChannelThatIsNotConfigured() {
    TestMessage message = TestMessage.golden("DefineLocation");
    assertChecked(OK, message.with("channels", 0b111));
    assertChecked(OK, message.with("channels", 0));
    assertChecked(MALFORMED, message.with("channels", 0b1000));
    assertChecked(MALFORMED, message.with("channels", 0xFFFF));
    assertEquals(OK, message.with("channels", 0xFFFF).check(new CommandSyntax(16)));
  }

  @ParameterizedTest
  @MethodSource("withQuantities")
  void shouldRefuseQuantitiesOutOfRange(MessageShape shape) {
    TestMessage message = withALine(shape);
    boolean signed = shape == MessageShape.ADJUST;
    boolean counted = shape == MessageShape.COUNT;
    for (int line = 0; line < 2; line++) {
      assertChecked(OK, message.withQuantity(line, 1_000_000_000L));
      assertChecked(LIMIT_EXCEEDED, message.withQuantity(line, 1_000_000_001L));
      assertChecked(LIMIT_EXCEEDED, message.withQuantity(line, Long.MAX_VALUE));
      assertChecked(counted ? OK : MALFORMED, message.withQuantity(line, 0));
      assertChecked(signed ? OK : MALFORMED, message.withQuantity(line, -1));
      assertChecked(signed ? OK : MALFORMED, message.withQuantity(line, -1_000_000_000L));
      assertChecked(
          signed ? LIMIT_EXCEEDED : MALFORMED, message.withQuantity(line, -1_000_000_001L));
      assertChecked(
          signed ? LIMIT_EXCEEDED : MALFORMED, message.withQuantity(line, Long.MIN_VALUE));
    }
  }

  @ParameterizedTest
  @MethodSource("withLines")
  void shouldRefuseReferencesToCodesThatAreNotThere(MessageShape shape) {
    TestMessage message = withALine(shape);
    for (int wrong : new int[] {Protocol.codeRef(2), -1000, Integer.MIN_VALUE}) {
      assertChecked(MALFORMED, message.withSku(1, wrong));
      if (message.linesHave("location")) {
        assertChecked(MALFORMED, message.withLocation(0, wrong));
      }
      if (message.linesHave("destination")) {
        assertChecked(MALFORMED, message.withDestination(0, wrong));
      }
    }
    // Any handle may be: the engine knows which exist.
    assertChecked(OK, message.withSku(0, Integer.MAX_VALUE));
    if (message.linesHave("location")) {
      assertChecked(OK, message.withLocation(1, Integer.MAX_VALUE));
    }
  }

  @ParameterizedTest
  @MethodSource("withLines")
  void shouldRefuseACommandWithoutLinesUnlessItMeansAllThatIsOpen(MessageShape shape) {
    boolean mayBeEmpty =
        switch (shape) {
          case FULFIL, SHORT, RELEASE, TRANSFER_DISPATCH, TRANSFER_RECEIVE, TRANSFER_CLOSE -> true;
          default -> false;
        };
    TestMessage message = golden(shape).withoutChoices().withLines(0);
    if (shape == MessageShape.TRANSFER_REQUEST) {
      message = message.with("from", 6);
    }
    assertChecked(mayBeEmpty ? OK : MALFORMED, message.withCodes(List.of()));
  }

  @ParameterizedTest
  @MethodSource("withLines")
  void shouldRefuseMoreThan256Lines(MessageShape shape) {
    TestMessage line = withALine(shape);
    assertEquals(OK, line.withLines(256).check(syntax));
    assertEquals(TOO_MANY_LINES, line.withLines(257).check(syntax));
    assertEquals(TOO_MANY_LINES, line.withLines(3000).check(syntax));
  }

  @ParameterizedTest
  @MethodSource("withCodes")
  void shouldRefuseMoreThan512Codes(MessageShape shape) {
    TestMessage message = golden(shape);
    assertEquals(OK, message.withCodes(Collections.nCopies(512, "c")).check(syntax));
    assertEquals(MALFORMED, message.withCodes(Collections.nCopies(513, "c")).check(syntax));
  }

  @ParameterizedTest
  @MethodSource("withCodes")
  void shouldRefuseCodesThatAreNone(MessageShape shape) {
    TestMessage message = golden(shape).withCodes(List.of("a", "b"));
    for (String wrong : NOT_CODES) {
      byte[] bytes = HexFormat.of().parseHex(wrong);
      assertEquals(MALFORMED, message.withCode(0, bytes).check(syntax), wrong);
      assertEquals(MALFORMED, message.withCode(1, bytes).check(syntax), wrong);
    }
    assertEquals(OK, message.withCode(1, "c".repeat(32).getBytes(UTF_8)).check(syntax));
    assertEquals(MALFORMED, message.withCode(1, "c".repeat(33).getBytes(UTF_8)).check(syntax));
  }

  @ParameterizedTest
  @MethodSource("withTexts")
  void shouldRefuseTextsThatAreNone(MessageShape shape) {
    // A device may be named or not, but only together with a sequence: CommandRangesTest.
    int count = golden(shape).has("deviceSequence") ? shape.textCount() - 1 : shape.textCount();
    TestMessage message = golden(shape);
    for (int text = 0; text < count; text++) {
      TextKind kind = shape.text(text);
      for (String wrong : NOT_CODES) {
        byte[] bytes = HexFormat.of().parseHex(wrong);
        assertEquals(
            textIs(kind, wrong) ? OK : MALFORMED,
            message.withText(text, bytes).check(syntax),
            kind + " " + wrong);
      }
      int longest =
          switch (kind) {
            case CODE, OPTIONAL_CODE -> 32;
            case ID, OPTIONAL_ID -> 64;
            case NAME -> 120;
          };
      assertEquals(OK, message.withText(text, xs(longest)).check(syntax));
      assertEquals(MALFORMED, message.withText(text, xs(longest + 1)).check(syntax));
      assertEquals(MALFORMED, message.withText(text, xs(254)).check(syntax));
    }
  }

  /** Names may be empty, and may have spaces and the signs of the command line. */
  private static boolean textIs(TextKind kind, String hex) {
    return switch (kind) {
      case CODE, ID -> false;
      case OPTIONAL_CODE, OPTIONAL_ID -> hex.isEmpty();
      case NAME ->
          hex.isEmpty()
              || List.of("2041", "4120", "e3808041", "41e38080").contains(hex)
              || List.of("614062", "613d62", "612c62").contains(hex);
    };
  }

  private static byte[] xs(int length) {
    return "x".repeat(length).getBytes(UTF_8);
  }

  @ParameterizedTest
  @MethodSource("withQuantities")
  void shouldAnswerMalformedBeforeLimitExceeded(MessageShape shape) {
    TestMessage tooMuch = withALine(shape).withQuantity(0, 1_000_000_001L);
    assertChecked(LIMIT_EXCEEDED, tooMuch);
    assertChecked(MALFORMED, tooMuch.withSku(1, -1000));
    if (tooMuch.has("channel")) {
      assertChecked(MALFORMED, tooMuch.with("channel", 200));
    }
    if (tooMuch.has("requestId")) {
      assertChecked(MALFORMED, tooMuch.with("requestId", 0));
    }
  }
}

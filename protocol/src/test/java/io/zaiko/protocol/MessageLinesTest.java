package io.zaiko.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape.Groups;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one flyweight for lines and codes reads what each generated decoder reads. */
final class MessageLinesTest {
  private static final int FIRST_ANSWER = 100;

  private final MessageLines lines = new MessageLines();

  static Stream<String> messagesWithLines() {
    return Schema.load().messages().entrySet().stream()
        .filter(message -> message.getValue().templateId() < FIRST_ANSWER)
        .filter(message -> message.getValue().groups().contains("lines"))
        .map(Map.Entry::getKey);
  }

  static Stream<String> messagesWithCodesOnly() {
    return Stream.of(
        "SetSafety", "Resolve", "StockQuery", "StockEverywhereQuery", "Delete", "Subscribe");
  }

  @Test
  void shouldKnowEveryMessageWithLines() {
    assertEquals(
        List.of(
            "Receive",
            "Sell",
            "Return",
            "Adjust",
            "Count",
            "Reserve",
            "Fulfil",
            "Short",
            "Release",
            "Reallocate",
            "Move",
            "TransferRequest",
            "TransferDispatch",
            "TransferReceive",
            "TransferClose",
            "BasketQuery"),
        messagesWithLines().toList());
  }

  @ParameterizedTest
  @MethodSource("messagesWithLines")
  void shouldReadTheLinesAndCodesThatTheGeneratedDecoderReads(String name) {
    TestMessage message =
        TestMessage.golden(name)
            .withCodes(List.of("4901234567894", "東京", "x"))
            .withLines(3)
            .withSku(0, 12)
            .withSku(1, Protocol.codeRef(0))
            .withSku(2, Protocol.codeRef(2));
    if (message.linesHave("location")) {
      message =
          message
              .withLocation(0, Protocol.codeRef(1))
              .withLocation(1, Integer.MAX_VALUE)
              .withLocation(2, 0);
    }
    if (message.linesHave("destination")) {
      message = message.withDestination(0, 77).withDestination(2, Protocol.codeRef(1));
    }
    if (message.linesHave("quantity")) {
      message =
          message
              .withQuantity(0, 1_000_000_000L)
              .withQuantity(1, Long.MIN_VALUE)
              .withQuantity(2, -1);
    }
    assertEquals(decodedGroups(message), readGroups(message.buffer(), 0));
  }

  @ParameterizedTest
  @MethodSource("messagesWithLines")
  void shouldStepOverWhatALaterSchemaAppends(String name) {
    TestMessage message = TestMessage.golden(name).withLines(2).withSku(1, 77);
    String now = readGroups(message.buffer(), 0);
    TestMessage later = message.withBlockLength(200).withLongerLines(24);
    assertEquals(now, readGroups(later.buffer(), 0));
  }

  @ParameterizedTest
  @MethodSource("messagesWithLines")
  void shouldReadAMessageThatStartsAnywhereInABuffer(String name) {
    byte[] bytes = TestMessage.golden(name).bytes();
    UnsafeBuffer larger = new UnsafeBuffer(new byte[bytes.length + 100]);
    larger.putBytes(41, bytes);
    assertEquals(readGroups(new UnsafeBuffer(bytes), 0), readGroups(larger, 41));
  }

  @ParameterizedTest
  @MethodSource("messagesWithLines")
  void shouldReadAMessageWithoutLinesAndCodes(String name) {
    TestMessage message = TestMessage.golden(name).withLines(0).withCodes(List.of());
    assertEquals("lines=[]|codes=[]", readGroups(message.buffer(), 0));
  }

  @ParameterizedTest
  @MethodSource("messagesWithCodesOnly")
  void shouldReadTheCodesOfAMessageWithoutLines(String name) {
    TestMessage message = TestMessage.golden(name).withCodes(List.of("a", "棚", "long-code-123"));
    lines.wrap(TestMessage.golden("Sell").buffer(), 0);
    lines.wrapCodes(message.buffer(), 0);
    assertEquals(0, lines.count(), "nothing may be left of the message before");
    assertEquals("[(code='a'),(code='棚'),(code='long-code-123')]", codes(message.buffer()));
  }

  @Test
  void shouldSayWhereTheTextsBegin() {
    TestMessage message = TestMessage.golden("Return");
    DirectBuffer buffer = message.buffer();
    lines.wrap(buffer, 0);
    assertEquals("order/88".length(), buffer.getByte(lines.limit()));
    assertEquals("order/88", buffer.getStringWithoutLengthUtf8(lines.limit() + 1, 8));
  }

  @Test
  void shouldReadAsManyLinesAndCodesAsAMessageMayHave() {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < Protocol.MAX_CODES; i++) {
      codes.add("code-" + i);
    }
    TestMessage message =
        TestMessage.golden("Reserve").withLines(Protocol.MAX_LINES).withCodes(codes);
    lines.wrap(message.buffer(), 0);
    assertEquals(Protocol.MAX_LINES, lines.count());
    assertEquals(Protocol.MAX_CODES, lines.codeCount());
    int last = Protocol.MAX_CODES - 1;
    assertEquals(
        "code-511",
        message
            .buffer()
            .getStringWithoutLengthUtf8(lines.codeOffset(last), lines.codeLength(last)));
  }

  @Test
  void shouldReadTheChoicesOfTheLinesOfAReservation() {
    TestMessage message =
        TestMessage.golden("Reserve").withoutChoices().withChoice(1, 8, 0).withChoice(1, 7, 0);
    message = message.withChoice(300, Protocol.codeRef(1), 1);
    for (TestMessage each : List.of(message, message.withLongerEntries("choices", 5))) {
      lines.wrap(each.buffer(), 0);
      assertEquals(3, lines.choiceCount());
      assertEquals(1, lines.choiceLine(0));
      assertEquals(8, lines.choicePlace(0));
      assertFalse(lines.choiceIsRegion(0));
      assertEquals(7, lines.choicePlace(1));
      assertEquals(300, lines.choiceLine(2));
      assertEquals(Protocol.codeRef(1), lines.choicePlace(2));
      assertTrue(lines.choiceIsRegion(2));
      assertEquals("order/88".length(), each.buffer().getByte(lines.limit()));
    }
    assertTrue(lines.mayHaveChoices());
    lines.wrap(TestMessage.golden("Sell").buffer(), 0);
    assertEquals(0, lines.choiceCount(), "nothing may be left of the message before");
    assertFalse(lines.mayHaveChoices());
  }

  @Test
  void shouldReadNoLocationWhereLinesHaveNone() {
    lines.wrap(TestMessage.golden("TransferRequest").buffer(), 0);
    assertEquals(Protocol.NO_REF, lines.location(0));
    assertEquals(12, lines.quantity(0));
    assertEquals(6, lines.quantity(1));
  }

  @Test
  void shouldReadWhereALineOfAReallocationGoes() {
    lines.wrap(TestMessage.golden("Reallocate").buffer(), 0);
    assertEquals(7, lines.location(0));
    assertEquals(Protocol.codeRef(0), lines.destination(0));
    assertEquals(0, lines.quantity(0));
  }

  /** The part of the generated decoder's text that shows the two groups. */
  private static String decodedGroups(TestMessage message) {
    String meaning = message.meaning();
    int start = meaning.indexOf("lines=[");
    assertFalse(start < 0, meaning);
    int end = meaning.indexOf(']', meaning.indexOf("codes=["));
    return meaning.substring(start, end + 1);
  }

  /** The same text, made from what MessageLines reads. */
  private String readGroups(DirectBuffer buffer, int offset) {
    lines.wrap(buffer, offset);
    List<String> entries = new ArrayList<>();
    Groups groups = MessageShape.of(templateId(buffer, offset)).groups();
    for (int i = 0; i < lines.count(); i++) {
      entries.add(
          switch (groups) {
            case SKU_LINES -> "(sku=%d|quantity=%d)".formatted(lines.sku(i), lines.quantity(i));
            case RELOCATIONS ->
                "(sku=%d|location=%d|destination=%d)"
                    .formatted(lines.sku(i), lines.location(i), lines.destination(i));
            default ->
                "(sku=%d|location=%d|quantity=%d)"
                    .formatted(lines.sku(i), lines.location(i), lines.quantity(i));
          });
    }
    return "lines=[" + String.join(",", entries) + "]|codes=" + codes(buffer);
  }

  private static int templateId(DirectBuffer buffer, int offset) {
    return new MessageHeaderDecoder().wrap(buffer, offset).templateId();
  }

  private String codes(DirectBuffer buffer) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < lines.codeCount(); i++) {
      entries.add(
          "(code='"
              + buffer.getStringWithoutLengthUtf8(lines.codeOffset(i), lines.codeLength(i))
              + "')");
    }
    return "[" + String.join(",", entries) + "]";
  }
}

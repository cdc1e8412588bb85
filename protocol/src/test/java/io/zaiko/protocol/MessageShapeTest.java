package io.zaiko.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.zaiko.protocol.MessageShape.Groups;
import io.zaiko.protocol.MessageShape.Origin;
import io.zaiko.protocol.MessageShape.TextKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The outlines agree with the schema file, message by message. */
final class MessageShapeTest {
  private static final int FIRST_COMMAND = 10;
  private static final int LAST_REQUEST = 99;

  /** The message of the schema that a shape stands for: STOCK_QUERY is StockQuery. */
  static String schemaName(MessageShape shape) {
    StringBuilder name = new StringBuilder();
    for (String word : shape.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  @Test
  void shouldOutlineEveryCommandAndQueryOfTheSchema() {
    Map<String, Schema.Message> requests =
        Schema.load().messages().entrySet().stream()
            .filter(message -> message.getValue().templateId() >= FIRST_COMMAND)
            .filter(message -> message.getValue().templateId() <= LAST_REQUEST)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertEquals(
        new TreeSet<>(requests.keySet()),
        Arrays.stream(MessageShape.values())
            .map(MessageShapeTest::schemaName)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldAgreeWithTheSchema(MessageShape shape) {
    Schema.Message message = Schema.load().messages().get(schemaName(shape));
    assertEquals(message.templateId(), shape.templateId());
    assertEquals(message.texts().size(), shape.textCount());
    assertEquals(groupsOf(shape.groups()), withoutChannels(message.groups()));
    assertEquals(
        TestMessage.golden(schemaName(shape)).decoder().sbeBlockLength(), shape.blockLength());
    for (int i = 0; i < shape.textCount(); i++) {
      assertEquals(kindsOf(message.texts().get(i)), kindOf(shape, i), message.texts().get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellCommandsFromQueries(MessageShape shape) {
    List<String> fields = Schema.load().messages().get(schemaName(shape)).fields();
    Origin expected =
        switch (shape) {
          case CONFIGURE, TICK, VOID -> Origin.INTERNAL;
          default -> fields.get(0).equals("correlationId") ? Origin.QUERY : Origin.COMMAND;
        };
    assertEquals(expected, shape.origin());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*(QUERY|RESOLVE|DESCRIBE|SUBSCRIBE).*")
  void shouldStartEveryCommandWithTheSameThreeFields(MessageShape shape) {
    List<String> fields = Schema.load().messages().get(schemaName(shape)).fields();
    assertEquals(List.of("requestId", "session", "referenceTime"), fields.subList(0, 3));
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindAShapeByItsTemplate(MessageShape shape) {
    assertSame(shape, MessageShape.of(shape.templateId()));
  }

  @Test
  void shouldKnowNoOtherTemplate() {
    for (int unknown : new int[] {-1, 0, 1, 2, 3, 9, 44, 59, 73, 99, 100, 123, 200, 65535}) {
      assertNull(MessageShape.of(unknown), () -> "template " + unknown);
    }
  }

  static Stream<MessageShape> withLines() {
    return Arrays.stream(MessageShape.values()).filter(shape -> shape.groups().haveLines());
  }

  @ParameterizedTest
  @MethodSource("withLines")
  void shouldTellLinesByTheFieldsThatTheyHave(MessageShape shape) {
    Set<String> fields = SchemaTypes.load().typesOf(schemaName(shape), "lines").keySet();
    Set<String> expected =
        switch (shape.groups()) {
          case SKU_LINES -> Set.of("sku", "quantity");
          case RELOCATIONS -> Set.of("sku", "location", "destination");
          default -> Set.of("sku", "location", "quantity");
        };
    assertEquals(expected, fields);
  }

  private static List<String> groupsOf(Groups groups) {
    return switch (groups) {
      case NONE -> List.of();
      case CODES -> List.of("codes");
      case LINES, SKU_LINES, RELOCATIONS -> List.of("lines", "codes");
      case LINES_AND_CHOICES -> List.of("lines", "codes", "choices");
      case HANDLES -> List.of("handles");
    };
  }

  /** CONFIGURE's channels are no business of the syntax check: no client may send it. */
  private static List<String> withoutChannels(List<String> groups) {
    return groups.stream().filter(group -> !group.equals("channels")).toList();
  }

  private static String kindsOf(String text) {
    return switch (text) {
      case "code", "clientName" -> "CODE";
      case "region", "device" -> "OPTIONAL_CODE";
      case "name", "reason" -> "NAME";
      case "reference", "redeems", "supersedes" -> "OPTIONAL_ID";
      case "reservationId", "transferId" -> "ID";
      default -> throw new AssertionError("a text of no known kind: " + text);
    };
  }

  private static String kindOf(MessageShape shape, int text) {
    // A return may name a reservation, every other command with an id must.
    if (shape == MessageShape.RETURN && text == 0) {
      assertEquals(TextKind.OPTIONAL_ID, shape.text(text));
      return "ID";
    }
    // A fact may name a device, the question for one must.
    if (shape == MessageShape.DEVICE_QUERY) {
      assertEquals(TextKind.CODE, shape.text(text));
      return "OPTIONAL_CODE";
    }
    return shape.text(text).name();
  }
}

package io.zaiko.systemtests;

import static io.zaiko.protocol.sbe.ResultCode.MALFORMED;
import static io.zaiko.protocol.sbe.ResultCode.NOT_PERMITTED;
import static io.zaiko.protocol.sbe.ResultCode.TOO_MANY_LINES;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.MessageShape.Origin;
import io.zaiko.protocol.MessageShape.TextKind;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.Schema;
import io.zaiko.protocol.SchemaTypes;
import io.zaiko.protocol.TestMessage;
import io.zaiko.protocol.sbe.ResultCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ways to get one message of the schema wrong: one thing each, made from its golden message.
 * Walks over the schema, so that a new message, field, group or text is made wrong as well.
 */
final class BadMessages {
  /** Texts that are no codes, each for a reason of its own; as hexadecimal UTF-8. */
  private static final List<String> NOT_CODES =
      List.of(
          "00", // control characters
          "7f",
          "610962",
          "c285",
          "2061", // spaces at the ends
          "6120",
          "e3808061",
          "61e38080",
          "614062", // @ = ,
          "613d62",
          "612c62",
          "c080", // overlong forms
          "e080af",
          "eda080", // a surrogate
          "f4908080", // beyond Unicode
          "e6b8", // cut off
          "ff");

  /** Those of them that are no names either. */
  private static final List<String> NOT_NAMES =
      List.of("00", "7f", "610962", "c285", "c080", "e080af", "eda080", "f4908080", "e6b8", "ff");

  private static final SchemaTypes TYPES = SchemaTypes.load();
  private static final int FIRST_COMMAND = 10;
  private static final int LAST_REQUEST = 99;
  private static final int HEADER = Protocol.MESSAGE_HEADER_LENGTH;

  private final String name;
  private final MessageShape shape;
  private final TestMessage sound;
  private final List<BadMessage> bad = new ArrayList<>();

  /**
   * @param session of the command, if it is one
   * @param requestId of the command
   */
  BadMessages(String name, long session, long requestId) {
    this.name = name;
    shape = MessageShape.of(Schema.load().messages().get(name).templateId());
    sound = sound(name, session, requestId);
  }

  /** The names of all that a client may send once it was welcomed, from the schema. */
  static Stream<String> requests() {
    return Schema.load().messages().entrySet().stream()
        .filter(message -> message.getValue().templateId() >= FIRST_COMMAND)
        .filter(message -> message.getValue().templateId() <= LAST_REQUEST)
        .map(Map.Entry::getKey);
  }

  /** The golden message, with a line and a code where it may have some. */
  static TestMessage sound(String name, long session, long requestId) {
    TestMessage message = golden(name, session, requestId);
    for (String group : message.groupNames()) {
      if (message.entryCount(group) == 0) {
        message = message.withEntries(group, 1);
        if (TYPES.fieldsOf(name, group).containsKey("quantity")) {
          message = message.withEntry(group, 0, "quantity", 1);
        }
      }
    }
    return message;
  }

  /** The golden message under ids of the caller's, if it is a command. */
  static TestMessage golden(String name, long session, long requestId) {
    TestMessage message = TestMessage.golden(name);
    return message.has("requestId")
        ? message.with("requestId", requestId).with("session", session)
        : message;
  }

  TestMessage sound() {
    return sound;
  }

  MessageShape shape() {
    return shape;
  }

  private void refused(String what, byte[] bytes, ResultCode code) {
    ResultCode answered = shape.origin() == Origin.INTERNAL ? NOT_PERMITTED : code;
    bad.add(new BadMessage(name + ": " + what, bytes, answered, false));
  }

  private void refused(String what, TestMessage message, ResultCode code) {
    refused(what, message.bytes(), code);
  }

  /** Refused, or the end of the connection if the ids to answer under are not all there. */
  private void refusedIf(boolean answerable, String what, byte[] bytes) {
    if (answerable) {
      refused(what, bytes, MALFORMED);
    } else {
      bad.add(new BadMessage(name + ": " + what, bytes, MALFORMED, true));
    }
  }

  // ---- values ----

  /** Every field of the block and of the first entry of each group out of its range. */
  List<BadMessage> wrongFields() {
    TYPES.fieldsOf(name, "").forEach((field, type) -> wrongField("", field, type));
    for (String group : sound.groupNames()) {
      TYPES.fieldsOf(name, group).forEach((field, type) -> wrongField(group, field, type));
    }
    return bad;
  }

  private void wrongField(String group, String field, String type) {
    int codes = sound.groupNames().contains("codes") ? sound.entryCount("codes") : 0;
    WrongValues.of(name, field, type, codes)
        .forEach(
            (value, code) -> {
              // An extension is of a hold or of a deadline.
              TestMessage other =
                  field.equals("hold") && name.equals("Extend") ? sound.with("deadline", 0) : sound;
              TestMessage wrong =
                  group.isEmpty()
                      ? other.with(field, value)
                      : other.withEntry(group, 0, field, value);
              refused(group + " " + field + " = " + value, wrong, code);
            });
  }

  /** Every text and every code in each form that is forbidden, or too long. */
  List<BadMessage> wrongTexts() {
    for (int i = 0; i < shape.textCount(); i++) {
      for (byte[] text : notTexts(shape.text(i))) {
        refused("text " + i + " = " + hex(text), sound.withText(i, text), MALFORMED);
      }
    }
    if (sound.groupNames().contains("codes")) {
      for (int i = 0; i < sound.entryCount("codes"); i++) {
        for (byte[] code : notTexts(TextKind.CODE)) {
          refused("code " + i + " = " + hex(code), sound.withCode(i, code), MALFORMED);
        }
      }
    }
    return bad;
  }

  private static String hex(byte[] text) {
    return HexFormat.of().formatHex(text);
  }

  private static List<byte[]> notTexts(TextKind kind) {
    List<byte[]> texts = new ArrayList<>();
    for (String hex : kind == TextKind.NAME ? NOT_NAMES : NOT_CODES) {
      texts.add(HexFormat.of().parseHex(hex));
    }
    int longest =
        switch (kind) {
          case CODE, OPTIONAL_CODE -> 32;
          case ID, OPTIONAL_ID -> 64;
          case NAME -> 120;
        };
    texts.add("x".repeat(longest + 1).getBytes(UTF_8));
    texts.add("x".repeat(254).getBytes(UTF_8));
    if (kind == TextKind.CODE || kind == TextKind.ID) {
      texts.add(new byte[0]);
    }
    return texts;
  }

  // ---- groups ----

  /** More entries than a group may have, and headers of groups that say what is not so. */
  List<BadMessage> wrongGroups() {
    for (String group : sound.groupNames()) {
      tooManyEntries(group);
      byte[] whole = sound.bytes();
      int offset = sound.groupOffset(group);
      int count = sound.entryCount(group);
      for (int lie : new int[] {count - 1, count + 1, 255, 257, 513, 4097, 0x7FFF, 0xFFFF}) {
        boolean tooMany = group.equals("lines") && lie > Protocol.MAX_LINES;
        byte[] lying = withShort(whole, offset + Short.BYTES, lie);
        refused(lie + " " + group + " said", lying, tooMany ? TOO_MANY_LINES : MALFORMED);
      }
      int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getShort(offset);
      for (int lie : new int[] {length - 1, length + 1, length + 200, 0x7FFF, 0xFFFF}) {
        if (lie >= 0) {
          byte[] lying = withShort(whole, offset, lie);
          refused(group + " of " + lie + " bytes said", lying, MALFORMED);
        }
      }
    }
    return bad;
  }

  private void tooManyEntries(String group) {
    switch (group) {
      case "lines" -> {
        TestMessage one = sound.withoutChoices();
        refused("257 lines", one.withEntries(group, 257), TOO_MANY_LINES);
        refused("2,000 lines", one.withEntries(group, 2_000), TOO_MANY_LINES);
      }
      case "codes", "handles" -> refused("513", sound.withEntries(group, 513), MALFORMED);
      case "choices" -> {
        TestMessage one = sound.withEntries("lines", 1);
        TestMessage free = one.withEntry("lines", 0, "location", Protocol.NO_REF);
        refused("17 choices", free.withChoices(1, 17), MALFORMED);
        refused("4,097 choices", sound.withEntries(group, 4_097), MALFORMED);
      }
      case "channels" -> refused("17 channels", sound.withEntries(group, 17), MALFORMED);
      default -> throw new AssertionError("how many " + group + " may there be?");
    }
  }

  private static byte[] withShort(byte[] bytes, int offset, int value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putShort(offset, (short) value);
    return changed;
  }

  // ---- bytes ----

  /** Cut off anywhere behind the header, or going on after its end. */
  List<BadMessage> wrongLengths() {
    byte[] whole = sound.bytes();
    for (int length = HEADER; length < whole.length; length++) {
      refusedIf(length >= answerable(), "cut to " + length, Arrays.copyOf(whole, length));
    }
    for (int extra : new int[] {1, 2, 4, 100, Protocol.MAX_MESSAGE_LENGTH - whole.length}) {
      refused("and " + extra + " bytes", Arrays.copyOf(whole, whole.length + extra), MALFORMED);
    }
    return bad;
  }

  /** Bytes that must be there to answer: header and ids. */
  private int answerable() {
    return HEADER + (shape.origin() == Origin.QUERY ? Long.BYTES : 2 * Long.BYTES);
  }

  /** A block length that is too short, or that the message does not have. */
  List<BadMessage> wrongBlockLengths() {
    byte[] whole = sound.bytes();
    for (int lie = 0; lie < shape.blockLength(); lie++) {
      refusedIf(HEADER + lie >= answerable(), "block of " + lie, withShort(whole, 0, lie));
    }
    for (int lie : new int[] {whole.length - HEADER + 1, 0x7FFF, 0xFFFF}) {
      refused("block of " + lie, withShort(whole, 0, lie), MALFORMED);
    }
    return bad;
  }

  /** Under the id of another schema, or of templates that no client may send. */
  List<BadMessage> wrongHeaders() {
    for (int schema : new int[] {0, 7449, 0xFFFF}) {
      refusedIf(false, "schema " + schema, sound.withSchema(schema).bytes());
    }
    Schema.load().messages().values().stream()
        .mapToInt(Schema.Message::templateId)
        .filter(template -> template < FIRST_COMMAND || template > LAST_REQUEST)
        .forEach(this::wrongTemplate);
    Stream.of(0, 9, 59, 99, 0x7FFF, 0xFFFF).forEach(this::wrongTemplate);
    return bad;
  }

  private void wrongTemplate(int template) {
    refusedIf(false, "template " + template, sound.withTemplate(template).bytes());
  }
}

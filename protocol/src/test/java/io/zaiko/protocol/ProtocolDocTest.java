package io.zaiko.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.zaiko.protocol.ProtocolDoc.Message;
import io.zaiko.protocol.ProtocolDoc.Part;
import io.zaiko.protocol.ProtocolDoc.Row;
import io.zaiko.protocol.sbe.*;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of the reference say what the codecs do: every offset, length, type, name, value and
 * byte of them is compared.
 */
final class ProtocolDocTest {
  private static final ProtocolDoc PAGE = ProtocolDoc.read("protocol.md");
  private static final Schema SCHEMA = Schema.load();
  private static final SchemaTypes TYPES = SchemaTypes.load();
  private static final String CODECS = "io.zaiko.protocol.sbe.";
  private static final long TIME = 1_582_979_696_000_000L;

  private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();

  static Stream<String> messages() {
    return SCHEMA.messages().keySet().stream();
  }

  @Test
  void shouldDescribeEveryMessageOfTheSchema() {
    assertEquals(
        SCHEMA.messages().keySet().stream().sorted().toList(),
        PAGE.messages().keySet().stream().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldDescribeAMessageAsItIsEncoded(String name) throws ReflectiveOperationException {
    Message described = PAGE.messages().get(name);
    Schema.Message message = SCHEMA.messages().get(name);
    Class<?> codec = Class.forName(CODECS + name + "Encoder");
    Part block = described.parts().get("");

    assertEquals(message.templateId(), described.templateId());
    assertEquals(codec.getField("TEMPLATE_ID").getInt(null), described.templateId());
    assertEquals(codec.getField("BLOCK_LENGTH").getInt(null), block.blockLength());
    assertEquals(message.fields(), block.fields().stream().map(row -> row.cell(1)).toList());
    assertEquals(message.groups(), described.groups());
    assertEquals(message.texts(), block.texts());
    assertRows(name, "", codec, block);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void shouldDescribeTheGroupsOfAMessageAsTheyAreEncoded(String name)
      throws ReflectiveOperationException {
    for (String group : SCHEMA.messages().get(name).groups()) {
      Part entry = PAGE.messages().get(name).parts().get(group);
      String nested = Character.toUpperCase(group.charAt(0)) + group.substring(1) + "Encoder";
      Class<?> codec = Class.forName(CODECS + name + "Encoder$" + nested);
      assertEquals(codec.getMethod("sbeBlockLength").invoke(null), entry.blockLength());
      assertRows(name, group, codec, entry);
    }
  }

  /** Compares offsets, lengths and types; together they leave no gap and no overlap. */
  private static void assertRows(String message, String group, Class<?> codec, Part part)
      throws ReflectiveOperationException {
    Map<String, String> types = new TreeMap<>();
    int end = 0;
    for (Row row : part.rows()) {
      String field = row.cell(1);
      types.put(field, row.cell(2));
      assertFalse(row.cell(3).isEmpty(), field + " needs a meaning");
      if (!row.isText()) {
        assertEquals(end, Integer.parseInt(row.cell(0)), message + "." + field);
        assertEquals(
            codec.getMethod(field + "EncodingOffset").invoke(null),
            Integer.parseInt(row.cell(0)),
            message + "." + field);
        end += (int) codec.getMethod(field + "EncodingLength").invoke(null);
      }
    }
    assertEquals(part.blockLength(), end);
    assertEquals(new TreeMap<>(TYPES.typesOf(message, group)), types, message + " " + group);
  }

  @Test
  void shouldDescribeTheMessageHeader() {
    List<String> rows =
        PAGE.table("## Messages").stream()
            .map(row -> row.cell(0) + " " + row.cell(1) + " " + row.cell(2))
            .toList();
    assertEquals(
        List.of(
            MessageHeaderEncoder.blockLengthEncodingOffset() + " blockLength uint16",
            MessageHeaderEncoder.templateIdEncodingOffset() + " templateId uint16",
            MessageHeaderEncoder.schemaIdEncodingOffset() + " schemaId uint16",
            MessageHeaderEncoder.versionEncodingOffset() + " version uint16"),
        rows);
    assertEquals(7450, MessageHeaderEncoder.SCHEMA_ID);
    assertEquals(2, MessageHeaderEncoder.SCHEMA_VERSION);
  }

  static Stream<String> enumerations() {
    return TYPES.values().keySet().stream().filter(name -> !name.equals("ResultCode"));
  }

  @ParameterizedTest
  @MethodSource("enumerations")
  void shouldListTheValuesOfAnEnumeration(String name) {
    Map<Integer, String> listed = new TreeMap<>();
    PAGE.table(name).forEach(row -> listed.put(Integer.valueOf(row.cell(0)), row.cell(1)));
    assertEquals(TYPES.values().get(name), listed);
  }

  @Test
  void shouldListTheResultCodesInOrderOfPrecedence() {
    Map<Integer, String> listed = new LinkedHashMap<>();
    for (Row row : ProtocolDoc.read("result-codes.md").table("# Result codes")) {
      listed.put(Integer.valueOf(row.cell(1)), row.cell(0));
      assertEquals(5, row.cells().size());
    }
    Map<Integer, String> schema = TYPES.values().get("ResultCode");
    assertEquals(new ArrayList<>(schema.entrySet()), new ArrayList<>(listed.entrySet()));
  }

  @Test
  void shouldShowTheBytesOfACompleteExample() {
    Map<String, byte[]> expected = new LinkedHashMap<>();
    expected.put("HELLO", hello());
    expected.put("WELCOME", welcome());
    expected.put("REGISTER", register());
    expected.put("REGISTERED", registered());
    expected.put("RESERVE", reserve());
    expected.put("COMMAND_REPLY", commandReply());
    assertEquals(new ArrayList<>(expected.keySet()), new ArrayList<>(PAGE.bytes().keySet()));
    expected.forEach((name, frame) -> assertArrayEquals(frame, PAGE.bytes().get(name), name));
  }

  private byte[] hello() {
    HelloEncoder encoder = new HelloEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .protocolVersion(Protocol.PROTOCOL_VERSION)
        .software("shop/1.0");
    return frame(encoder.limit());
  }

  private byte[] welcome() {
    WelcomeEncoder encoder = new WelcomeEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .protocolVersion(Protocol.PROTOCOL_VERSION)
        .durability(Durability.PROCESS)
        .credits(1_024)
        .maxFrameLength(Protocol.MAX_MESSAGE_LENGTH)
        .maxLines(Protocol.MAX_LINES)
        .requestWindow(1024)
        .journalIdHigh(0x0123456789ABCDEFL)
        .journalIdLow(0xFEDCBA9876543210L)
        .channelsCount(2)
        .next()
        .name("POS")
        .next()
        .name("EC");
    return frame(encoder.limit());
  }

  private byte[] register() {
    RegisterEncoder encoder = new RegisterEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(1)
        .session(0)
        .referenceTime(0)
        .clientName("till-7");
    return frame(encoder.limit());
  }

  private byte[] registered() {
    RegisteredEncoder encoder = new RegisteredEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(1)
        .session(42)
        .sequence(5)
        .time(TIME)
        .highestRequestId(0)
        .code(ResultCode.OK)
        .durability(Durability.PROCESS);
    return frame(encoder.limit());
  }

  private byte[] reserve() {
    ReserveEncoder encoder = new ReserveEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(1)
        .session(42)
        .referenceTime(0)
        .hold(900_000_000)
        .deadline(0)
        .channel((short) 1)
        .flags()
        .clear();
    encoder.linesCount(1).next().sku(Protocol.codeRef(0)).location(Protocol.codeRef(1)).quantity(2);
    encoder.codesCount(2).next().code("4901234567894").next().code("shibuya");
    encoder.choicesCount(0);
    encoder.reservationId("order-1").supersedes("");
    return frame(encoder.limit());
  }

  private byte[] commandReply() {
    CommandReplyEncoder encoder = new CommandReplyEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, header)
        .requestId(1)
        .session(42)
        .sequence(6)
        .time(TIME + 125)
        .code(ResultCode.OK)
        .durability(Durability.PROCESS)
        .oversellsOpened(0)
        .endangered(0)
        .deviceGaps(0)
        .flags()
        .clear();
    encoder.linesCount(0);
    encoder.firstEndangeredCount(0);
    return frame(encoder.limit());
  }

  private byte[] frame(int length) {
    byte[] message = new byte[length];
    buffer.getBytes(0, message);
    return ByteBuffer.allocate(Protocol.FRAME_HEADER_LENGTH + length)
        .order(Protocol.BYTE_ORDER)
        .putInt(length)
        .put(message)
        .array();
  }
}

package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.protocol.MessageShape.Origin;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.Schema;
import io.zaiko.protocol.SchemaTypes;
import io.zaiko.protocol.TestMessage;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.ErrorReplyDecoder;
import io.zaiko.protocol.sbe.GoodbyeDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a client can get wrong, over TCP, in every message of the schema: the documented code comes
 * back, or GOODBYE with a reason. Nothing wrong reaches the journal or the state, uses up a request
 * id, keeps others from being served, or is worth an error in the log.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final SchemaTypes TYPES = SchemaTypes.load();
  private static final int ID_OFFSET = Protocol.MESSAGE_HEADER_LENGTH;
  private static final int SESSION_OFFSET = ID_OFFSET + Long.BYTES;

  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private final ErrorReplyDecoder refusal = new ErrorReplyDecoder();
  private final RegisteredDecoder registered = new RegisteredDecoder();
  private CapturedErrors errors;
  private ServerInProcess server;
  private WireConnection connection;
  private WireConnection bystander;
  private long session;
  private long requestId;
  private long lastSequence;

  @BeforeAll
  void begin(@TempDir Path data) throws IOException {
    errors = new CapturedErrors();
    server = new ServerInProcess(data);
    bystander = new WireConnection(server.port());
    connection = new WireConnection(server.port());
    session = connection.register("bad-input").session();
    for (String code : List.of("4901234567894", "sku-1")) {
      ask(command("DefineSku").withText(0, code));
    }
    for (String code : List.of("TYO-1", "渋谷")) {
      ask(command("DefineLocation").withText(0, code));
    }
    ask(line("Receive", "sku-1", "渋谷"));
    assertEquals(ResultCode.OK, reply.code());
  }

  @BeforeEach
  void look() throws IOException {
    lastSequence = bystander.register("bystander").sequence();
  }

  /** Others are served, and nothing but what they sent was journaled. */
  @AfterEach
  void shouldBeAsBefore() throws IOException {
    assertEquals(lastSequence + 1, bystander.register("bystander").sequence());
    assertEquals("", errors.text());
  }

  @AfterAll
  void end() throws IOException {
    try {
      assertEquals(lastSequence + 1, server.verification(ReplayHook.NONE).lastSequence());
    } finally {
      connection.close();
      bystander.close();
      server.close();
      errors.close();
    }
  }

  static Stream<String> requests() {
    return BadMessages.requests();
  }

  static Stream<String> commands() {
    return requests()
        .filter(name -> new BadMessages(name, 1, 1).shape().origin() == Origin.COMMAND);
  }

  private BadMessages bad(String name) {
    return new BadMessages(name, session, requestId + 1);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void shouldRefuseFieldsOutOfRange_rule1(String name) throws IOException {
    assertRefused(name, bad(name).wrongFields());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void shouldRefuseForbiddenTexts(String name) throws IOException {
    assertRefused(name, bad(name).wrongTexts());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void shouldRefuseGroupsThatAreTooLongOrLie(String name) throws IOException {
    assertRefused(name, bad(name).wrongGroups());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void shouldRefuseAMessageThatIsCutOffOrGoesOn(String name) throws IOException {
    assertRefused(name, bad(name).wrongLengths());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void shouldRefuseABlockLengthThatLies(String name) throws IOException {
    assertRefused(name, bad(name).wrongBlockLengths());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void shouldSayGoodbyeToAnotherSchemaOrTemplate(String name) throws IOException {
    assertRefused(name, bad(name).wrongHeaders());
  }

  /** So that none is forgotten: each field that a request has is made wrong above. */
  @ParameterizedTest
  @MethodSource("requests")
  void shouldKnowWhatIsWrongInEveryField(String name) {
    Stream<String> places =
        Stream.concat(Stream.of(""), Schema.load().messages().get(name).groups().stream());
    List<String> mistakes = bad(name).wrongFields().stream().map(BadMessage::what).toList();
    places.forEach(
        group ->
            TYPES
                .fieldsOf(name, group)
                .forEach(
                    (field, type) ->
                        assertEquals(
                            !type.equals("CorrelationId") && !type.equals("Handle"),
                            mistakes.stream()
                                .anyMatch(what -> what.contains(group + " " + field + " = ")),
                            field)));
  }

  /** What was refused before the journal does not use up the request id (rule 21). */
  @ParameterizedTest
  @MethodSource("commands")
  void shouldTakeTheSoundMessageUnderTheSameIdAfterwards(String name) throws IOException {
    BadMessages bad = bad(name);
    assertRefused(name, bad.wrongLengths());
    int template = ask(bad.sound());
    boolean known = template == RegisteredDecoder.TEMPLATE_ID;
    assertEquals(
        lastSequence + 1, known ? registered().sequence() : reply.sequence(), "journaled now");
    assertFalse(!known && reply.flags().repeated());
    requestId++;
    lastSequence++;
  }

  /** Sends each, and compares the answer with what is documented. */
  private void assertRefused(String name, List<BadMessage> messages) throws IOException {
    Origin origin = new BadMessages(name, session, 1).shape().origin();
    for (BadMessage message : messages) {
      connection.sendNow(message.bytes());
      int template = connection.receive();
      if (message.isLast()) {
        assertEquals(GoodbyeDecoder.TEMPLATE_ID, template, message.what());
        assertEnded(message.what());
      } else if (origin == Origin.QUERY) {
        assertEquals(ErrorReplyDecoder.TEMPLATE_ID, template, message.what());
        refusal.wrapAndApplyHeader(connection.message(), 0, connection.header());
        assertEquals(message.code(), refusal.code(), message.what());
        assertEquals(message.longAt(ID_OFFSET), refusal.correlationId(), message.what());
      } else {
        assertEquals(CommandReplyDecoder.TEMPLATE_ID, template, message.what());
        reply.wrapAndApplyHeader(connection.message(), 0, connection.header());
        assertEquals(message.code(), reply.code(), message.what());
        assertEquals(message.longAt(ID_OFFSET), reply.requestId(), message.what());
        assertEquals(message.longAt(SESSION_OFFSET), reply.session(), message.what());
        assertEquals(0, reply.sequence(), message.what());
        assertEquals(0, reply.lines().count(), message.what());
      }
    }
  }

  /** After GOODBYE: it gives a reason, for people, and nothing follows. */
  private void assertEnded(String what) throws IOException {
    String reason = connection.goodbyeReason();
    assertEquals(ResultCode.MALFORMED, connection.goodbyeCode(), what);
    assertTrue(!reason.isEmpty() && !reason.contains("Exception"), reason);
    assertTrue(connection.isClosedByServer(), what);
    connection.close();
    connection = new WireConnection(server.port());
  }

  @ParameterizedTest
  @CsvSource({
    "Receive, true",
    "Sell, true",
    "Return, true",
    "Adjust, true",
    "Count, true",
    "Reserve, false",
    "Fulfil, false",
    "Short, false",
    "Release, false",
    "Move, false",
    "Reallocate, false"
  })
  void shouldTellWhatIsUnknown_rules7And24(String name, boolean fact) throws IOException {
    long before = server.stateHash();
    ask(line(name, "nobody-knows", "渋谷"));
    assertUnknown(fact, ResultCode.UNKNOWN_SKU);
    ask(line(name, "sku-1", "nowhere"));
    assertUnknown(fact, ResultCode.UNKNOWN_LOCATION);
    assertEquals(before, server.stateHash());
    lastSequence += 2;
  }

  private void assertUnknown(boolean fact, ResultCode unknown) {
    assertEquals(fact ? ResultCode.OK : unknown, reply.code());
    assertEquals(fact ? ResultCode.UNMATCHED : unknown, reply.lines().next().code());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {-1, Integer.MIN_VALUE, 0, 1, 7, Protocol.MAX_MESSAGE_LENGTH + 1, Integer.MAX_VALUE})
  void shouldSayWhyItClosesAfterABrokenFrame(int frameLength) throws IOException {
    byte[] frame =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(frameLength).array();
    connection.sendRaw(frame);
    connection.flush();
    assertEquals(GoodbyeDecoder.TEMPLATE_ID, connection.receive());
    assertEnded("a frame of " + frameLength);
  }

  @Test
  void shouldSayGoodbyeToWhatIsLeftOfAFrame() throws IOException {
    byte[] sell = bad("Sell").sound().bytes();
    ByteBuffer stream = ByteBuffer.allocate(3 * sell.length).order(ByteOrder.LITTLE_ENDIAN);
    // The frame ends too early, so its rest is taken for the next one's length.
    stream.putInt(sell.length - 20).put(sell);
    connection.sendRaw(stream.array());
    connection.flush();
    assertEquals(CommandReplyDecoder.TEMPLATE_ID, connection.receive());
    reply.wrapAndApplyHeader(connection.message(), 0, connection.header());
    assertEquals(ResultCode.MALFORMED, reply.code());
    assertEquals(GoodbyeDecoder.TEMPLATE_ID, connection.receive());
    assertEnded("a frame that ends too early");
  }

  private TestMessage command(String name) {
    return BadMessages.sound(name, session, ++requestId);
  }

  /** A command with one line, by codes, and nothing else that could be refused first. */
  private TestMessage line(String name, String sku, String location) {
    TestMessage message =
        command(name)
            .withoutChoices()
            .withEntries("lines", 1)
            .withCodes(List.of(sku, location))
            .withEntry("lines", 0, "sku", Protocol.codeRef(0))
            .withEntry("lines", 0, "location", Protocol.codeRef(1));
    for (Map.Entry<String, Long> plain :
        Map.of("cut", 0L, "expects", 0L, "deviceSequence", 0L, "policy", 0L).entrySet()) {
      message =
          message.has(plain.getKey()) ? message.with(plain.getKey(), plain.getValue()) : message;
    }
    boolean device = message.has("deviceSequence");
    return device ? message.withText(message.texts().size() - 1, "") : message;
  }

  /** Sends a message, and returns the template of what answers it. */
  private int ask(TestMessage message) throws IOException {
    connection.sendNow(message.bytes());
    int template = connection.receive();
    if (template == CommandReplyDecoder.TEMPLATE_ID) {
      reply.wrapAndApplyHeader(connection.message(), 0, connection.header());
    }
    return template;
  }

  private RegisteredDecoder registered() {
    return registered.wrapAndApplyHeader(connection.message(), 0, connection.header());
  }
}

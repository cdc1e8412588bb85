package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.Schema;
import io.zaiko.protocol.TestMessage;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.GoodbyeDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ReservationReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sound messages of every kind with bytes flipped, put in, left out and exchanged. Many stay sound,
 * and are executed with whatever numbers came out. Whatever it is: it is answered or the connection
 * is closed, the engine goes on, the journal holds what was answered from the journal and nothing
 * else, and its replay comes to the same state. {@code -Dzaiko.damage.seed} and {@code
 * -Dzaiko.damage.messages} take another look, or a longer one.
 */
class DamagedMessagesTest {
  private static final long SEED = Long.getLong("zaiko.damage.seed", 1);
  private static final int MESSAGES = Integer.getInteger("zaiko.damage.messages", 3_000);
  private static final int STREAMS = MESSAGES / 20;
  private static final int FRAMES_OF_A_STREAM = 8;
  private static final int RESERVATIONS = 8;
  private static final long FENCE = 0x0FE4_CE00_0000_0000L;

  @TempDir Path data;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Damage damage = new Damage(random);
  private final List<String> names = BadMessages.requests().toList();
  private final Set<Integer> answers =
      Schema.load().messages().values().stream()
          .map(Schema.Message::templateId)
          .filter(template -> template < 10 || template >= 100)
          .collect(Collectors.toSet());
  private final Set<Long> answered = new HashSet<>();
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private final RegisteredDecoder registered = new RegisteredDecoder();
  private CapturedErrors errors;
  private ServerInProcess server;
  private WireConnection connection;
  private long session;
  private long requestId;
  private int sessions;
  private boolean sessionIsLost;

  @BeforeEach
  void begin() throws IOException {
    errors = new CapturedErrors();
    server = new ServerInProcess(data);
    connection = new WireConnection(server.port());
    register();
    defineWhatGoldenMessagesName();
  }

  /** SKUs and locations with handles from 0 to 9, and stock of those that most messages name. */
  private void defineWhatGoldenMessagesName() throws IOException {
    for (int i = 0; i < 10; i++) {
      String code = i == 0 ? "4901234567894" : "sku-" + i;
      send(command("DefineSku").withText(0, code).bytes(), i);
    }
    for (int i = 0; i < 10; i++) {
      String code = i == 0 ? "TYO-1" : i == 7 ? "渋谷" : "loc-" + i;
      send(command("DefineLocation").with("channels", 0).withText(0, code).bytes(), i);
    }
    for (int sku : new int[] {0, 3, 4}) {
      for (int location : new int[] {0, 7, 8}) {
        TestMessage receive =
            command("Receive")
                .withEntries("lines", 1)
                .withEntry("lines", 0, "sku", sku)
                .withEntry("lines", 0, "location", location)
                .withEntry("lines", 0, "quantity", 100_000);
        send(receive.bytes(), 0);
      }
    }
  }

  @AfterEach
  void end() throws IOException {
    connection.close();
    server.close();
    errors.close();
  }

  @Test
  void shouldJournalWhatItAnswersFromTheJournalAndNothingElse_rule27() throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      if (sessionIsLost) {
        register();
      }
      byte[] sound = request();
      // Some stay as they are, so that there is stock, and reservations in every state.
      send(random.nextInt(4) == 0 ? sound : damage.of(sound, List.of(request())), i);
    }
    assertServing();
    assertEquals(new TreeSet<>(answered), journaled());
    assertEquals("", errors.text(), () -> "seed " + SEED);
  }

  @Test
  void shouldSurviveStreamsThatAreCutAnywhere() throws IOException {
    for (int i = 0; i < STREAMS; i++) {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      for (int frame = 0; frame < FRAMES_OF_A_STREAM; frame++) {
        byte[] message = request();
        stream.writeBytes(
            ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(message.length)
                .array());
        stream.writeBytes(message);
      }
      connection.sendRaw(damage.of(stream.toByteArray(), List.of(request())));
      connection.end();
      readToTheEnd();
      connect();
      register();
    }
    assertServing();
    assertTrue(journaled().containsAll(answered));
    assertEquals("", errors.text(), () -> "seed " + SEED);
  }

  /** A sound message of any kind, under the next id of the session. */
  private byte[] request() {
    String name = names.get(random.nextInt(names.size()));
    TestMessage message = command(name);
    List<String> texts = Schema.load().messages().get(name).texts();
    for (int i = 0; i < texts.size(); i++) {
      message =
          switch (texts.get(i)) {
            case "reservationId", "transferId", "redeems" ->
                message.withText(i, "order/" + random.nextInt(RESERVATIONS));
            case "supersedes" -> message.withText(i, "");
            default -> message;
          };
    }
    if (message.has("correlationId")) {
      message = message.with("correlationId", requestId);
    }
    if (message.has("cut")) {
      message = message.with("cut", 0).with("expects", 0);
    }
    if (name.equals("Sell") || name.equals("Adjust")) { // which carry a device
      message = message.with("deviceSequence", requestId);
    }
    return message.bytes();
  }

  private TestMessage command(String name) {
    return BadMessages.golden(name, session, ++requestId);
  }

  /**
   * Sends a message, then a question that is answered after all that the message caused, unless it
   * was the last one of the connection.
   */
  private void send(byte[] message, long number) throws IOException {
    if (message.length < Protocol.MESSAGE_HEADER_LENGTH) {
      return; // makes no frame; BadInputTest sends those
    }
    connection.sendNow(message);
    connection.sendNow(fence(number));
    int template = receive();
    while (template != GoodbyeDecoder.TEMPLATE_ID && !isFence(template, number)) {
      template = receive();
    }
    if (template == GoodbyeDecoder.TEMPLATE_ID) {
      assertEquals(ResultCode.MALFORMED, connection.goodbyeCode());
      assertFalse(connection.goodbyeReason().contains("Exception"));
      assertTrue(connection.isClosedByServer());
      connect();
    }
  }

  private static byte[] fence(long number) {
    return TestMessage.golden("ReservationQuery")
        .with("correlationId", FENCE + number)
        .withText(0, "nobody-has-this")
        .bytes();
  }

  private boolean isFence(int template, long number) {
    return template == ReservationReplyDecoder.TEMPLATE_ID
        && new ReservationReplyDecoder()
                .wrapAndApplyHeader(connection.message(), 0, connection.header())
                .correlationId()
            == FENCE + number;
  }

  /** Receives a message, and remembers its place in the journal if it is the first answer there. */
  private int receive() throws IOException {
    int template = connection.receive();
    assertTrue(answers.contains(template), () -> "template " + template);
    if (template == CommandReplyDecoder.TEMPLATE_ID) {
      reply.wrapAndApplyHeader(connection.message(), 0, connection.header());
      sessionIsLost |= reply.code() == ResultCode.REQUEST_TOO_OLD;
      if (reply.sequence() > 0 && !reply.flags().repeated()) {
        assertTrue(answered.add(reply.sequence()), "answered twice: " + reply);
      }
    } else if (template == RegisteredDecoder.TEMPLATE_ID) {
      registered.wrapAndApplyHeader(connection.message(), 0, connection.header());
      assertTrue(answered.add(registered.sequence()), "answered twice: " + registered);
    }
    return template;
  }

  private void readToTheEnd() throws IOException {
    try {
      while (true) {
        receive();
      }
    } catch (EOFException e) {
      // the server has closed, after a whole message or none
    }
  }

  private void connect() throws IOException {
    connection.close();
    connection = new WireConnection(server.port());
  }

  /** Another session: a damaged id may have moved the window of the last one far away. */
  private void register() throws IOException {
    sessions++;
    session = connection.register("damage-" + sessions).session();
    answered.add(
        registered.wrapAndApplyHeader(connection.message(), 0, connection.header()).sequence());
    requestId = 1_000_000L * sessions;
    sessionIsLost = false;
  }

  private void assertServing() throws IOException {
    connect();
    register();
    connection.sendNow(command("DefineSku").bytes());
    assertEquals(CommandReplyDecoder.TEMPLATE_ID, receive());
    assertEquals(ResultCode.OK, reply.code());
  }

  /** Sequences of what clients sent, from a replay that compares every state hash on its way. */
  private Set<Long> journaled() {
    Set<Long> sequences = new TreeSet<>();
    server.verification(
        (command, dispatcher) -> {
          if (shapeOf(command).origin() == MessageShape.Origin.COMMAND) {
            sequences.add(command.sequence());
          }
        });
    return sequences;
  }

  private static MessageShape shapeOf(ReplayHook.ReplayedCommand command) {
    int offset = command.offset() + MessageHeaderDecoder.templateIdEncodingOffset();
    return MessageShape.of(command.buffer().getShort(offset, Protocol.BYTE_ORDER) & 0xFFFF);
  }
}

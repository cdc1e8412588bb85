package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.commit;
import static io.zaiko.gateway.ClientMessages.framed;
import static io.zaiko.gateway.ClientMessages.header;
import static io.zaiko.gateway.ClientMessages.hello;
import static io.zaiko.gateway.ClientMessages.receive;
import static io.zaiko.gateway.ClientMessages.register;
import static io.zaiko.gateway.ClientMessages.reservation;
import static io.zaiko.gateway.ClientMessages.stock;
import static io.zaiko.protocol.Protocol.NO_CHANNEL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.gateway.GatewayConfig.Limits;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.CommitDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ErrorReplyDecoder;
import io.zaiko.protocol.sbe.GoodbyeDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockFilter;
import io.zaiko.protocol.sbe.StockQueryDecoder;
import io.zaiko.protocol.sbe.WelcomeDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeakCheck.class)
class ConnectionTest {
  private static final int SCHEMA = MessageHeaderDecoder.SCHEMA_ID;

  private ConnectionRig rig = new ConnectionRig();

  @AfterEach
  void closeRig() {
    rig.close();
    assertEquals(0, rig.buffersInUse(), "every buffer is released");
  }

  // ---- greeting ----

  @Test
  void shouldWelcomeAClient() {
    WelcomeDecoder welcome = rig.answerTo(hello()).welcome();

    assertEquals(Protocol.PROTOCOL_VERSION, welcome.protocolVersion());
    assertEquals(Durability.PROCESS, welcome.durability());
    assertEquals(16 + (1024 - 4 * 16) / 8, welcome.credits());
    assertEquals(Protocol.MAX_MESSAGE_LENGTH, welcome.maxFrameLength());
    assertEquals(Protocol.MAX_LINES, welcome.maxLines());
    assertEquals(0x1234, welcome.journalIdHigh());
    assertEquals(0x5678, welcome.journalIdLow());
    List<String> channels = new ArrayList<>();
    welcome.channels().forEach(channel -> channels.add(channel.name()));
    assertEquals(rig.engine.config().channels(), channels);
  }

  @Test
  void shouldWelcomeAClientWhoseBytesComeOneByOne() {
    for (byte one : framed(hello())) {
      rig.deliver(new byte[] {one});
    }

    assertEquals(2, rig.answers().get(0).welcome().protocolVersion());
  }

  @Test
  void shouldSayGoodbyeToAnOlderClient() {
    assertGoodbye(
        rig.answerTo(hello(1)),
        ResultCode.NOT_PERMITTED,
        "protocol version 2 is spoken here, not 1");
  }

  @Test
  void shouldSayGoodbyeWhenTheFirstMessageIsNotHello() {
    assertGoodbye(
        rig.answerTo(register(1, "till")), ResultCode.MALFORMED, "the first message must be HELLO");
    assertTrue(rig.engine.published().isEmpty());
  }

  @Test
  void shouldSayGoodbyeToASecondHello() {
    rig.greet();

    assertGoodbye(rig.answerTo(hello()), ResultCode.MALFORMED, "HELLO was said already");
  }

  static List<byte[]> badHellos() {
    byte[] whole = hello();
    byte[] controlCharacter = whole.clone();
    controlCharacter[controlCharacter.length - 1] = 7;
    return List.of(
        Arrays.copyOf(whole, whole.length - 1),
        Arrays.copyOf(whole, whole.length + 1),
        Arrays.copyOf(whole, 10),
        header(0, 1, SCHEMA, 4),
        header(500, 1, SCHEMA, 4),
        controlCharacter);
  }

  @ParameterizedTest
  @MethodSource("badHellos")
  void shouldSayGoodbyeToABadHello(byte[] message) {
    assertGoodbye(rig.answerTo(message), ResultCode.MALFORMED, "HELLO is not well formed");
  }

  // ---- what is malformed ----

  @Test
  void shouldAnswerAMalformedCommandWithItsCode() {
    rig.greet();
    byte[] truncated = Arrays.copyOf(commit(5, 9, "order-1"), 34);

    assertRefused(rig.answerTo(truncated), 5, 9, ResultCode.MALFORMED);
    assertRefused(rig.answerTo(commit(6, 9, "bad@id")), 6, 9, ResultCode.MALFORMED);
    assertRefused(rig.answerTo(commit(0, 9, "order-1")), 0, 9, ResultCode.MALFORMED);
    assertRefused(rig.answerTo(receive(7, 9, new Line(0, 0, 0))), 7, 9, ResultCode.MALFORMED);
    assertRefused(
        rig.answerTo(receive(8, 9, new Line(0, 0, 2_000_000_000))),
        8,
        9,
        ResultCode.LIMIT_EXCEEDED);
    Line[] tooMany = new Line[257];
    Arrays.fill(tooMany, new Line(0, 0, 1));
    assertRefused(rig.answerTo(receive(9, 9, tooMany)), 9, 9, ResultCode.TOO_MANY_LINES);

    assertTrue(rig.engine.published().isEmpty(), "nothing reached the engine");
    assertTrue(rig.channel.isOpen(), "the connection goes on");
  }

  @Test
  void shouldNotPermitInternalCommands() {
    rig.greet();

    assertRefused(rig.answerTo(ClientMessages.tick(3)), 3, 7, ResultCode.NOT_PERMITTED);
    assertRefused(rig.answerTo(ClientMessages.configure(4)), 4, 7, ResultCode.NOT_PERMITTED);

    assertTrue(rig.engine.published().isEmpty());
  }

  @Test
  void shouldAnswerAMalformedQueryWithItsCorrelationId() {
    rig.greet();
    byte[] query = stock(77, 0, 0, EC);

    assertError(rig.answerTo(Arrays.copyOf(query, query.length - 1)), 77, ResultCode.MALFORMED);
    assertError(rig.answerTo(stock(78, 0, 0, 99)), 78, ResultCode.MALFORMED);
    assertError(rig.answerTo(stock(79, -3, 0, EC)), 79, ResultCode.MALFORMED);
    assertError(rig.answerTo(reservation(80, "")), 80, ResultCode.MALFORMED);
    assertError(rig.answerTo(Questions.near(81, 0, EC, 0, 0, 0, 1, 0)), 81, ResultCode.MALFORMED);
    assertError(
        rig.answerTo(Questions.near(82, 0, EC, 0, 0, 0, 2_000_000_000, 1)),
        82,
        ResultCode.LIMIT_EXCEEDED);
    assertError(
        rig.answerTo(Questions.list(83, 0, NO_CHANNEL, StockFilter.LOW, 0, 1)),
        83,
        ResultCode.MALFORMED);
    assertError(rig.answerTo(Questions.subscribe(84, 0, 0, 0, EC, 0)), 84, ResultCode.MALFORMED);
    assertTrue(rig.channel.isOpen());
  }

  static List<byte[]> messagesThatCannotBeAnswered() {
    return List.of(
        header(24, 9, SCHEMA, 40), // unknown templates
        header(24, 999, SCHEMA, 40),
        header(24, 65_535, SCHEMA, 40),
        header(40, CommandReplyDecoder.TEMPLATE_ID, SCHEMA, 40), // what only servers say
        header(1, GoodbyeDecoder.TEMPLATE_ID, SCHEMA, 40),
        header(24, CommitDecoder.TEMPLATE_ID, 1, 40), // another schema
        header(24, CommitDecoder.TEMPLATE_ID, SCHEMA, 0), // no room for request id and session
        header(24, CommitDecoder.TEMPLATE_ID, SCHEMA, 15),
        header(8, CommitDecoder.TEMPLATE_ID, SCHEMA, 40),
        header(24, StockQueryDecoder.TEMPLATE_ID, SCHEMA, 7),
        header(7, StockQueryDecoder.TEMPLATE_ID, SCHEMA, 40));
  }

  @ParameterizedTest
  @MethodSource("messagesThatCannotBeAnswered")
  void shouldSayGoodbyeToWhatCannotBeAnswered(byte[] message) {
    rig.greet();

    Answer answer = rig.answerTo(message);

    assertEquals(ResultCode.MALFORMED, answer.goodbye().code());
    assertFalse(rig.channel.isOpen());
    assertTrue(rig.engine.published().isEmpty());
  }

  @Test
  void shouldSayGoodbyeToABadFrameLength() {
    for (int length : new int[] {0, 7, -1, Protocol.MAX_MESSAGE_LENGTH + 1}) {
      rig.close();
      rig = ConnectionRig.greeted();

      rig.deliver(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());

      assertGoodbye(
          rig.answers().get(0),
          ResultCode.MALFORMED,
          "a frame of " + length + " bytes; a message has 8 to 65536");
    }
  }

  @Test
  void shouldAnswerWhatCameBeforeABadFrameAndSayGoodbyeThen() {
    rig.greet();
    byte[] bad = {0, 0, 0, -1};
    byte[] good = framed(register(1, "till"), stock(5, 0, 0, EC), register(2, "till"));
    rig.deliver(ByteBuffer.allocate(good.length + 4).put(good).put(bad).array());

    List<Answer> before = rig.answers();
    assertEquals(1, before.size(), "only the query is answered so far");
    assertEquals(5, before.get(0).stock().correlationId());
    assertTrue(rig.channel.isOpen());
    rig.send(register(3, "till"));
    assertEquals(2, rig.engine.published().size(), "what comes after the bad frame is ignored");
    rig.answer();

    List<Answer> answers = rig.answers();
    assertEquals(1, answers.get(0).registered().requestId());
    assertEquals(2, answers.get(1).registered().requestId());
    assertEquals(ResultCode.MALFORMED, answers.get(2).goodbye().code());
    assertEquals(3, answers.size());
    assertFalse(rig.channel.isOpen());
  }

  // ---- the ring ----

  @Test
  void shouldShowTheEngineTheCommandsOfOneReadTogether() {
    rig.greet();
    byte[] one = register(1, "a");
    byte[] two = receive(2, 9, new Line(0, 0, 1), new Line(1, 0, 1));
    byte[] three = reservation(3, "order-1");
    byte[] frames = framed(one, stock(5, 0, 0, EC), two, three);

    rig.deliver(frames);

    assertEquals(List.of(3), rig.engine.publications());
    List<FakeEngine.Entry> entries = rig.engine.published();
    assertArrayEquals(one, entries.get(0).message());
    assertTrue(entries.get(0).journaled());
    assertArrayEquals(two, entries.get(1).message());
    assertTrue(entries.get(1).journaled());
    assertArrayEquals(three, entries.get(2).message());
    assertFalse(entries.get(2).journaled(), "a reservation query is not journaled");
  }

  @Test
  void shouldShowTheEngineASplitCommandAndThoseAfterItTogether() {
    rig.greet();
    byte[] one = receive(2, 9, new Line(0, 0, 1));
    byte[] frames = framed(one, register(1, "a"));
    rig.deliver(Arrays.copyOf(frames, 11));

    rig.deliver(Arrays.copyOfRange(frames, 11, frames.length));

    assertEquals(List.of(2), rig.engine.publications());
    assertArrayEquals(one, rig.engine.published().get(0).message());
  }

  @Test
  void shouldHandOverAFewAtATimeSoThatTheEngineNeedNotWaitForTheRest() {
    rig.greet();
    byte[][] messages = new byte[40][];
    Arrays.setAll(messages, i -> register(i + 1, "a"));

    rig.send(messages);

    assertEquals(List.of(16, 16, 8), rig.engine.publications());
  }

  @Test
  void shouldHandOverAllAtOnceWhereABatchIsForced() {
    try (ConnectionRig disk = new ConnectionRig(new FakeEngine(1024, 3_000).atDisk())) {
      disk.greet();
      byte[][] messages = new byte[40][];
      Arrays.setAll(messages, i -> register(i + 1, "a"));

      disk.send(messages);

      assertEquals(List.of(40), disk.engine.publications());
    }
  }

  @Test
  void shouldPublishInPartsWhenOneReadHoldsMoreThanHalfTheRing() {
    ConnectionRig rig = new ConnectionRig(new FakeEngine(1024, 3_000).atDisk());
    rig.greet();
    Line[] lines = new Line[256];
    Arrays.fill(lines, new Line(0, 0, 1));
    byte[] large = receive(1, 9, lines);
    byte[][] messages = new byte[48][];
    Arrays.fill(messages, large);

    rig.send(messages);

    int slots = rig.engine.slotsFor(large.length);
    int inOne = 512 / slots;
    assertEquals(inOne * slots, rig.engine.publications().get(0));
    assertEquals(48, rig.engine.published().size());
    rig.close();
  }

  @Test
  void shouldAnswerOverloadedBeyondItsCredit() {
    rig.greet();
    int credits = 16 + (1024 - 4 * 16) / 8;
    byte[][] messages = new byte[credits + 2][];
    Arrays.setAll(messages, i -> register(i + 1, "a"));
    messages[credits + 1] = reservation(99, "order-1");

    rig.send(messages);

    List<Answer> refused = rig.answers();
    assertEquals(2, refused.size());
    assertRefused(refused.get(0), credits + 1, 0, ResultCode.OVERLOADED);
    assertError(refused.get(1), 99, ResultCode.OVERLOADED);
    rig.answer();
    assertEquals(credits, rig.answers().size(), "what was within the credit is answered");
    rig.send(commit(5, 9, "x"));
    assertEquals(1, rig.engine.published().size(), "and the credit is there again");
  }

  @Test
  void shouldAnswerOverloadedAtOnceWhenTheRingIsFull() {
    rig.greet();
    long taken = rig.engine.claim(1023);
    assertEquals(0, taken);

    rig.send(commit(7, 9, "x"), commit(5, 9, "x"), reservation(6, "x"));

    assertEquals(1, rig.engine.published().size(), "one slot was left");
    List<Answer> refused = rig.answers();
    assertRefused(refused.get(0), 5, 9, ResultCode.OVERLOADED);
    assertError(refused.get(1), 6, ResultCode.OVERLOADED);
    rig.answer();
    assertEquals(ResultCode.SESSION_EXPIRED, rig.answers().get(0).commandReply().code());
  }

  @Test
  void shouldAnswerNoSpaceToCommandsOnlyAndUseUpNothing() {
    // Rule 21: an answer given before the journal does not use up the id.
    rig.greet();
    rig.engine.setDiskFull(true);
    int credits = 16 + (1024 - 4 * 16) / 8;
    for (int i = 0; i < 2 * credits; i++) {
      assertRefused(rig.answerTo(commit(5, 9, "x")), 5, 9, ResultCode.NO_SPACE);
    }
    assertRefused(rig.answerTo(register(1, "till")), 1, 0, ResultCode.NO_SPACE);
    assertRefused(rig.answerTo(commit(6, 9, "bad@id")), 6, 9, ResultCode.MALFORMED);
    assertTrue(rig.engine.published().isEmpty(), "nothing reached the engine");

    assertEquals(77, rig.answerTo(stock(77, 0, 0, EC)).stock().correlationId());
    rig.send(reservation(78, "order-1"));
    rig.answer();
    assertEquals(ResultCode.UNKNOWN_RESERVATION, rig.answers().get(0).reservation().code());

    rig.engine.setDiskFull(false);
    rig.send(register(1, "till"));
    rig.answer();
    assertEquals(ResultCode.OK, rig.answers().get(0).registered().code());
    byte[][] messages = new byte[credits][];
    Arrays.setAll(messages, i -> commit(5 + i, 9, "x"));
    rig.send(messages);
    rig.answer();
    assertEquals(credits, rig.answers().size(), "no credit and no room is lost");
  }

  @Test
  void shouldAnswerOverloadedWhenThereIsNoRoomForTheReply() {
    rig.close();
    rig =
        new ConnectionRig(
                GatewayConfig.defaults().withLimits(new Limits(4, 4096, 256 * 1024, 8 << 20)),
                new FakeEngine(1024))
            .greet();
    byte[][] messages = new byte[40][];
    Arrays.setAll(messages, i -> reservation(i, "order-1"));

    rig.send(messages);

    List<Answer> refused = rig.answers();
    assertFalse(refused.isEmpty());
    refused.forEach(answer -> assertEquals(ResultCode.OVERLOADED, answer.error().code()));
    rig.answer();
    assertEquals(40 - refused.size(), rig.answers().size());
    rig.send(messages);
    assertEquals(refused.size(), rig.answers().size(), "the room was given back");
  }

  @Test
  void shouldReserveRoomForTheLongestReplyThatSomeCommandOfTheSameLengthMayGet() {
    rig.greet();
    long session = sessionOf("till");
    Line[] unknown = new Line[256];
    Arrays.fill(unknown, new Line(50, 50, 1));
    rig.send(receive(1, session, unknown));

    rig.answer();

    CommandReplyDecoder reply = rig.answers().get(0).commandReply();
    assertEquals(ResultCode.OK, reply.code());
    assertEquals(256, reply.lines().count());
  }

  // ---- the end ----

  @Test
  void shouldDropRepliesForAConnectionThatIsGone() {
    rig.greet();
    rig.send(register(1, "a"), register(2, "a"));
    rig.disconnect();
    assertEquals(1, rig.credits.seatsTaken(), "its seat is kept while answers are on their way");

    rig.answer();

    assertTrue(rig.answers().isEmpty());
    assertEquals(0, rig.credits.seatsTaken());
    assertEquals(0, rig.loop.room().inFlight());
  }

  @Test
  void shouldDropAReplyForAnEarlierConnectionInTheSamePlace() {
    rig.greet();
    rig.send(register(1, "a"));
    FakeEngine.Entry earlier = rig.engine.published().get(0);
    rig.answer();
    rig.answers();
    rig.disconnect();
    EmbeddedChannel next = new EmbeddedChannel();
    next.config().setAllocator(rig.allocator);
    rig.loop.accept(next);
    next.writeInbound(rig.allocator.directBuffer().writeBytes(framed(hello(), register(1, "b"))));
    next.releaseOutbound();
    FakeEngine.Entry now = rig.engine.published().get(0);
    assertEquals(earlier.connection(), now.connection());

    rig.router.reply(
        0, earlier.connection(), earlier.generation(), new UnsafeBuffer(new byte[40]), 0, 40);
    rig.router.endOfBatch();
    rig.channel.runPendingTasks();

    assertNull(next.readOutbound());
    next.finishAndReleaseAll();
  }

  private long sessionOf(String client) {
    rig.send(register(1, client));
    rig.answer();
    return rig.answers().get(0).registered().session();
  }

  private void assertGoodbye(Answer answer, ResultCode code, String reason) {
    GoodbyeDecoder goodbye = answer.goodbye();
    assertEquals(code, goodbye.code());
    assertEquals(reason, goodbye.reason());
    assertFalse(rig.channel.isOpen());
  }

  private static void assertRefused(Answer answer, long requestId, long session, ResultCode code) {
    CommandReplyDecoder reply = answer.commandReply();
    assertEquals(requestId, reply.requestId());
    assertEquals(session, reply.session());
    assertEquals(code, reply.code());
    assertEquals(0, reply.sequence(), "never journaled");
    assertEquals(0, reply.lines().count());
  }

  private static void assertError(Answer answer, long correlationId, ResultCode code) {
    ErrorReplyDecoder error = answer.error();
    assertEquals(correlationId, error.correlationId());
    assertEquals(code, error.code());
    assertFalse(error.reason().isEmpty());
  }
}

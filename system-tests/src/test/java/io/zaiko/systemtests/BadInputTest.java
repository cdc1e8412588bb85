package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.AdjustEncoder;
import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.CountEncoder;
import io.zaiko.protocol.sbe.DefineSkuEncoder;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.FulfilEncoder;
import io.zaiko.protocol.sbe.GoodbyeDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.ReturnEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.protocol.sbe.SetSafetyEncoder;
import io.zaiko.protocol.sbe.ShortEncoder;
import io.zaiko.protocol.sbe.TickEncoder;
import io.zaiko.protocol.sbe.YesNo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a client can get wrong, over TCP: the documented code comes back, or a reason, and the state
 * stays as it was.
 */
class BadInputTest {
  private static final short NO_CHANNEL = (short) Protocol.NO_CHANNEL;
  private static final short EC = 1;

  @TempDir Path data;

  private final UnsafeBuffer out = new UnsafeBuffer(new byte[Protocol.MAX_MESSAGE_LENGTH]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CommandReplyDecoder reply = new CommandReplyDecoder();
  private ServerInProcess server;
  private WireConnection connection;
  private long session;
  private long requestId;
  private long stateBefore;

  /** A command with one line; each can carry a wrong quantity or an unknown code. */
  enum LineCommand {
    RECEIVE(true),
    SELL(true),
    RETURN(true),
    ADJUST(true),
    COUNT(true),
    RESERVE(false),
    FULFIL(false),
    SHORT(false),
    RELEASE(false);

    private final boolean fact;

    LineCommand(boolean fact) {
      this.fact = fact;
    }
  }

  @BeforeEach
  void begin() throws IOException {
    server = new ServerInProcess(data);
    connection = new WireConnection(server.port());
    session = connection.register("bad-input").session();
    CommandScript script = new CommandScript(1);
    for (int i = 0; i < CommandScript.SKUS + CommandScript.LOCATIONS; i++) {
      assertEquals(ResultCode.OK, ask(script.encode(++requestId, session, out)));
    }
    assertEquals(ResultCode.OK, askLine(LineCommand.RECEIVE, "sku-1", "店舗-1", 10));
    assertEquals(ResultCode.OK, askLine(LineCommand.RESERVE, "sku-1", "店舗-1", 2));
    stateBefore = server.stateHash();
  }

  @AfterEach
  void end() throws IOException {
    connection.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAWrongQuantityAndChangeNothing_rule1(LineCommand command) throws IOException {
    long belowRange = command == LineCommand.COUNT ? -1 : 0;
    assertEquals(ResultCode.MALFORMED, askLine(command, "sku-1", "店舗-1", belowRange));
    assertEquals(
        ResultCode.LIMIT_EXCEEDED, askLine(command, "sku-1", "店舗-1", Protocol.MAX_QUANTITY + 1));
    assertEquals(ResultCode.LIMIT_EXCEEDED, askLine(command, "sku-1", "店舗-1", Long.MAX_VALUE));
    assertEquals(stateBefore, server.stateHash());
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellWhatIsUnknown_rules7And24(LineCommand command) throws IOException {
    ResultCode forSku = askLine(command, "nobody-knows", "店舗-1", 1);
    ResultCode lineForSku = firstLineCode();
    ResultCode forLocation = askLine(command, "sku-1", "nowhere", 1);
    ResultCode lineForLocation = firstLineCode();
    if (command.fact) {
      assertEquals(ResultCode.OK, forSku);
      assertEquals(ResultCode.UNMATCHED, lineForSku);
      assertEquals(ResultCode.OK, forLocation);
      assertEquals(ResultCode.UNMATCHED, lineForLocation);
    } else {
      assertEquals(ResultCode.UNKNOWN_SKU, forSku);
      assertEquals(ResultCode.UNKNOWN_SKU, lineForSku);
      assertEquals(ResultCode.UNKNOWN_LOCATION, forLocation);
      assertEquals(ResultCode.UNKNOWN_LOCATION, lineForLocation);
    }
    assertEquals(stateBefore, server.stateHash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " leading",
        "trailing ",
        "全角スペース　",
        "a@b",
        "a=b",
        "a,b",
        "tab\there",
        "this-code-is-33-bytes-long-000000"
      })
  void shouldRefuseForbiddenCodes(String code) throws IOException {
    DefineSkuEncoder define = new DefineSkuEncoder();
    define.wrapAndApplyHeader(out, 0, header).requestId(++requestId).session(session);
    define.referenceTime(0).code(code).name("");
    assertEquals(ResultCode.MALFORMED, ask(length(define.encodedLength())));
    for (LineCommand command : LineCommand.values()) {
      assertEquals(ResultCode.MALFORMED, askLine(command, code, "店舗-1", 1), command.name());
      assertEquals(ResultCode.MALFORMED, askLine(command, "sku-1", code, 1), command.name());
    }
    assertEquals(stateBefore, server.stateHash());
  }

  @Test
  void shouldRefuseBadSafetyStock_rules1And3() throws IOException {
    assertEquals(ResultCode.UNKNOWN_SKU, askSafety("nobody-knows", "店舗-1", 3));
    assertEquals(ResultCode.UNKNOWN_LOCATION, askSafety("sku-1", "nowhere", 3));
    assertEquals(ResultCode.MALFORMED, askSafety("sku-1", "店舗-1", -1));
    assertEquals(ResultCode.LIMIT_EXCEEDED, askSafety("sku-1", "店舗-1", Protocol.MAX_QUANTITY + 1));
    assertEquals(ResultCode.MALFORMED, askSafety("sku-1", "a,b", 3));
    assertEquals(stateBefore, server.stateHash());
  }

  private ResultCode askSafety(String sku, String location, long quantity) throws IOException {
    SetSafetyEncoder safety = new SetSafetyEncoder();
    safety.wrapAndApplyHeader(out, 0, header).requestId(++requestId).session(session);
    safety.referenceTime(0).quantity(quantity).sku(-1).location(-2).channel(EC).forSku(YesNo.YES);
    safety.codesCount(2).next().code(sku).next().code(location);
    return ask(length(safety.encodedLength()));
  }

  @Test
  void shouldRefuse257Lines() throws IOException {
    SellEncoder sell = new SellEncoder();
    sell.wrapAndApplyHeader(out, 0, header).requestId(++requestId).session(session);
    sell.referenceTime(0)
        .occurredAt(0)
        .deviceSequence(0)
        .channel(NO_CHANNEL)
        .policy(SellPolicy.RECORD);
    SellEncoder.LinesEncoder lines = sell.linesCount(Protocol.MAX_LINES + 1);
    for (int i = 0; i <= Protocol.MAX_LINES; i++) {
      lines.next().sku(0).location(0).quantity(1);
    }
    sell.codesCount(0);
    sell.reference("").redeems("").device("");
    assertEquals(ResultCode.TOO_MANY_LINES, ask(length(sell.encodedLength())));
    assertEquals(stateBefore, server.stateHash());
  }

  @Test
  void shouldNotLetAClientMakeTimePass_rule25() throws IOException {
    TickEncoder tick = new TickEncoder();
    tick.wrapAndApplyHeader(out, 0, header).requestId(++requestId).session(session);
    tick.referenceTime(0);
    assertEquals(ResultCode.NOT_PERMITTED, ask(length(tick.encodedLength())));
    assertEquals(stateBefore, server.stateHash());
  }

  @Test
  void shouldAnswerATruncatedMessageAndGoOn() throws IOException {
    int whole = encodeLine(LineCommand.SELL, "sku-1", "店舗-1", 1);
    for (int cut = whole - 1; cut > MessageHeaderEncoder.ENCODED_LENGTH + 16; cut--) {
      assertEquals(ResultCode.MALFORMED, ask(cut), "cut to " + cut + " bytes");
    }
    assertEquals(stateBefore, server.stateHash());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {-1, Integer.MIN_VALUE, 0, Protocol.MAX_MESSAGE_LENGTH + 1, Integer.MAX_VALUE})
  void shouldSayWhyItClosesAfterABrokenFrame(int frameLength) throws IOException {
    byte[] frame =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(frameLength).array();
    connection.sendRaw(frame);
    connection.flush();
    assertEquals(GoodbyeDecoder.TEMPLATE_ID, connection.receive());
    String reason = connection.goodbyeReason();
    assertTrue(!reason.isEmpty() && !reason.contains("Exception"), reason);
    assertTrue(connection.isClosedByServer());
    assertEquals(stateBefore, server.stateHash());
  }

  private ResultCode askLine(LineCommand command, String sku, String location, long quantity)
      throws IOException {
    return ask(encodeLine(command, sku, location, quantity));
  }

  private int encodeLine(LineCommand command, String sku, String location, long quantity) {
    requestId++;
    return switch (command) {
      case RECEIVE, SELL, RETURN, ADJUST, COUNT -> encodeFact(command, sku, location, quantity);
      default -> encodeRequest(command, sku, location, quantity);
    };
  }

  private int encodeFact(LineCommand command, String sku, String location, long quantity) {
    return switch (command) {
      case RECEIVE -> {
        ReceiveEncoder message = new ReceiveEncoder();
        message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
        message.referenceTime(0).occurredAt(0).deviceSequence(0).channel(NO_CHANNEL);
        message.linesCount(1).next().sku(-1).location(-2).quantity(quantity);
        message.codesCount(2).next().code(sku).next().code(location);
        message.reference("").reason("").device("");
        yield length(message.encodedLength());
      }
      case SELL -> {
        SellEncoder message = new SellEncoder();
        message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
        message
            .referenceTime(0)
            .occurredAt(0)
            .deviceSequence(0)
            .channel(NO_CHANNEL)
            .policy(SellPolicy.RECORD);
        message.linesCount(1).next().sku(-1).location(-2).quantity(quantity);
        message.codesCount(2).next().code(sku).next().code(location);
        message.reference("").redeems("").device("");
        yield length(message.encodedLength());
      }
      case RETURN -> {
        ReturnEncoder message = new ReturnEncoder();
        message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
        message
            .referenceTime(0)
            .occurredAt(0)
            .deviceSequence(0)
            .channel(NO_CHANNEL)
            .disposition(Disposition.RESELLABLE);
        message.linesCount(1).next().sku(-1).location(-2).quantity(quantity);
        message.codesCount(2).next().code(sku).next().code(location);
        message.reservationId("").reference("").device("");
        yield length(message.encodedLength());
      }
      case ADJUST -> {
        AdjustEncoder message = new AdjustEncoder();
        message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
        message.referenceTime(0).occurredAt(0).deviceSequence(0).channel(NO_CHANNEL);
        message.linesCount(1).next().sku(-1).location(-2).quantity(quantity);
        message.codesCount(2).next().code(sku).next().code(location);
        message.reference("").reason("").device("");
        yield length(message.encodedLength());
      }
      case COUNT -> {
        CountEncoder message = new CountEncoder();
        message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
        message
            .referenceTime(0)
            .cut(0)
            .expected(0)
            .expects(YesNo.NO)
            .bucket(Bucket.SELLABLE)
            .channel(NO_CHANNEL);
        message.linesCount(1).next().sku(-1).location(-2).quantity(quantity);
        message.codesCount(2).next().code(sku).next().code(location);
        message.reference("");
        yield length(message.encodedLength());
      }
      default -> throw new IllegalArgumentException(command + " is no fact");
    };
  }

  private int encodeRequest(LineCommand command, String sku, String location, long quantity) {
    return switch (command) {
      case RESERVE -> {
        ReserveEncoder message = new ReserveEncoder();
        message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
        message.referenceTime(0).hold(3_600_000_000L).deadline(0).channel(EC).flags().clear();
        message.linesCount(1).next().sku(-1).location(-2).quantity(quantity);
        message.codesCount(2).next().code(sku).next().code(location);
        message.choicesCount(0);
        message.reservationId("held-" + requestId).supersedes("");
        yield length(message.encodedLength());
      }
      case FULFIL -> {
        FulfilEncoder message = new FulfilEncoder();
        message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
        message.referenceTime(0);
        message.linesCount(1).next().sku(-1).location(-2).quantity(quantity);
        message.codesCount(2).next().code(sku).next().code(location);
        message.reservationId("held-" + requestId);
        yield length(message.encodedLength());
      }
      case SHORT -> {
        ShortEncoder message = new ShortEncoder();
        message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
        message.referenceTime(0).flags().clear();
        message.linesCount(1).next().sku(-1).location(-2).quantity(quantity);
        message.codesCount(2).next().code(sku).next().code(location);
        message.reservationId("held-" + requestId);
        yield length(message.encodedLength());
      }
      case RELEASE -> {
        ReleaseEncoder message = new ReleaseEncoder();
        message.wrapAndApplyHeader(out, 0, header).requestId(requestId).session(session);
        message.referenceTime(0);
        message.linesCount(1).next().sku(-1).location(-2).quantity(quantity);
        message.codesCount(2).next().code(sku).next().code(location);
        message.reservationId("held-" + requestId);
        yield length(message.encodedLength());
      }
      default -> throw new IllegalArgumentException(command + " is no request");
    };
  }

  private static int length(int bodyLength) {
    return MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
  }

  /** Sends what is encoded and returns the code of its reply. */
  private ResultCode ask(int messageLength) throws IOException {
    connection.send(out, messageLength);
    connection.flush();
    assertEquals(CommandReplyDecoder.TEMPLATE_ID, connection.receive());
    return reply.wrapAndApplyHeader(connection.message(), 0, connection.header()).code();
  }

  private ResultCode firstLineCode() {
    return reply.lines().next().code();
  }
}

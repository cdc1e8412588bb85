package io.zaiko.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.engine.reference.Action;
import io.zaiko.engine.reference.Answer;
import io.zaiko.engine.reference.Answer.LineReply;
import io.zaiko.engine.reference.Answer.ReservationLine;
import io.zaiko.engine.reference.Ref;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ReservationQueryEncoder;
import io.zaiko.protocol.sbe.ReservationReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the real engine answers, brought into the reference's words. */
public final class EngineAnswers {
  private static final long CORRELATION = 4711;

  private final CommandDispatcher dispatcher;
  private final AvailabilityReader reader;
  private final ExpandableArrayBuffer query = new ExpandableArrayBuffer();
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);
  private final UnsafeBuffer code = new UnsafeBuffer(new byte[Protocol.MAX_CODE_LENGTH]);
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  public EngineAnswers(CommandDispatcher dispatcher) {
    this.dispatcher = dispatcher;
    this.reader = dispatcher.newReader();
  }

  /**
   * Decodes the reply to an action, and checks that it is addressed as the action was.
   *
   * @param session that the message was sent in
   */
  public Answer reply(Action action, long session, DirectBuffer buffer, int length) {
    header.wrap(buffer, 0);
    if (action instanceof Action.Register) {
      RegisteredDecoder registered = new RegisteredDecoder();
      registered.wrapAndApplyHeader(buffer, 0, header);
      assertEquals(ResultCode.OK, registered.code());
      assertEquals(action.requestId(), registered.requestId());
      assertEquals(Durability.PROCESS, registered.durability());
      assertEquals(length, MessageHeaderDecoder.ENCODED_LENGTH + registered.sbeDecodedLength());
      return new Answer.Registered(
          registered.session(),
          registered.sequence(),
          registered.time(),
          registered.highestRequestId());
    }
    CommandReplyDecoder decoded = new CommandReplyDecoder();
    decoded.wrapAndApplyHeader(buffer, 0, header);
    assertEquals(action.requestId(), decoded.requestId());
    assertEquals(session, decoded.session());
    assertEquals(Durability.PROCESS, decoded.durability());
    assertEquals(length, MessageHeaderDecoder.ENCODED_LENGTH + decoded.sbeDecodedLength());
    List<LineReply> lines = new ArrayList<>();
    for (CommandReplyDecoder.LinesDecoder line : decoded.lines()) {
      lines.add(new LineReply(line.line(), line.code(), line.quantity()));
    }
    return new Answer.Reply(
        decoded.code(),
        decoded.sequence(),
        decoded.time(),
        decoded.flags().repeated(),
        decoded.oversellsOpened(),
        lines);
  }

  private static DirectBuffer bytes(String text) {
    return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
  }

  public int skuHandle(String code) {
    DirectBuffer bytes = bytes(code);
    return reader.skuHandle(bytes, 0, bytes.capacity());
  }

  public int locationHandle(String code) {
    DirectBuffer bytes = bytes(code);
    return reader.locationHandle(bytes, 0, bytes.capacity());
  }

  public String skuCode(int handle) {
    int length = reader.copySkuCode(handle, code, 0);
    return code.getStringWithoutLengthUtf8(0, length);
  }

  public String locationCode(int handle) {
    int length = reader.copyLocationCode(handle, code, 0);
    return code.getStringWithoutLengthUtf8(0, length);
  }

  public Answer.Stock stock(String sku, String location, int channel) {
    if (skuHandle(sku) < 0) {
      return unknown(ResultCode.UNKNOWN_SKU);
    }
    if (locationHandle(location) < 0) {
      return unknown(ResultCode.UNKNOWN_LOCATION);
    }
    reader.read(skuHandle(sku), locationHandle(location), channel);
    assertEquals(locationHandle(location), reader.location());
    return lastRead();
  }

  private static Answer.Stock unknown(ResultCode code) {
    return new Answer.Stock(code, 0, 0, 0, 0, 0, 0, 0);
  }

  private Answer.Stock lastRead() {
    assertEquals(0, reader.inTransit(), "nothing moves between locations yet");
    return new Answer.Stock(
        ResultCode.OK,
        reader.ats(),
        reader.sellable(),
        reader.reserved(),
        reader.safety(),
        reader.damaged(),
        reader.qualityControl(),
        reader.blocked());
  }

  public Answer.Everywhere everywhere(String sku, int channel) {
    int handle = skuHandle(sku);
    if (handle < 0) {
      return new Answer.Everywhere(ResultCode.UNKNOWN_SKU, 0, Map.of());
    }
    Map<String, Answer.Stock> locations = new LinkedHashMap<>();
    long networkAts = 0;
    for (int n = 0; n < reader.placeCount(handle); n++) {
      if (!reader.readAt(handle, n, channel)) {
        continue;
      }
      networkAts += promisable(channel);
      Answer.Stock read = lastRead();
      locations.put(locationCode(reader.location()), read);
    }
    return new Answer.Everywhere(ResultCode.OK, networkAts, locations);
  }

  private long promisable(int channel) {
    return channel == Protocol.NO_CHANNEL ? Math.max(0, reader.atf()) : reader.ats();
  }

  /** What each line of a basket can have. */
  List<Answer.BasketLine> basketLines(List<Action.Line> lines, int channel) {
    List<Answer.BasketLine> answers = new ArrayList<>();
    for (Action.Line line : lines) {
      int sku = handle(line.sku(), this::skuHandle, reader.skuCount());
      int location = handle(line.location(), this::locationHandle, reader.locationCount());
      if (sku < 0 || location < 0) {
        ResultCode code = sku < 0 ? ResultCode.UNKNOWN_SKU : ResultCode.UNKNOWN_LOCATION;
        answers.add(new Answer.BasketLine(0, code));
      } else {
        reader.read(sku, location, channel);
        answers.add(new Answer.BasketLine(promisable(channel), ResultCode.OK));
      }
    }
    return answers;
  }

  private static int handle(Ref ref, ToIntFunction<String> find, int count) {
    if (ref instanceof Ref.Code code) {
      return find.applyAsInt(code.text());
    }
    int number = ((Ref.Handle) ref).number();
    return number < count ? number : -1;
  }

  /** Signed ATF of a pair of handles. */
  public int atf(int sku, int location) {
    reader.read(sku, location, Protocol.NO_CHANNEL);
    return reader.atf();
  }

  long reserved(int sku, int location) {
    reader.read(sku, location, Protocol.NO_CHANNEL);
    return reader.reserved();
  }

  int skuCount() {
    return reader.skuCount();
  }

  int locationCount() {
    return reader.locationCount();
  }

  /** Sequence and time that readers are shown. */
  long[] position() {
    reader.readPosition();
    return new long[] {reader.sequence(), reader.timeMicros()};
  }

  public Answer.Reservation reservation(String id, long sequence, long time) {
    int queryLength =
        MessageHeaderEncoder.ENCODED_LENGTH
            + new ReservationQueryEncoder()
                .wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
                .correlationId(CORRELATION)
                .reservationId(id)
                .encodedLength();
    int length = dispatcher.answer(query, 0, queryLength, reply, 0);
    ReservationReplyDecoder decoded = new ReservationReplyDecoder();
    decoded.wrapAndApplyHeader(reply, 0, header);
    assertEquals(CORRELATION, decoded.correlationId());
    assertEquals(sequence, decoded.sequence());
    assertEquals(time, decoded.time());
    assertEquals(length, MessageHeaderDecoder.ENCODED_LENGTH + decoded.sbeDecodedLength());
    List<int[]> numbers = new ArrayList<>();
    for (ReservationReplyDecoder.LinesDecoder line : decoded.lines()) {
      numbers.add(
          new int[] {
            line.sku(),
            line.location(),
            line.requested(),
            line.open(),
            line.fulfilled(),
            line.released(),
            line.expired(),
            line.shorted()
          });
    }
    return new Answer.Reservation(
        decoded.code(), decoded.state(), decoded.channel(), decoded.expiresAt(), lines(numbers));
  }

  private List<ReservationLine> lines(List<int[]> numbers) {
    return numbers.stream()
        .map(
            n ->
                new ReservationLine(
                    skuCode(n[0]), locationCode(n[1]), n[2], n[3], n[4], n[5], n[6], n[7]))
        .toList();
  }
}

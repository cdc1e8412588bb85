package io.zaiko.bench.load;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.FRAME_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyEncoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.HelloDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.RegisterDecoder;
import io.zaiko.protocol.sbe.RegisteredEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockQueryDecoder;
import io.zaiko.protocol.sbe.StockReplyEncoder;
import io.zaiko.protocol.sbe.WelcomeEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers every message of a load at once with a ready-made frame of the kind and size that Zaiko
 * would send, in which only the ids are put in. What a server costs that keeps nothing. One thread.
 */
final class CannedAnswers {
  /** No answer is longer. */
  static final int MOST_LENGTH = 128;

  private static final int BODY = FRAME_HEADER_LENGTH + MESSAGE_HEADER_LENGTH;
  private static final int REQUEST_WINDOW = 1_024;

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final UnsafeBuffer welcome;
  private final UnsafeBuffer registered;
  private final UnsafeBuffer command;
  private final UnsafeBuffer stock;

  /**
   * @param credits commands in flight to grant
   */
  CannedAnswers(int credits) {
    welcome = welcome(credits);
    registered = registered();
    command = command();
    stock = stock();
  }

  /**
   * Puts the answer's frame into a buffer, which has {@link #MOST_LENGTH} bytes left.
   *
   * @param offset where the message begins, after its frame header
   * @return the frame's length
   */
  int answer(DirectBuffer in, int offset, MutableDirectBuffer out, int outOffset) {
    int template =
        in.getShort(offset + MessageHeaderDecoder.templateIdEncodingOffset(), BYTE_ORDER);
    return switch (template) {
      case StockQueryDecoder.TEMPLATE_ID -> put(stock, in, offset, Long.BYTES, out, outOffset);
      case HelloDecoder.TEMPLATE_ID -> put(welcome, in, offset, 0, out, outOffset);
      case RegisterDecoder.TEMPLATE_ID -> put(registered, in, offset, Long.BYTES, out, outOffset);
      default -> put(command, in, offset, 2 * Long.BYTES, out, outOffset);
    };
  }

  /** Requests and answers begin with the same ids. */
  private static int put(
      UnsafeBuffer answer,
      DirectBuffer in,
      int offset,
      int idBytes,
      MutableDirectBuffer out,
      int outOffset) {
    out.putBytes(outOffset, answer, 0, answer.capacity());
    out.putBytes(outOffset + BODY, in, offset + MESSAGE_HEADER_LENGTH, idBytes);
    return answer.capacity();
  }

  private UnsafeBuffer welcome(int credits) {
    UnsafeBuffer frame = newFrame();
    WelcomeEncoder message = new WelcomeEncoder();
    message
        .wrapAndApplyHeader(frame, FRAME_HEADER_LENGTH, header)
        .protocolVersion(Protocol.PROTOCOL_VERSION)
        .durability(Durability.PROCESS)
        .credits(credits)
        .maxFrameLength(Protocol.MAX_MESSAGE_LENGTH)
        .maxLines(Protocol.MAX_LINES)
        .requestWindow(REQUEST_WINDOW)
        .journalIdHigh(0)
        .journalIdLow(0)
        .channelsCount(0);
    return framed(frame, message.encodedLength());
  }

  private UnsafeBuffer registered() {
    UnsafeBuffer frame = newFrame();
    RegisteredEncoder message = new RegisteredEncoder();
    message
        .wrapAndApplyHeader(frame, FRAME_HEADER_LENGTH, header)
        .session(1)
        .sequence(1)
        .time(1)
        .highestRequestId(0)
        .code(ResultCode.OK)
        .durability(Durability.PROCESS);
    return framed(frame, message.encodedLength());
  }

  private UnsafeBuffer command() {
    UnsafeBuffer frame = newFrame();
    CommandReplyEncoder message = new CommandReplyEncoder();
    message
        .wrapAndApplyHeader(frame, FRAME_HEADER_LENGTH, header)
        .sequence(1)
        .time(1)
        .code(ResultCode.OK)
        .durability(Durability.PROCESS)
        .oversellsOpened(0)
        .endangered(0)
        .deviceGaps(0);
    message.linesCount(0);
    message.firstEndangeredCount(0);
    return framed(frame, message.encodedLength());
  }

  private UnsafeBuffer stock() {
    UnsafeBuffer frame = newFrame();
    StockReplyEncoder message = new StockReplyEncoder();
    message
        .wrapAndApplyHeader(frame, FRAME_HEADER_LENGTH, header)
        .sequence(1)
        .time(1)
        .ats(1)
        .sellable(1)
        .quota(Protocol.NO_QUOTA)
        .code(ResultCode.OK);
    return framed(frame, message.encodedLength());
  }

  private static UnsafeBuffer newFrame() {
    return new UnsafeBuffer(new byte[MOST_LENGTH]);
  }

  private static UnsafeBuffer framed(UnsafeBuffer frame, int bodyLength) {
    int length = MESSAGE_HEADER_LENGTH + bodyLength;
    frame.putInt(0, length, BYTE_ORDER);
    return new UnsafeBuffer(frame, 0, FRAME_HEADER_LENGTH + length);
  }
}

package io.zaiko.replay;

import io.zaiko.engine.recovery.ReplayHook.ReplayedCommand;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.AdjustDecoder;
import io.zaiko.protocol.sbe.CommitDecoder;
import io.zaiko.protocol.sbe.CountDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.ReceiveDecoder;
import io.zaiko.protocol.sbe.ReserveDecoder;
import io.zaiko.protocol.sbe.ReturnDecoder;
import io.zaiko.protocol.sbe.SellDecoder;
import io.zaiko.protocol.sbe.SetBandsDecoder;
import io.zaiko.protocol.sbe.SetQuotaDecoder;
import io.zaiko.protocol.sbe.SetSafetyDecoder;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * Reads the fields that journaled commands have in common, without a case for each: every command
 * starts with the same three fields, and has its groups and texts where its {@link MessageShape}
 * says. Reused; not thread safe.
 */
final class CommandReading {
  private static final int NO_OFFSET = -1;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommitDecoder anyCommand = new CommitDecoder();
  private final MessageLines lines = new MessageLines();
  private DirectBuffer buffer;
  private int blockOffset;
  private int textsOffset;
  private MessageShape shape;
  private boolean isReadable;

  /** Takes a command; it stays readable as long as the command does. */
  CommandReading wrap(ReplayedCommand command) {
    isReadable = true;
    buffer = command.buffer();
    header.wrap(buffer, command.offset());
    shape = MessageShape.of(header.templateId());
    blockOffset = command.offset() + Protocol.MESSAGE_HEADER_LENGTH;
    anyCommand.wrap(buffer, blockOffset, header.blockLength(), header.version());
    textsOffset =
        switch (shape.groups()) {
          case LINES, LINES_AND_CHOICES, SKU_LINES, RELOCATIONS ->
              lines.wrap(buffer, command.offset()).limit();
          case CODES -> lines.wrapCodes(buffer, command.offset()).limit();
          default -> blockOffset + header.blockLength();
        };
    return this;
  }

  /** Takes a message of which nothing but its shape can be read, if it has one. */
  CommandReading wrapUnreadable(ReplayedCommand command) {
    shape = MessageShape.of(header.wrap(command.buffer(), command.offset()).templateId());
    isReadable = false;
    return this;
  }

  /** Whether more than the shape can be asked for. */
  boolean isReadable() {
    return isReadable;
  }

  /** What the message is; null if it cannot be read and is nothing known. */
  MessageShape shape() {
    return shape;
  }

  long requestId() {
    return anyCommand.requestId();
  }

  long session() {
    return anyCommand.session();
  }

  /** In microseconds since the epoch; 0 = not given. */
  long referenceTimeMicros() {
    return anyCommand.referenceTime();
  }

  /** Index of the channel that the message names, or {@link Protocol#NO_CHANNEL}. */
  int channel() {
    int offset = channelOffset(shape);
    return offset == NO_OFFSET ? Protocol.NO_CHANNEL : buffer.getByte(blockOffset + offset) & 0xFF;
  }

  private static int channelOffset(MessageShape shape) {
    return switch (shape) {
      case SET_SAFETY -> SetSafetyDecoder.channelEncodingOffset();
      case SET_QUOTA -> SetQuotaDecoder.channelEncodingOffset();
      case SET_BANDS -> SetBandsDecoder.channelEncodingOffset();
      case RECEIVE -> ReceiveDecoder.channelEncodingOffset();
      case SELL -> SellDecoder.channelEncodingOffset();
      case RETURN -> ReturnDecoder.channelEncodingOffset();
      case ADJUST -> AdjustDecoder.channelEncodingOffset();
      case COUNT -> CountDecoder.channelEncodingOffset();
      case RESERVE -> ReserveDecoder.channelEncodingOffset();
      default -> NO_OFFSET;
    };
  }

  /** Business time that a fact states, in microseconds since the epoch; 0 = not given. */
  long occurredAtMicros() {
    int offset =
        switch (shape) {
          case RECEIVE -> ReceiveDecoder.occurredAtEncodingOffset();
          case SELL -> SellDecoder.occurredAtEncodingOffset();
          case RETURN -> ReturnDecoder.occurredAtEncodingOffset();
          case ADJUST -> AdjustDecoder.occurredAtEncodingOffset();
          default -> NO_OFFSET;
        };
    return offset == NO_OFFSET ? 0 : buffer.getLong(blockOffset + offset, Protocol.BYTE_ORDER);
  }

  /** Points at the n-th text of the message, from 0. */
  TextRef text(int index, TextRef into) {
    int position = textsOffset;
    for (int i = 0; i < index; i++) {
      position += 1 + (buffer.getByte(position) & 0xFF);
    }
    return into.set(buffer, position + 1, buffer.getByte(position) & 0xFF);
  }

  /** Lines and codes; only of a shape that has them. */
  MessageLines lines() {
    return lines;
  }

  /** A code that stands in the message itself; {@code ref} is below 0. */
  String inlineCode(int ref) {
    int index = Protocol.codeIndex(ref);
    return buffer.getStringWithoutLengthUtf8(lines.codeOffset(index), lines.codeLength(index));
  }

  /** Wraps a decoder around the fixed part; it must be that of the command's shape. */
  <D extends MessageDecoderFlyweight> D fixed(D decoder) {
    decoder.wrap(buffer, blockOffset, header.blockLength(), header.version());
    return decoder;
  }
}

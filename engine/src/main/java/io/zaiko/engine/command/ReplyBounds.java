package io.zaiko.engine.command;

import io.zaiko.engine.core.Outcome;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyEncoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.RegisteredEncoder;
import io.zaiko.protocol.sbe.SellDecoder;
import io.zaiko.protocol.sbe.SellPolicy;
import org.agrona.DirectBuffer;

/**
 * How long the reply to a message can become, as far as the message itself tells, so that room for
 * it can be set aside before the engine sees it. Messages must have passed the syntax check.
 *
 * <p>One instance per thread. Allocates nothing.
 */
public final class ReplyBounds {
  /** A reply to a command without entries in its groups, in bytes. */
  static final int LENGTH_WITHOUT_ENTRIES =
      Protocol.MESSAGE_HEADER_LENGTH
          + CommandReplyEncoder.BLOCK_LENGTH
          + CommandReplyEncoder.LinesEncoder.sbeHeaderSize()
          + CommandReplyEncoder.FirstEndangeredEncoder.sbeHeaderSize();

  private static final int REGISTERED_LENGTH =
      Protocol.MESSAGE_HEADER_LENGTH + RegisteredEncoder.BLOCK_LENGTH;

  /** What the endangered reservations that a reply names add to it at most, in bytes. */
  static final int ENDANGERED_LENGTH =
      Protocol.MAX_ENDANGERED_NAMED
          * (CommandReplyEncoder.FirstEndangeredEncoder.sbeBlockLength()
              + 1
              + Protocol.MAX_ID_LENGTH);

  private final MessageLines lines = new MessageLines();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final SellDecoder sell = new SellDecoder();

  /**
   * Longest reply to a command, or to a query that the engine's thread answers, in bytes, its
   * message header included.
   */
  public int maxLength(MessageShape shape, DirectBuffer message, int offset) {
    return switch (shape) {
      case RESERVATION_QUERY -> ReservationAnswers.MAX_RESERVATION_LENGTH;
      case OPEN_RESERVATIONS_QUERY -> ReservationAnswers.MAX_PAGE_LENGTH;
      case ENDANGERED_QUERY -> RingAnswers.MAX_ENDANGERED_LENGTH;
      case DEVICE_QUERY -> RingAnswers.MAX_DEVICE_LENGTH;
      case REGISTER -> Math.max(REGISTERED_LENGTH, LENGTH_WITHOUT_ENTRIES);
      default ->
          LENGTH_WITHOUT_ENTRIES
              + mostLines(shape, message, offset)
                  * CommandReplyEncoder.LinesEncoder.sbeBlockLength()
              + (mayNameEndangered(shape, message, offset) ? ENDANGERED_LENGTH : 0);
    };
  }

  /** Entries in the line list of a reply at most, be it the first answer or a repeated one. */
  public int mostLines(MessageShape shape, DirectBuffer command, int offset) {
    if (!shape.groups().haveLines()) {
      return 0;
    }
    int count = MessageLines.firstGroupCount(command, offset);
    return switch (shape) {
      // A line can be without its reservation and counted already.
      case SELL, RETURN -> 2 * count;
      case RESERVE -> count + mostPlaces(count, command, offset);
      default -> count;
    };
  }

  /**
   * Places that lines with choices are told of: at most as many as there are choices, but a region
   * stands for any number. Each place but a line's last has nothing left then, so that all lines
   * together come to the pairs of a reservation and one more each; see {@link Outcome}.
   */
  private int mostPlaces(int lineCount, DirectBuffer command, int offset) {
    lines.wrap(command, offset);
    int most = Math.min(Protocol.MAX_LINES + lineCount, Outcome.MAX_LINE_RESULTS - lineCount);
    for (int choice = 0; choice < lines.choiceCount(); choice++) {
      if (lines.choiceIsRegion(choice)) {
        return most;
      }
    }
    return Math.min(most, lines.choiceCount());
  }

  private boolean mayNameEndangered(MessageShape shape, DirectBuffer command, int offset) {
    return switch (shape) {
      case ADJUST, COUNT, TRANSFER_DISPATCH -> true;
      case SELL -> sell.wrapAndApplyHeader(command, offset, header).policy() != SellPolicy.RECORD;
      default -> false;
    };
  }
}

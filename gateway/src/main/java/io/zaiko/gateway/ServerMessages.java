package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.MAX_LINES;
import static io.zaiko.protocol.Protocol.MAX_MESSAGE_LENGTH;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.PROTOCOL_VERSION;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyEncoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ErrorReplyEncoder;
import io.zaiko.protocol.sbe.GoodbyeEncoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.WelcomeEncoder;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * What the gateway says by itself: greeting, farewell, and refusals of what never reaches the
 * journal. Refusals allocate nothing. Used by one I/O thread.
 */
final class ServerMessages {
  /** No GOODBYE, ERROR_REPLY or refusing COMMAND_REPLY is longer. */
  static final int MAX_LENGTH = 512;

  private static final int LONGEST_TEXT = 254;
  private static final byte[][] REASONS = new byte[ResultCode.PLACED.value() + 1][];

  static {
    for (ResultCode code : ResultCode.values()) {
      if (code != ResultCode.NULL_VAL) {
        REASONS[code.value()] = reason(code).getBytes(UTF_8);
      }
    }
  }

  private final EngineConfig config;
  private final Durability durability;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final WelcomeEncoder welcome = new WelcomeEncoder();
  private final GoodbyeEncoder goodbye = new GoodbyeEncoder();
  private final CommandReplyEncoder commandReply = new CommandReplyEncoder();
  private final ErrorReplyEncoder errorReply = new ErrorReplyEncoder();

  ServerMessages(EngineConfig config, Durability durability) {
    this.config = config;
    this.durability = durability;
  }

  private static String reason(ResultCode code) {
    return switch (code) {
      case MALFORMED -> "not a well-formed query";
      case TOO_MANY_LINES -> "more than " + MAX_LINES + " lines";
      case LIMIT_EXCEEDED -> "a quantity beyond " + Protocol.MAX_QUANTITY;
      case OVERLOADED -> "no room in the pipeline; try again";
      default -> code.name();
    };
  }

  /** Bytes that {@link #welcome} takes at most. */
  int maxWelcomeLength() {
    return MESSAGE_HEADER_LENGTH
        + WelcomeEncoder.BLOCK_LENGTH
        + MessageLines.GROUP_HEADER_LENGTH
        + Protocol.MAX_CHANNELS * (1 + LONGEST_TEXT);
  }

  /** Encodes WELCOME; returns its length. */
  int welcome(MutableDirectBuffer to, int offset, int credits) {
    List<String> channels = config.channels();
    welcome
        .wrapAndApplyHeader(to, offset, header)
        .protocolVersion(PROTOCOL_VERSION)
        .durability(durability)
        .credits(credits)
        .maxFrameLength(MAX_MESSAGE_LENGTH)
        .maxLines(MAX_LINES)
        .requestWindow(config.requestWindow())
        .journalIdHigh(config.journalIdHigh())
        .journalIdLow(config.journalIdLow());
    WelcomeEncoder.ChannelsEncoder names = welcome.channelsCount(channels.size());
    for (String channel : channels) {
      names.next().name(channel);
    }
    return MESSAGE_HEADER_LENGTH + welcome.encodedLength();
  }

  /** Encodes GOODBYE; returns its length. */
  int goodbye(MutableDirectBuffer to, int offset, ResultCode code, String reason) {
    goodbye.wrapAndApplyHeader(to, offset, header).code(code).reason(reason);
    return MESSAGE_HEADER_LENGTH + goodbye.encodedLength();
  }

  /** Encodes the answer to a command that was refused before the journal; returns its length. */
  int refusedCommand(
      MutableDirectBuffer to, int offset, long requestId, long session, ResultCode code) {
    commandReply
        .wrapAndApplyHeader(to, offset, header)
        .requestId(requestId)
        .session(session)
        .sequence(0)
        .time(0)
        .code(code)
        .durability(durability)
        .oversellsOpened(0)
        .endangered(0)
        .deviceGaps(0);
    commandReply.flags().clear();
    commandReply.linesCount(0);
    commandReply.firstEndangeredCount(0);
    return MESSAGE_HEADER_LENGTH + commandReply.encodedLength();
  }

  /** Encodes the answer to a query that was refused; returns its length. */
  int refusedQuery(MutableDirectBuffer to, int offset, long correlationId, ResultCode code) {
    byte[] reason = REASONS[code.value()];
    errorReply
        .wrapAndApplyHeader(to, offset, header)
        .correlationId(correlationId)
        .code(code)
        .putReason(reason, 0, reason.length);
    return MESSAGE_HEADER_LENGTH + errorReply.encodedLength();
  }
}

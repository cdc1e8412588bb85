package io.zaiko.client;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.sbe.*;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Gives each message of the server to the one that waits for it. Event loop only. */
final class AnswerRouter {
  private final Decoders decoders;
  private final CommandSession session;
  private final QueryBook queries;

  AnswerRouter(Decoders decoders, CommandSession session, QueryBook queries) {
    this.decoders = decoders;
    this.session = session;
    this.queries = queries;
  }

  /**
   * Takes an answer of any kind.
   *
   * @throws ZaikoProtocolException if it is none
   */
  void route(int templateId, DirectBuffer message) {
    switch (templateId) {
      case CommandReplyDecoder.TEMPLATE_ID -> session.answered(commandAnswer(message));
      case RegisteredDecoder.TEMPLATE_ID -> {
        RegisteredDecoder reply = decoders.registered(message);
        session.registered(
            reply.code(), reply.requestId(), reply.session(), reply.highestRequestId());
      }
      case ResolvedDecoder.TEMPLATE_ID,
          DescribedDecoder.TEMPLATE_ID,
          StockReplyDecoder.TEMPLATE_ID,
          StockEverywhereReplyDecoder.TEMPLATE_ID,
          BasketReplyDecoder.TEMPLATE_ID,
          ReservationReplyDecoder.TEMPLATE_ID ->
          // Every answer to a question begins with the correlation id.
          queries.answered(message.getLong(MESSAGE_HEADER_LENGTH, BYTE_ORDER), templateId, message);
      case ErrorReplyDecoder.TEMPLATE_ID -> {
        ErrorReplyDecoder reply = decoders.error(message);
        queries.refused(reply.correlationId(), reply.code(), reply.reason());
      }
      default ->
          throw new ZaikoProtocolException(
              "The server sent message " + templateId + ", which this client does not know",
              null,
              null);
    }
  }

  private CommandAnswer commandAnswer(DirectBuffer message) {
    CommandReplyDecoder reply = decoders.commandReply(message);
    CommandReplyDecoder.LinesDecoder group = reply.lines();
    List<LineAnswer> lines = List.of();
    if (group.count() > 0) {
      lines = new ArrayList<>(group.count());
      while (group.hasNext()) {
        group.next();
        lines.add(new LineAnswer(group.line(), group.code(), group.quantity()));
      }
    }
    return new CommandAnswer(
        reply.code(),
        reply.session(),
        reply.requestId(),
        reply.sequence(),
        reply.time(),
        reply.durability(),
        reply.flags().repeated(),
        reply.oversellsOpened(),
        lines);
  }
}

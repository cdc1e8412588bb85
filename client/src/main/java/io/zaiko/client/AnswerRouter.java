package io.zaiko.client;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.zaiko.protocol.sbe.*;
import org.agrona.DirectBuffer;

/** Gives each message of the server to the one that waits for it. Event loop only. */
final class AnswerRouter {
  private final Decoders decoders;
  private final CommandSession session;
  private final QueryBook queries;
  private final ChangeFeeds feeds;

  AnswerRouter(Decoders decoders, CommandSession session, QueryBook queries, ChangeFeeds feeds) {
    this.decoders = decoders;
    this.session = session;
    this.queries = queries;
    this.feeds = feeds;
  }

  /**
   * Takes an answer of any kind.
   *
   * @throws ZaikoProtocolException if it is none
   */
  void route(int templateId, DirectBuffer message) {
    switch (templateId) {
      case CommandReplyDecoder.TEMPLATE_ID ->
          session.answered(CommandReply.read(decoders.commandReply(message)));
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
          ReservationReplyDecoder.TEMPLATE_ID,
          NearestReplyDecoder.TEMPLATE_ID,
          StockListReplyDecoder.TEMPLATE_ID,
          OpenReservationsReplyDecoder.TEMPLATE_ID,
          EndangeredReplyDecoder.TEMPLATE_ID,
          DeviceReplyDecoder.TEMPLATE_ID,
          SubscribedDecoder.TEMPLATE_ID ->
          // Every answer to a question begins with the correlation id.
          queries.answered(message.getLong(MESSAGE_HEADER_LENGTH, BYTE_ORDER), templateId, message);
      case ChangesDecoder.TEMPLATE_ID -> feeds.told(decoders.changes(message));
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
}

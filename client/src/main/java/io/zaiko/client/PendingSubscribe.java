package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.SubscribedDecoder;
import org.agrona.DirectBuffer;

/** Asks for a feed of changes, from where it has got to; its feed asks anew if need be. */
final class PendingSubscribe extends PendingQuery<Void> {
  private final ChangeFeed feed;

  PendingSubscribe(ServerLink link, ChangeFeed feed) {
    super(link);
    this.feed = feed;
  }

  @Override
  boolean isInternal() {
    return true;
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    SubscribeRequest request = feed.request();
    return encoder.subscribe(
        correlationId,
        request,
        link.welcome().channelIndex(request.channel()),
        feed.toldSequence());
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(SubscribedDecoder.TEMPLATE_ID, templateId);
    ResultCode code = link.decoders().subscribed(message).code();
    complete(null);
    feed.answered(code, correlationId());
    return true;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(null);
    feed.end(code, reason);
  }

  @Override
  String describe() {
    return "a subscription to changes";
  }
}

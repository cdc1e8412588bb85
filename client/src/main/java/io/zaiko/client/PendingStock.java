package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockReplyDecoder;
import io.zaiko.protocol.sbe.StockTermsDecoder;
import java.util.Optional;
import java.util.OptionalInt;
import org.agrona.DirectBuffer;

/** Asks for one SKU at one location. */
final class PendingStock extends PendingQuery<StockAnswer> {
  private final String sku;
  private final String location;
  private final String channel;

  PendingStock(ServerLink link, String sku, String location, String channel) {
    super(link);
    this.sku = Texts.required("The SKU", sku);
    this.location = Texts.required("The location", location);
    this.channel = Texts.optional("The channel", channel);
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.stock(correlationId, sku, location, link.welcome().channelIndex(channel));
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(StockReplyDecoder.TEMPLATE_ID, templateId);
    StockReplyDecoder reply = link.decoders().stock(message);
    if (isStale(reply.code())) {
      return true;
    }
    boolean forChannel = !channel.isEmpty();
    boolean capped = forChannel && reply.quota() != Protocol.NO_QUOTA;
    StockTermsDecoder flags = reply.terms();
    StockTerms terms =
        new StockTerms(
            ChannelView.units(capped, reply.quota()),
            forChannel ? reply.quotaUsed() : 0,
            flags.suspended(),
            flags.channelDisabled(),
            flags.ownSafety());
    StockLevels levels =
        new StockLevels(
            reply.sellable(),
            reply.reserved(),
            reply.damaged(),
            reply.qualityControl(),
            reply.blocked(),
            reply.inTransit());
    link.codes().learn(CatalogKind.SKU, sku, reply.sku());
    link.codes().learn(CatalogKind.LOCATION, location, reply.location());
    complete(
        new StockAnswer(
            reply.code(),
            sku,
            location,
            channel,
            ChannelView.units(forChannel, reply.ats()),
            ChannelView.units(forChannel, reply.safety()),
            ChannelView.band(forChannel, reply.band()),
            terms,
            levels,
            reply.sequence(),
            reply.time(),
            ""));
    return true;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(
        new StockAnswer(
            code,
            sku,
            location,
            channel,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            StockTerms.NONE,
            StockLevels.NONE,
            0,
            0,
            reason));
  }

  @Override
  String describe() {
    return "the question for SKU " + sku + " at " + location;
  }
}

package io.zaiko.client;

import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockEverywhereReplyDecoder;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.agrona.DirectBuffer;

/** Asks for one SKU everywhere: an answer in parts, locations by handle. */
final class PendingStockEverywhere extends PendingQuery<StockEverywhereAnswer> {
  private final String sku;
  private final String channel;
  private final List<Part> parts = new ArrayList<>();
  private Descriptions descriptions;
  private long sequence;
  private long timeMicros;

  PendingStockEverywhere(ServerLink link, String sku, String channel) {
    super(link);
    this.sku = Texts.required("The SKU", sku);
    this.channel = Texts.optional("The channel", channel);
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.stockEverywhere(correlationId, sku, link.welcome().channelIndex(channel));
  }

  @Override
  void restart() {
    parts.clear();
    descriptions = null;
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(StockEverywhereReplyDecoder.TEMPLATE_ID, templateId);
    StockEverywhereReplyDecoder reply = link.decoders().everywhere(message);
    if (parts.isEmpty()) {
      sequence = reply.sequence();
      timeMicros = reply.time();
    }
    ResultCode code = reply.code();
    long networkAts = reply.networkAts();
    boolean last = reply.last() == YesNo.YES;
    int skuHandle = reply.sku();
    for (StockEverywhereReplyDecoder.LocationsDecoder entry : reply.locations()) {
      parts.add(Part.read(entry));
    }
    if (last) {
      link.codes().learn(CatalogKind.SKU, sku, skuHandle);
      finish(code, networkAts);
    }
    return last;
  }

  private void finish(ResultCode code, long networkAts) {
    if (future().isDone()) {
      end();
      return;
    }
    Descriptions wanted = new Descriptions(this);
    descriptions = wanted;
    for (Part part : parts) {
      wanted.needLocation(part.location);
    }
    wanted.whenKnown(() -> answer(code, networkAts, wanted));
  }

  private void answer(ResultCode code, long networkAts, Descriptions known) {
    List<LocationStock> locations = new ArrayList<>(parts.size());
    try {
      for (Part part : parts) {
        locations.add(part.describe(known, !channel.isEmpty()));
      }
    } catch (ZaikoProtocolException e) {
      fail(e);
      return;
    }
    complete(
        new StockEverywhereAnswer(
            code, sku, channel, networkAts, locations, sequence, timeMicros, ""));
  }

  @Override
  boolean isWaitingFor(Descriptions wanted) {
    return descriptions == wanted;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(new StockEverywhereAnswer(code, sku, channel, 0, List.of(), 0, 0, reason));
  }

  @Override
  String describe() {
    return "the question for SKU " + sku + " everywhere";
  }

  /** One location of the answer. */
  private record Part(int location, int ats, int safety, StockLevels levels) {
    static Part read(StockEverywhereReplyDecoder.LocationsDecoder entry) {
      return new Part(
          entry.location(),
          entry.ats(),
          entry.safety(),
          new StockLevels(
              entry.sellable(),
              entry.reserved(),
              entry.damaged(),
              entry.qualityControl(),
              entry.blocked(),
              entry.inTransit()));
    }

    LocationStock describe(Descriptions known, boolean forChannel) {
      return new LocationStock(
          known.location(location),
          forChannel ? OptionalInt.of(ats) : OptionalInt.empty(),
          forChannel ? OptionalInt.of(safety) : OptionalInt.empty(),
          levels);
    }
  }
}

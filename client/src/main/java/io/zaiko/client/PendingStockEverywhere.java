package io.zaiko.client;

import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockEverywhereReplyDecoder;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Asks for one SKU everywhere or in a region: an answer in parts, locations by handle. */
final class PendingStockEverywhere extends PendingQuery<StockEverywhereAnswer> {
  private final String sku;
  private final String channel;
  private final String region;
  private final List<Part> parts = new ArrayList<>();
  private boolean begun;
  private boolean consistent;
  private long sequence;
  private long timeMicros;

  PendingStockEverywhere(ServerLink link, String sku, String channel, String region) {
    super(link);
    this.sku = Texts.required("The SKU", sku);
    this.channel = Texts.optional("The channel", channel);
    this.region = Texts.optional("The region", region);
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.stockEverywhere(
        correlationId, sku, link.welcome().channelIndex(channel), region);
  }

  @Override
  void restart() {
    super.restart();
    begun = false;
    parts.clear();
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(StockEverywhereReplyDecoder.TEMPLATE_ID, templateId);
    StockEverywhereReplyDecoder reply = link.decoders().everywhere(message);
    boolean last = reply.last() == YesNo.YES;
    if (last && isStale(reply.code())) {
      return true;
    }
    if (!begun) {
      begun = true;
      consistent = true;
      sequence = reply.sequence();
      timeMicros = reply.time();
    }
    // Parts of different moments are no single cut, even if each of them is one.
    consistent &= reply.consistent() == YesNo.YES && reply.sequence() == sequence;
    ResultCode code = reply.code();
    long networkAts = reply.networkAts();
    int skuHandle = reply.sku();
    for (StockEverywhereReplyDecoder.LocationsDecoder entry : reply.locations()) {
      parts.add(Part.read(entry, !channel.isEmpty()));
    }
    if (last) {
      link.codes().learn(CatalogKind.SKU, sku, skuHandle);
      finish(code, networkAts);
    }
    return last;
  }

  private void finish(ResultCode code, long networkAts) {
    Descriptions codes = new Descriptions(link);
    for (Part part : parts) {
      codes.needLocation(part.location);
    }
    answerInCodes(
        codes,
        () -> {
          List<LocationStock> locations = new ArrayList<>(parts.size());
          for (Part part : parts) {
            locations.add(part.stock.at(codes.location(part.location)));
          }
          complete(
              new StockEverywhereAnswer(
                  code,
                  sku,
                  channel,
                  region,
                  networkAts,
                  locations,
                  consistent,
                  sequence,
                  timeMicros,
                  ""));
        });
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(
        new StockEverywhereAnswer(code, sku, channel, region, 0, List.of(), false, 0, 0, reason));
  }

  @Override
  String describe() {
    return "the question for SKU " + sku + (region.isEmpty() ? " everywhere" : " in " + region);
  }

  /** One location of the answer, by its handle. */
  private record Part(int location, LocationStock stock) {
    static Part read(StockEverywhereReplyDecoder.LocationsDecoder entry, boolean forChannel) {
      StockLevels levels =
          new StockLevels(
              entry.sellable(),
              entry.reserved(),
              entry.damaged(),
              entry.qualityControl(),
              entry.blocked(),
              entry.inTransit());
      return new Part(
          entry.location(),
          ChannelView.stock(forChannel, entry.ats(), entry.safety(), entry.band(), levels));
    }
  }
}

package io.zaiko.client;

import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.NearestReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Asks where near a point a SKU is to be had. */
final class PendingNearest extends PendingQuery<NearestAnswer> {
  private final NearestRequest request;

  PendingNearest(ServerLink link, NearestRequest request) {
    super(link);
    this.request = request;
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.nearest(correlationId, request, link.welcome().channelIndex(request.channel()));
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(NearestReplyDecoder.TEMPLATE_ID, templateId);
    NearestReplyDecoder reply = link.decoders().nearest(message);
    ResultCode code = reply.code();
    if (isStale(code)) {
      return true;
    }
    link.codes().learn(CatalogKind.SKU, request.sku(), reply.sku());
    boolean consistent = reply.consistent() == YesNo.YES;
    long sequence = reply.sequence();
    long time = reply.time();
    Descriptions codes = new Descriptions(link);
    List<Part> parts = new ArrayList<>();
    for (NearestReplyDecoder.LocationsDecoder entry : reply.locations()) {
      parts.add(Part.read(entry, !request.channel().isEmpty()));
      codes.needLocation(entry.location());
    }
    answerInCodes(
        codes,
        () -> {
          List<NearLocation> near = new ArrayList<>(parts.size());
          for (Part part : parts) {
            String location = codes.location(part.location);
            near.add(new NearLocation(part.distance, part.stock.at(location)));
          }
          complete(answer(code, near, consistent, sequence, time, ""));
        });
    return true;
  }

  private NearestAnswer answer(
      ResultCode code,
      List<NearLocation> near,
      boolean consistent,
      long sequence,
      long time,
      String reason) {
    return new NearestAnswer(
        code, request.sku(), request.channel(), near, consistent, sequence, time, reason);
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(answer(code, List.of(), false, 0, 0, reason));
  }

  @Override
  String describe() {
    return "the question where SKU " + request.sku() + " is near";
  }

  /** One location of the answer, by its handle. */
  private record Part(int location, int distance, LocationStock stock) {
    static Part read(NearestReplyDecoder.LocationsDecoder entry, boolean forChannel) {
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
          entry.distance(),
          ChannelView.stock(forChannel, entry.ats(), entry.safety(), entry.band(), levels));
    }
  }
}

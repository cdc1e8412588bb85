package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockListReplyDecoder;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Asks for a page of stock records. */
final class PendingStockList extends PendingQuery<StockListAnswer> {
  private final StockListRequest request;

  PendingStockList(ServerLink link, StockListRequest request) {
    super(link);
    this.request = request;
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.stockList(
        correlationId, request, link.welcome().channelIndex(request.channel()));
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(StockListReplyDecoder.TEMPLATE_ID, templateId);
    StockListReplyDecoder reply = link.decoders().stockList(message);
    ResultCode code = reply.code();
    if (isStale(code)) {
      return true;
    }
    long nextCursor = reply.nextCursor();
    boolean consistent = reply.consistent() == YesNo.YES;
    long sequence = reply.sequence();
    long time = reply.time();
    Descriptions codes = new Descriptions(link);
    List<Part> parts = new ArrayList<>();
    for (StockListReplyDecoder.RecordsDecoder entry : reply.records()) {
      parts.add(Part.read(entry, !request.channel().isEmpty()));
      codes.needSku(entry.sku());
      codes.needLocation(entry.location());
    }
    answerInCodes(
        codes,
        () -> {
          List<StockRow> rows = new ArrayList<>(parts.size());
          for (Part part : parts) {
            String location = codes.location(part.location);
            rows.add(new StockRow(codes.sku(part.sku), part.stock.at(location)));
          }
          complete(
              new StockListAnswer(
                  code, request.channel(), rows, nextCursor, consistent, sequence, time, ""));
        });
    return true;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(new StockListAnswer(code, request.channel(), List.of(), 0, false, 0, 0, reason));
  }

  @Override
  String describe() {
    return "the question for a page of stock";
  }

  /** One record of the answer, by its handles. */
  private record Part(int sku, int location, LocationStock stock) {
    static Part read(StockListReplyDecoder.RecordsDecoder entry, boolean forChannel) {
      StockLevels levels =
          new StockLevels(
              entry.sellable(),
              entry.reserved(),
              entry.damaged(),
              entry.qualityControl(),
              entry.blocked(),
              entry.inTransit());
      return new Part(
          entry.sku(),
          entry.location(),
          ChannelView.stock(forChannel, entry.ats(), entry.safety(), entry.band(), levels));
    }
  }
}

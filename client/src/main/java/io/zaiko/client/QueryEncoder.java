package io.zaiko.client;

import io.zaiko.protocol.sbe.*;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Turns questions into messages. The buffer is reused. Event loop only. */
final class QueryEncoder {
  private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(1 << 12);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final HelloEncoder hello = new HelloEncoder();
  private final ResolveEncoder resolve = new ResolveEncoder();
  private final DescribeEncoder describe = new DescribeEncoder();
  private final StockQueryEncoder stock = new StockQueryEncoder();
  private final StockEverywhereQueryEncoder everywhere = new StockEverywhereQueryEncoder();
  private final BasketQueryEncoder basket = new BasketQueryEncoder();
  private final ReservationQueryEncoder reservation = new ReservationQueryEncoder();
  private final RefWriter refs;

  QueryEncoder(RefWriter refs) {
    this.refs = refs;
  }

  /** What the last message was written to, from index 0. */
  MutableDirectBuffer buffer() {
    return buffer;
  }

  int hello(int protocolVersion, String software) {
    hello.wrapAndApplyHeader(buffer, 0, header).protocolVersion(protocolVersion).software(software);
    return hello.limit();
  }

  int resolve(long correlationId, CatalogKind kind, List<String> codes) {
    ResolveEncoder.CodesEncoder group =
        resolve
            .wrapAndApplyHeader(buffer, 0, header)
            .correlationId(correlationId)
            .kind(kind)
            .codesCount(codes.size());
    for (String code : codes) {
      group.next().code(code);
    }
    return resolve.limit();
  }

  int describe(long correlationId, CatalogKind kind, int[] handles) {
    DescribeEncoder.HandlesEncoder group =
        describe
            .wrapAndApplyHeader(buffer, 0, header)
            .correlationId(correlationId)
            .kind(kind)
            .handlesCount(handles.length);
    for (int handle : handles) {
      group.next().handle(handle);
    }
    return describe.limit();
  }

  int stock(long correlationId, String sku, String location, short channel) {
    refs.begin(RefWriter.Style.HANDLES_IF_KNOWN);
    stock
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .sku(refs.sku(sku))
        .location(refs.location(location))
        .channel(channel);
    return refs.writeCodes(buffer, stock.limit());
  }

  int stockEverywhere(long correlationId, String sku, short channel) {
    refs.begin(RefWriter.Style.HANDLES_IF_KNOWN);
    everywhere
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .sku(refs.sku(sku))
        .channel(channel);
    return refs.writeCodes(buffer, everywhere.limit());
  }

  int basket(long correlationId, List<Line> lines, short channel) {
    refs.begin(RefWriter.Style.HANDLES);
    basket.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).channel(channel);
    return refs.writeLines(buffer, basket.limit(), lines);
  }

  int reservation(long correlationId, String id) {
    reservation
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .reservationId(id);
    return reservation.limit();
  }
}

package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.*;
import java.util.List;
import java.util.Set;
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
  private final NearestQueryEncoder nearest = new NearestQueryEncoder();
  private final StockListQueryEncoder stockList = new StockListQueryEncoder();
  private final OpenReservationsQueryEncoder open = new OpenReservationsQueryEncoder();
  private final EndangeredQueryEncoder endangered = new EndangeredQueryEncoder();
  private final DeviceQueryEncoder device = new DeviceQueryEncoder();
  private final SubscribeEncoder subscribe = new SubscribeEncoder();
  private final UnsubscribeEncoder unsubscribe = new UnsubscribeEncoder();
  private final RefWriter refs;
  private boolean forgetting;

  QueryEncoder(RefWriter refs) {
    this.refs = refs;
  }

  /** What the last message was written to, from index 0. */
  MutableDirectBuffer buffer() {
    return buffer;
  }

  /** Whether the last message names anything by a handle out of the book. */
  boolean usedHandles() {
    return refs.usedHandles();
  }

  /** Forgets the handle of every code that a question names. */
  void forgetHandles(PendingQuery<?> query) {
    forgetting = true;
    try {
      query.encode(this, 0);
    } finally {
      forgetting = false;
    }
  }

  private void begin(RefWriter.Style style) {
    refs.begin(forgetting ? RefWriter.Style.FORGET : style);
  }

  int hello(int protocolVersion, String software) {
    hello.wrapAndApplyHeader(buffer, 0, header).protocolVersion(protocolVersion).software(software);
    return hello.limit();
  }

  int resolve(long correlationId, CatalogKind kind, List<String> codes) {
    begin(RefWriter.Style.CODES);
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
    begin(RefWriter.Style.CODES);
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
    begin(RefWriter.Style.HANDLES_IF_KNOWN);
    stock
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .sku(refs.sku(sku))
        .location(refs.location(location))
        .channel(channel);
    return refs.writeCodes(buffer, stock.limit());
  }

  int stockEverywhere(long correlationId, String sku, short channel, String region) {
    begin(RefWriter.Style.HANDLES_IF_KNOWN);
    everywhere
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .sku(refs.sku(sku))
        .channel(channel);
    everywhere.limit(refs.writeCodes(buffer, everywhere.limit()));
    return everywhere.region(region).limit();
  }

  int basket(long correlationId, List<Line> lines, short channel) {
    begin(RefWriter.Style.HANDLES);
    basket.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).channel(channel);
    return refs.writeLines(buffer, basket.limit(), lines);
  }

  int reservation(long correlationId, String id) {
    begin(RefWriter.Style.CODES);
    reservation
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .reservationId(id);
    return reservation.limit();
  }

  int nearest(long correlationId, NearestRequest request, short channel) {
    begin(RefWriter.Style.HANDLES_IF_KNOWN);
    nearest
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .least(request.least())
        .sku(refs.sku(request.sku()))
        .latitude(request.latitude())
        .longitude(request.longitude())
        .within(request.withinMetres())
        .mostRows(request.mostRows())
        .channel(channel);
    return refs.writeCodes(buffer, nearest.limit());
  }

  int stockList(long correlationId, StockListRequest request, short channel) {
    begin(RefWriter.Style.HANDLES);
    stockList
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .location(locationOrNone(request.location()))
        .cursor(request.cursor())
        .mostRows(request.mostRows())
        .channel(channel)
        .filter(request.filter());
    return refs.writeCodes(buffer, stockList.limit());
  }

  int openReservations(long correlationId, String location, int cursor) {
    begin(RefWriter.Style.HANDLES);
    open.wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .location(refs.location(location))
        .cursor(cursor);
    return refs.writeCodes(buffer, open.limit());
  }

  int endangered(long correlationId, String sku, String location, int skip) {
    begin(RefWriter.Style.HANDLES);
    endangered
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .sku(refs.sku(sku))
        .location(refs.location(location))
        .skip(skip);
    return refs.writeCodes(buffer, endangered.limit());
  }

  int device(long correlationId, String code) {
    begin(RefWriter.Style.CODES);
    device.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).device(code);
    return device.limit();
  }

  /** By codes: a subscription lives long, and a handle may become stale meanwhile. */
  int subscribe(long correlationId, SubscribeRequest request, short channel, long fromSequence) {
    begin(RefWriter.Style.CODES);
    Set<ChangeTopic> topics = request.topics();
    subscribe
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(correlationId)
        .fromSequence(fromSequence)
        .sku(request.sku().isEmpty() ? Protocol.NO_REF : refs.sku(request.sku()))
        .location(locationOrNone(request.location()))
        .channel(channel)
        .kinds()
        .clear()
        .levels(topics.contains(ChangeTopic.LEVELS))
        .bands(topics.contains(ChangeTopic.BANDS))
        .oversells(topics.contains(ChangeTopic.OVERSELLS))
        .pickups(topics.contains(ChangeTopic.PICKUPS));
    return refs.writeCodes(buffer, subscribe.limit());
  }

  int unsubscribe(long correlationId) {
    unsubscribe.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    return unsubscribe.limit();
  }

  private int locationOrNone(String code) {
    return code.isEmpty() ? Protocol.NO_REF : refs.location(code);
  }
}

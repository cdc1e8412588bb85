package io.zaiko.protocol;

import io.zaiko.protocol.sbe.*;

/** The questions that a server takes. */
final class GoldenQueries {
  private static final long CORRELATION = 0x1122_3344_5566_7788L;

  private final GoldenMessages out;

  private GoldenQueries(GoldenMessages out) {
    this.out = out;
  }

  static void addTo(GoldenMessages out) {
    GoldenQueries queries = new GoldenQueries(out);
    queries.queries();
    queries.lists();
    queries.changes();
  }

  private void queries() {
    ResolveEncoder resolve =
        new ResolveEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .kind(CatalogKind.LOCATION);
    resolve.codesCount(2).next().code("TYO-1").next().code("渋谷");
    out.add("Resolve", resolve);
    DescribeEncoder describe =
        new DescribeEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .kind(CatalogKind.SKU);
    describe.handlesCount(2).next().handle(0).next().handle(41);
    out.add("Describe", describe);
    StockQueryEncoder stock =
        new StockQueryEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sku(Protocol.codeRef(0))
            .location(7)
            .channel((short) 1);
    stock.codesCount(1).next().code("4901234567894");
    out.add("StockQuery", stock);
    StockEverywhereQueryEncoder everywhere =
        new StockEverywhereQueryEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sku(3)
            .channel((short) Protocol.NO_CHANNEL);
    everywhere.codesCount(0);
    everywhere.region("関東");
    out.add("StockEverywhereQuery", everywhere);
    BasketQueryEncoder basket =
        new BasketQueryEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .channel((short) 1);
    basket
        .linesCount(2)
        .next()
        .sku(3)
        .location(Protocol.codeRef(0))
        .quantity(2)
        .next()
        .sku(4)
        .location(Protocol.codeRef(0))
        .quantity(1);
    basket.codesCount(1).next().code("TYO-1");
    out.add("BasketQuery", basket);
    out.add(
        "ReservationQuery",
        new ReservationQueryEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .reservationId("order/88"));
  }

  private void lists() {
    NearestQueryEncoder nearest =
        new NearestQueryEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .least(2)
            .sku(Protocol.codeRef(0))
            .latitude(35_681_236)
            .longitude(139_767_125)
            .within(5_000)
            .mostRows(10)
            .channel((short) 1);
    nearest.codesCount(1).next().code("4901234567894");
    out.add("NearestQuery", nearest);
    StockListQueryEncoder list =
        new StockListQueryEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .location(Protocol.NO_REF)
            .cursor(0x0000_0004_0000_0007L)
            .mostRows(1000)
            .channel((short) 1)
            .filter(StockFilter.LOW);
    list.codesCount(0);
    out.add("StockListQuery", list);
    OpenReservationsQueryEncoder open =
        new OpenReservationsQueryEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .location(Protocol.codeRef(0))
            .cursor(17);
    open.codesCount(1).next().code("TYO-1");
    out.add("OpenReservationsQuery", open);
    EndangeredQueryEncoder endangered =
        new EndangeredQueryEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sku(3)
            .location(Protocol.codeRef(0))
            .skip(16);
    endangered.codesCount(1).next().code("TYO-1");
    out.add("EndangeredQuery", endangered);
    out.add(
        "DeviceQuery",
        new DeviceQueryEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .device("till-07"));
  }

  private void changes() {
    SubscribeEncoder subscribe =
        new SubscribeEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .fromSequence(4711)
            .sku(Protocol.NO_REF)
            .location(Protocol.codeRef(0))
            .channel((short) 1);
    subscribe.kinds().clear().levels(true).pickups(true);
    subscribe.codesCount(1).next().code("TYO-1");
    out.add("Subscribe", subscribe);
    out.add(
        "Unsubscribe",
        new UnsubscribeEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION));
  }
}

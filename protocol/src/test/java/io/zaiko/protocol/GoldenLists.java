package io.zaiko.protocol;

import io.zaiko.protocol.sbe.*;

/** Answers of many rows, and the change feed. */
final class GoldenLists {
  private static final long TIME = 1_767_225_600_000_001L;
  private static final long CORRELATION = 0x1122_3344_5566_7788L;

  private final GoldenMessages out;

  private GoldenLists(GoldenMessages out) {
    this.out = out;
  }

  static void addTo(GoldenMessages out) {
    GoldenLists lists = new GoldenLists(out);
    lists.nearest();
    lists.stockList();
    lists.reservations();
    lists.device();
    lists.changes();
  }

  private void nearest() {
    NearestReplyEncoder nearest =
        new NearestReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .sku(3)
            .channel((short) 1)
            .code(ResultCode.OK)
            .consistent(YesNo.NO);
    nearest
        .locationsCount(1)
        .next()
        .location(7)
        .distance(1_234)
        .ats(5)
        .sellable(9)
        .reserved(3)
        .safety(1)
        .damaged(4)
        .qualityControl(6)
        .blocked(7)
        .inTransit(8)
        .band(Band.GOOD);
    out.add("NearestReply", nearest);
  }

  private void stockList() {
    StockListReplyEncoder list =
        new StockListReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .nextCursor(0x0000_0004_0000_0008L)
            .channel((short) 1)
            .code(ResultCode.OK)
            .consistent(YesNo.NO);
    list.recordsCount(1)
        .next()
        .sku(3)
        .location(7)
        .ats(1)
        .sellable(9)
        .reserved(7)
        .safety(1)
        .damaged(4)
        .qualityControl(6)
        .blocked(5)
        .inTransit(8)
        .band(Band.LOW);
    out.add("StockListReply", list);
  }

  private void reservations() {
    OpenReservationsReplyEncoder open =
        new OpenReservationsReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .nextCursor(18)
            .code(ResultCode.OK);
    open.linesCount(2)
        .next()
        .due(TIME + 900_000_000L)
        .sku(3)
        .open(2)
        .destination(-1)
        .channel((short) 2)
        .state(ReservationState.STAGED)
        .overdue(YesNo.YES)
        .reservationId("order/88")
        .next()
        .due(0)
        .sku(4)
        .open(12)
        .destination(8)
        .channel((short) 3)
        .state(ReservationState.COMMITTED)
        .overdue(YesNo.NO)
        .reservationId("transfer/6");
    out.add("OpenReservationsReply", open);
    EndangeredReplyEncoder endangered =
        new EndangeredReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .oversold(3)
            .count(17)
            .code(ResultCode.OK);
    endangered
        .reservationsCount(1)
        .next()
        .units(2)
        .state(ReservationState.COMMITTED)
        .reservationId("order/89");
    out.add("EndangeredReply", endangered);
  }

  private void device() {
    DeviceReplyEncoder device =
        new DeviceReplyEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .highest(4712)
            .lowest(4000)
            .gaps(2)
            .code(ResultCode.OK);
    device.missingCount(2).next().deviceSequence(4003).next().deviceSequence(4699);
    out.add("DeviceReply", device);
  }

  private void changes() {
    out.add(
        "Subscribed",
        new SubscribedEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4711)
            .time(TIME)
            .code(ResultCode.OK));
    ChangesEncoder changes =
        new ChangesEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .correlationId(CORRELATION)
            .sequence(4713)
            .time(TIME)
            .code(ResultCode.OK);
    changes
        .entriesCount(2)
        .next()
        .sequence(4712)
        .sku(3)
        .location(7)
        .ats(1)
        .sellable(9)
        .reserved(7)
        .kind(ChangeKind.BAND)
        .channel((short) 1)
        .band(Band.LOW)
        .bandBefore(Band.GOOD)
        .reservationId("")
        .next()
        .sequence(4713)
        .sku(4)
        .location(7)
        .ats(0)
        .sellable(0)
        .reserved(0)
        .kind(ChangeKind.PICKUP_OVERDUE)
        .channel((short) 2)
        .band(Band.NULL_VAL)
        .bandBefore(Band.NULL_VAL)
        .reservationId("order/88");
    out.add("Changes", changes);
  }
}

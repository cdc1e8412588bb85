package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.*;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/** Answers of the fake server that have many rows, and what it tells of changes. */
final class FakeLists {
  private static final long SEQUENCE = 80;
  private static final long TIME = 5_000_000;

  private FakeLists() {}

  /** The first two locations, 100 m and 200 m away. */
  static byte[] nearest(Heard query) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    NearestReplyEncoder encoder = new NearestReplyEncoder();
    NearestReplyEncoder.LocationsEncoder group =
        encoder
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(query.correlationId())
            .sequence(SEQUENCE)
            .time(TIME)
            .sku(0)
            .channel((short) 1)
            .code(ResultCode.OK)
            .consistent(YesNo.YES)
            .locationsCount(2);
    for (int i = 0; i < 2; i++) {
      group
          .next()
          .location(i)
          .distance(100 * (i + 1))
          .ats(1)
          .sellable(9)
          .reserved(2)
          .safety(6)
          .damaged(3)
          .qualityControl(4)
          .blocked(5)
          .inTransit(7)
          .band(Band.LOW);
    }
    return FakeReplies.bytes(buffer, encoder.limit());
  }

  /** One SKU a page, at the first location; the cursor is the number of the SKU. */
  static byte[] stockList(Heard query, int skus) {
    StockListQueryDecoder question =
        new StockListQueryDecoder()
            .wrapAndApplyHeader(query.buffer(), 0, new MessageHeaderDecoder());
    int sku = (int) question.cursor();
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    StockListReplyEncoder encoder = new StockListReplyEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
        .correlationId(query.correlationId())
        .sequence(SEQUENCE)
        .time(TIME)
        .nextCursor(sku + 1 < skus ? sku + 1 : 0)
        .channel(question.channel())
        .code(ResultCode.OK)
        .consistent(YesNo.NO)
        .recordsCount(1)
        .next()
        .sku(sku)
        .location(0)
        .ats(1)
        .sellable(9)
        .reserved(2)
        .safety(6)
        .damaged(3)
        .qualityControl(4)
        .blocked(5)
        .inTransit(7)
        .band(Band.LOW);
    return FakeReplies.bytes(buffer, encoder.limit());
  }

  /** One SKU a page; the cursor is the number of the SKU. Every second row is of a transfer. */
  static byte[] openReservations(Heard query, int skus) {
    int sku =
        new OpenReservationsQueryDecoder()
            .wrapAndApplyHeader(query.buffer(), 0, new MessageHeaderDecoder())
            .cursor();
    boolean transfer = sku % 2 == 1;
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    OpenReservationsReplyEncoder encoder = new OpenReservationsReplyEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
        .correlationId(query.correlationId())
        .sequence(SEQUENCE)
        .time(TIME)
        .nextCursor(sku + 1 < skus ? sku + 1 : 0)
        .code(ResultCode.OK)
        .linesCount(1)
        .next()
        .due(transfer ? 0 : 6_000_000)
        .sku(sku)
        .open(4)
        .destination(transfer ? 0 : -1)
        .channel((short) 2)
        .state(ReservationState.STAGED)
        .overdue(YesNo.YES)
        .reservationId("R-" + sku);
    return FakeReplies.bytes(buffer, encoder.limit());
  }

  static byte[] endangered(Heard query) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    EndangeredReplyEncoder encoder = new EndangeredReplyEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
        .correlationId(query.correlationId())
        .sequence(SEQUENCE)
        .time(TIME)
        .oversold(3)
        .count(18)
        .code(ResultCode.OK)
        .reservationsCount(1)
        .next()
        .units(2)
        .state(ReservationState.COMMITTED)
        .reservationId("R-1");
    return FakeReplies.bytes(buffer, encoder.limit());
  }

  static byte[] device(Heard query) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    DeviceReplyEncoder encoder = new DeviceReplyEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
        .correlationId(query.correlationId())
        .sequence(SEQUENCE)
        .time(TIME)
        .highest(9)
        .lowest(4)
        .gaps(2)
        .code(ResultCode.OK)
        .missingCount(2)
        .next()
        .deviceSequence(5)
        .next()
        .deviceSequence(7);
    return FakeReplies.bytes(buffer, encoder.limit());
  }

  static byte[] subscribed(Heard subscribe, ResultCode code) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    SubscribedEncoder encoder = new SubscribedEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
        .correlationId(subscribe.correlationId())
        .sequence(SEQUENCE)
        .time(TIME)
        .code(code);
    return FakeReplies.bytes(buffer, encoder.limit());
  }

  /** The end of a subscription. */
  static byte[] changesEnd(Heard subscribe, ResultCode code) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    ChangesEncoder encoder = new ChangesEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
        .correlationId(subscribe.correlationId())
        .sequence(0)
        .time(TIME)
        .code(code)
        .entriesCount(0);
    return FakeReplies.bytes(buffer, encoder.limit());
  }

  /** One change of level at each of these sequences, of the SKU of that handle. */
  static byte[] levels(Heard subscribe, int sku, List<Long> sequences) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    ChangesEncoder encoder = new ChangesEncoder();
    ChangesEncoder.EntriesEncoder group =
        encoder
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(subscribe.correlationId())
            .sequence(sequences.isEmpty() ? SEQUENCE : sequences.get(sequences.size() - 1))
            .time(TIME)
            .code(ResultCode.OK)
            .entriesCount(sequences.size());
    for (long sequence : sequences) {
      group
          .next()
          .sequence(sequence)
          .sku(sku)
          .location(0)
          .ats(0)
          .sellable(9)
          .reserved(2)
          .kind(ChangeKind.LEVEL)
          .channel((short) Protocol.NO_CHANNEL)
          .band(Band.NULL_VAL)
          .bandBefore(Band.NULL_VAL)
          .reservationId("");
    }
    return FakeReplies.bytes(buffer, encoder.limit());
  }

  /** A crossing of a band on channel 1, and an overdue reservation of channel 2. */
  static byte[] crossing(Heard subscribe, long sequence) {
    ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    ChangesEncoder encoder = new ChangesEncoder();
    encoder
        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
        .correlationId(subscribe.correlationId())
        .sequence(sequence)
        .time(TIME)
        .code(ResultCode.OK)
        .entriesCount(2)
        .next()
        .sequence(sequence)
        .sku(0)
        .location(0)
        .ats(1)
        .sellable(9)
        .reserved(2)
        .kind(ChangeKind.BAND)
        .channel((short) 1)
        .band(Band.LOW)
        .bandBefore(Band.GOOD)
        .reservationId("")
        .next()
        .sequence(sequence)
        .sku(0)
        .location(0)
        .ats(0)
        .sellable(0)
        .reserved(0)
        .kind(ChangeKind.PICKUP_OVERDUE)
        .channel((short) 2)
        .band(Band.NULL_VAL)
        .bandBefore(Band.NULL_VAL)
        .reservationId("R-1");
    return FakeReplies.bytes(buffer, encoder.limit());
  }
}

package io.zaiko.bench.load;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.BasketQueryEncoder;
import io.zaiko.protocol.sbe.ReceiveEncoder;
import io.zaiko.protocol.sbe.ReleaseEncoder;
import io.zaiko.protocol.sbe.ReserveEncoder;
import io.zaiko.protocol.sbe.SellEncoder;
import io.zaiko.protocol.sbe.SellPolicy;
import io.zaiko.protocol.sbe.StockEverywhereQueryEncoder;
import io.zaiko.protocol.sbe.StockQueryEncoder;
import java.nio.charset.StandardCharsets;

/** Encodes the requests of one connection, by handles. One thread. */
final class LoadRequests {
  private static final short EC = 1;
  private static final int ID_LENGTH = 16;
  private static final int ID_BITS = 5;
  private static final byte[] DIGITS =
      "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.US_ASCII);
  private static final int COUNTER_DIGITS = 6;

  private final WireClient client;
  private final long session;
  private final StockQueryEncoder query = new StockQueryEncoder();
  private final StockEverywhereQueryEncoder everywhere = new StockEverywhereQueryEncoder();
  private final BasketQueryEncoder basket = new BasketQueryEncoder();
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final SellEncoder sell = new SellEncoder();
  private final ReceiveEncoder receive = new ReceiveEncoder();
  private final byte[] id = new byte[ID_LENGTH];

  /**
   * @param idPrefix a number below 2^50 that no other connection to this server's journal has: the
   *     head of its reservations' ids
   */
  LoadRequests(WireClient client, long session, long idPrefix) {
    this.client = client;
    this.session = session;
    putDigits(idPrefix, 0, ID_LENGTH - COUNTER_DIGITS);
  }

  void query(long ticket, int record) {
    query
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .correlationId(ticket)
        .sku(sku(record))
        .location(location(record))
        .channel(EC)
        .codesCount(0);
    client.endMessage(query.encodedLength());
  }

  void everywhere(long ticket, int sku) {
    everywhere
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .correlationId(ticket)
        .sku(sku)
        .channel(EC)
        .codesCount(0);
    everywhere.region("");
    client.endMessage(everywhere.encodedLength());
  }

  void basket(long ticket, int location, int[] skus) {
    basket
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .correlationId(ticket)
        .channel(EC);
    BasketQueryEncoder.LinesEncoder lines = basket.linesCount(skus.length);
    for (int sku : skus) {
      lines.next().sku(sku).location(location).quantity(1);
    }
    basket.codesCount(0);
    client.endMessage(basket.encodedLength());
  }

  /**
   * @param number of the reservation, below 2^30
   */
  void reserve(long ticket, long number, int record) {
    beginReserve(ticket, Conversation.HOUR_MICROS);
    reserve.linesCount(1).next().sku(sku(record)).location(location(record)).quantity(1);
    endReserve(number);
  }

  void reserve(long ticket, long number, int location, int[] skus, long holdMicros) {
    beginReserve(ticket, holdMicros);
    ReserveEncoder.LinesEncoder lines = reserve.linesCount(skus.length);
    for (int sku : skus) {
      lines.next().sku(sku).location(location).quantity(1);
    }
    endReserve(number);
  }

  private void beginReserve(long ticket, long holdMicros) {
    reserve
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .requestId(ticket)
        .session(session)
        .referenceTime(0)
        .hold(holdMicros)
        .deadline(0)
        .channel(EC);
    reserve.flags().clear();
  }

  private void endReserve(long number) {
    reserve.codesCount(0);
    reserve.choicesCount(0);
    reserve.putReservationId(idOf(number), 0, ID_LENGTH).supersedes("");
    client.endMessage(reserve.encodedLength());
  }

  void release(long ticket, long number) {
    release
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .requestId(ticket)
        .session(session)
        .referenceTime(0);
    release.linesCount(0);
    release.codesCount(0);
    release.putReservationId(idOf(number), 0, ID_LENGTH);
    client.endMessage(release.encodedLength());
  }

  void sell(long ticket, int record) {
    sell.wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .requestId(ticket)
        .session(session)
        .referenceTime(0)
        .occurredAt(0)
        .deviceSequence(0)
        .channel((short) Protocol.NO_CHANNEL)
        .policy(SellPolicy.RECORD)
        .linesCount(1)
        .next()
        .sku(sku(record))
        .location(location(record))
        .quantity(1);
    sell.codesCount(0);
    sell.reference("").redeems("").device("");
    client.endMessage(sell.encodedLength());
  }

  void receive(long ticket, int record) {
    receive
        .wrapAndApplyHeader(client.out(), client.beginMessage(), client.headerEncoder())
        .requestId(ticket)
        .session(session)
        .referenceTime(0)
        .occurredAt(0)
        .deviceSequence(0)
        .channel((short) Protocol.NO_CHANNEL)
        .linesCount(1)
        .next()
        .sku(sku(record))
        .location(location(record))
        .quantity(1);
    receive.codesCount(0);
    receive.reference("").reason("").device("");
    client.endMessage(receive.encodedLength());
  }

  private static int sku(int record) {
    return record / RunPlan.LOCATIONS;
  }

  private static int location(int record) {
    return record % RunPlan.LOCATIONS;
  }

  private byte[] idOf(long number) {
    putDigits(number, ID_LENGTH - COUNTER_DIGITS, COUNTER_DIGITS);
    return id;
  }

  private void putDigits(long number, int from, int count) {
    long rest = number;
    for (int i = from + count - 1; i >= from; i--) {
      id[i] = DIGITS[(int) rest & (DIGITS.length - 1)];
      rest >>>= ID_BITS;
    }
  }
}

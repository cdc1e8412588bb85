package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.begin;
import static io.zaiko.gateway.ClientMessages.bytes;

import io.zaiko.protocol.sbe.ChangeKindsEncoder;
import io.zaiko.protocol.sbe.DeviceQueryEncoder;
import io.zaiko.protocol.sbe.EndangeredQueryEncoder;
import io.zaiko.protocol.sbe.NearestQueryEncoder;
import io.zaiko.protocol.sbe.OpenReservationsQueryEncoder;
import io.zaiko.protocol.sbe.StockFilter;
import io.zaiko.protocol.sbe.StockListQueryEncoder;
import io.zaiko.protocol.sbe.SubscribeEncoder;
import io.zaiko.protocol.sbe.UnsubscribeEncoder;

/** Questions about more than one record, and subscriptions, by handles unless codes are given. */
final class Questions {
  /** All kinds of changes. */
  static final int ALL_KINDS = 15;

  static final int LEVELS = 1;
  static final int BANDS = 2;
  static final int OVERSELLS = 4;
  static final int PICKUPS = 8;

  private Questions() {}

  /** Where near a point; {@code within} metres, 0 = anywhere. */
  static byte[] near(
      long correlationId,
      int sku,
      int channel,
      int latitude,
      int longitude,
      int within,
      long least,
      int mostRows) {
    NearestQueryEncoder message = new NearestQueryEncoder();
    begin(message)
        .correlationId(correlationId)
        .least(least)
        .sku(sku)
        .latitude(latitude)
        .longitude(longitude)
        .within(within)
        .mostRows(mostRows)
        .channel((short) channel)
        .codesCount(0);
    return bytes(message);
  }

  static byte[] list(
      long correlationId,
      int location,
      int channel,
      StockFilter filter,
      long cursor,
      int mostRows,
      String... codes) {
    StockListQueryEncoder message = new StockListQueryEncoder();
    begin(message)
        .correlationId(correlationId)
        .location(location)
        .cursor(cursor)
        .mostRows(mostRows)
        .channel((short) channel)
        .filter(filter);
    StockListQueryEncoder.CodesEncoder group = message.codesCount(codes.length);
    for (String code : codes) {
      group.next().code(code);
    }
    return bytes(message);
  }

  static byte[] openReservations(long correlationId, int location, int cursor) {
    OpenReservationsQueryEncoder message = new OpenReservationsQueryEncoder();
    begin(message).correlationId(correlationId).location(location).cursor(cursor).codesCount(0);
    return bytes(message);
  }

  static byte[] endangered(long correlationId, int sku, int location, int skip) {
    EndangeredQueryEncoder message = new EndangeredQueryEncoder();
    begin(message)
        .correlationId(correlationId)
        .sku(sku)
        .location(location)
        .skip(skip)
        .codesCount(0);
    return bytes(message);
  }

  static byte[] device(long correlationId, String device) {
    DeviceQueryEncoder message = new DeviceQueryEncoder();
    begin(message).correlationId(correlationId).device(device);
    return bytes(message);
  }

  static byte[] subscribe(
      long correlationId,
      long fromSequence,
      int sku,
      int location,
      int channel,
      int kinds,
      String... codes) {
    SubscribeEncoder message = new SubscribeEncoder();
    begin(message)
        .correlationId(correlationId)
        .fromSequence(fromSequence)
        .sku(sku)
        .location(location)
        .channel((short) channel);
    ChangeKindsEncoder set = message.kinds().clear();
    set.levels((kinds & LEVELS) != 0)
        .bands((kinds & BANDS) != 0)
        .oversells((kinds & OVERSELLS) != 0)
        .pickups((kinds & PICKUPS) != 0);
    SubscribeEncoder.CodesEncoder group = message.codesCount(codes.length);
    for (String code : codes) {
      group.next().code(code);
    }
    return bytes(message);
  }

  static byte[] unsubscribe(long correlationId) {
    UnsubscribeEncoder message = new UnsubscribeEncoder();
    begin(message).correlationId(correlationId);
    return bytes(message);
  }
}

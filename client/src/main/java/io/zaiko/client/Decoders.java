package io.zaiko.client;

import io.zaiko.protocol.sbe.*;
import org.agrona.DirectBuffer;

/**
 * The flyweights of all answers, each wrapped around the message at hand. A message is read before
 * the next one of its kind is wrapped. Event loop only.
 */
final class Decoders {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final WelcomeDecoder welcome = new WelcomeDecoder();
  private final GoodbyeDecoder goodbye = new GoodbyeDecoder();
  private final CommandReplyDecoder commandReply = new CommandReplyDecoder();
  private final RegisteredDecoder registered = new RegisteredDecoder();
  private final ResolvedDecoder resolved = new ResolvedDecoder();
  private final DescribedDecoder described = new DescribedDecoder();
  private final StockReplyDecoder stock = new StockReplyDecoder();
  private final StockEverywhereReplyDecoder everywhere = new StockEverywhereReplyDecoder();
  private final BasketReplyDecoder basket = new BasketReplyDecoder();
  private final ReservationReplyDecoder reservation = new ReservationReplyDecoder();
  private final NearestReplyDecoder nearest = new NearestReplyDecoder();
  private final StockListReplyDecoder stockList = new StockListReplyDecoder();
  private final OpenReservationsReplyDecoder openReservations = new OpenReservationsReplyDecoder();
  private final EndangeredReplyDecoder endangered = new EndangeredReplyDecoder();
  private final DeviceReplyDecoder device = new DeviceReplyDecoder();
  private final SubscribedDecoder subscribed = new SubscribedDecoder();
  private final ChangesDecoder changes = new ChangesDecoder();
  private final ErrorReplyDecoder error = new ErrorReplyDecoder();

  MessageHeaderDecoder header(DirectBuffer message) {
    return header.wrap(message, 0);
  }

  WelcomeDecoder welcome(DirectBuffer message) {
    return welcome.wrapAndApplyHeader(message, 0, header);
  }

  GoodbyeDecoder goodbye(DirectBuffer message) {
    return goodbye.wrapAndApplyHeader(message, 0, header);
  }

  CommandReplyDecoder commandReply(DirectBuffer message) {
    return commandReply.wrapAndApplyHeader(message, 0, header);
  }

  RegisteredDecoder registered(DirectBuffer message) {
    return registered.wrapAndApplyHeader(message, 0, header);
  }

  ResolvedDecoder resolved(DirectBuffer message) {
    return resolved.wrapAndApplyHeader(message, 0, header);
  }

  DescribedDecoder described(DirectBuffer message) {
    return described.wrapAndApplyHeader(message, 0, header);
  }

  StockReplyDecoder stock(DirectBuffer message) {
    return stock.wrapAndApplyHeader(message, 0, header);
  }

  StockEverywhereReplyDecoder everywhere(DirectBuffer message) {
    return everywhere.wrapAndApplyHeader(message, 0, header);
  }

  BasketReplyDecoder basket(DirectBuffer message) {
    return basket.wrapAndApplyHeader(message, 0, header);
  }

  ReservationReplyDecoder reservation(DirectBuffer message) {
    return reservation.wrapAndApplyHeader(message, 0, header);
  }

  NearestReplyDecoder nearest(DirectBuffer message) {
    return nearest.wrapAndApplyHeader(message, 0, header);
  }

  StockListReplyDecoder stockList(DirectBuffer message) {
    return stockList.wrapAndApplyHeader(message, 0, header);
  }

  OpenReservationsReplyDecoder openReservations(DirectBuffer message) {
    return openReservations.wrapAndApplyHeader(message, 0, header);
  }

  EndangeredReplyDecoder endangered(DirectBuffer message) {
    return endangered.wrapAndApplyHeader(message, 0, header);
  }

  DeviceReplyDecoder device(DirectBuffer message) {
    return device.wrapAndApplyHeader(message, 0, header);
  }

  SubscribedDecoder subscribed(DirectBuffer message) {
    return subscribed.wrapAndApplyHeader(message, 0, header);
  }

  ChangesDecoder changes(DirectBuffer message) {
    return changes.wrapAndApplyHeader(message, 0, header);
  }

  ErrorReplyDecoder error(DirectBuffer message) {
    return error.wrapAndApplyHeader(message, 0, header);
  }
}

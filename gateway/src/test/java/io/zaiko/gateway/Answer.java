package io.zaiko.gateway;

import io.zaiko.protocol.sbe.BasketReplyDecoder;
import io.zaiko.protocol.sbe.ChangesDecoder;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.DescribedDecoder;
import io.zaiko.protocol.sbe.DeviceReplyDecoder;
import io.zaiko.protocol.sbe.EndangeredReplyDecoder;
import io.zaiko.protocol.sbe.ErrorReplyDecoder;
import io.zaiko.protocol.sbe.GoodbyeDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.NearestReplyDecoder;
import io.zaiko.protocol.sbe.OpenReservationsReplyDecoder;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ReservationReplyDecoder;
import io.zaiko.protocol.sbe.ResolvedDecoder;
import io.zaiko.protocol.sbe.StockEverywhereReplyDecoder;
import io.zaiko.protocol.sbe.StockListReplyDecoder;
import io.zaiko.protocol.sbe.StockReplyDecoder;
import io.zaiko.protocol.sbe.SubscribedDecoder;
import io.zaiko.protocol.sbe.WelcomeDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** One message of a server, without its frame header. */
record Answer(UnsafeBuffer message) {
  int templateId() {
    return header().templateId();
  }

  private MessageHeaderDecoder header() {
    return new MessageHeaderDecoder().wrap(message, 0);
  }

  WelcomeDecoder welcome() {
    return as(new WelcomeDecoder());
  }

  GoodbyeDecoder goodbye() {
    return as(new GoodbyeDecoder());
  }

  CommandReplyDecoder commandReply() {
    return as(new CommandReplyDecoder());
  }

  RegisteredDecoder registered() {
    return as(new RegisteredDecoder());
  }

  ErrorReplyDecoder error() {
    return as(new ErrorReplyDecoder());
  }

  ResolvedDecoder resolved() {
    return as(new ResolvedDecoder());
  }

  DescribedDecoder described() {
    return as(new DescribedDecoder());
  }

  StockReplyDecoder stock() {
    return as(new StockReplyDecoder());
  }

  StockEverywhereReplyDecoder everywhere() {
    return as(new StockEverywhereReplyDecoder());
  }

  BasketReplyDecoder basket() {
    return as(new BasketReplyDecoder());
  }

  ReservationReplyDecoder reservation() {
    return as(new ReservationReplyDecoder());
  }

  NearestReplyDecoder nearest() {
    return as(new NearestReplyDecoder());
  }

  StockListReplyDecoder list() {
    return as(new StockListReplyDecoder());
  }

  OpenReservationsReplyDecoder openReservations() {
    return as(new OpenReservationsReplyDecoder());
  }

  EndangeredReplyDecoder endangered() {
    return as(new EndangeredReplyDecoder());
  }

  DeviceReplyDecoder device() {
    return as(new DeviceReplyDecoder());
  }

  SubscribedDecoder subscribed() {
    return as(new SubscribedDecoder());
  }

  ChangesDecoder changes() {
    return as(new ChangesDecoder());
  }

  private <M extends MessageDecoderFlyweight> M as(M decoder) {
    if (templateId() != decoder.sbeTemplateId()) {
      throw new AssertionError(
          "expected a "
              + decoder.getClass().getSimpleName()
              + " but got template "
              + templateId()
              + (templateId() == GoodbyeDecoder.TEMPLATE_ID ? ": " + goodbye().reason() : ""));
    }
    decoder.wrap(
        message, MessageHeaderDecoder.ENCODED_LENGTH, header().blockLength(), header().version());
    return decoder;
  }
}

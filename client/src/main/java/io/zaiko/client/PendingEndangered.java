package io.zaiko.client;

import io.zaiko.protocol.sbe.EndangeredReplyDecoder;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Asks who goes without if an oversell stays. It is read through the pipeline, so it uses a
 * command's credit.
 */
final class PendingEndangered extends PendingQuery<EndangeredAnswer> {
  private final String sku;
  private final String location;
  private final int skip;

  PendingEndangered(ServerLink link, String sku, String location, int skip) {
    super(link);
    this.sku = Texts.required("The SKU", sku);
    this.location = Texts.required("The location", location);
    this.skip = skip;
  }

  @Override
  Lane lane() {
    return link.commandLane();
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.endangered(correlationId, sku, location, skip);
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(EndangeredReplyDecoder.TEMPLATE_ID, templateId);
    EndangeredReplyDecoder reply = link.decoders().endangered(message);
    if (isStale(reply.code())) {
      return true;
    }
    List<Endangered> reservations = new ArrayList<>();
    for (EndangeredReplyDecoder.ReservationsDecoder entry : reply.reservations()) {
      int units = entry.units();
      ReservationState state = entry.state();
      reservations.add(new Endangered(entry.reservationId(), sku, location, units, state));
    }
    complete(
        new EndangeredAnswer(
            reply.code(),
            sku,
            location,
            reply.oversold(),
            reply.count(),
            reservations,
            reply.sequence(),
            reply.time(),
            ""));
    return true;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(new EndangeredAnswer(code, sku, location, 0, 0, List.of(), 0, 0, reason));
  }

  @Override
  String describe() {
    return "the question who is endangered by the oversell of SKU " + sku + " at " + location;
  }
}

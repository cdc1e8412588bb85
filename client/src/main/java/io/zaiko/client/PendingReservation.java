package io.zaiko.client;

import io.zaiko.protocol.sbe.ReservationReplyDecoder;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Asks for a reservation. It is read through the pipeline, so it uses a command's credit. */
final class PendingReservation extends PendingQuery<ReservationAnswer> {
  private final String id;
  private Descriptions descriptions;

  PendingReservation(ServerLink link, String id) {
    super(link);
    this.id = Texts.required("The reservation id", id);
  }

  @Override
  Lane lane() {
    return link.commandLane();
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.reservation(correlationId, id);
  }

  @Override
  void restart() {
    descriptions = null;
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(ReservationReplyDecoder.TEMPLATE_ID, templateId);
    ReservationReplyDecoder reply = link.decoders().reservation(message);
    if (future().isDone()) {
      end();
    } else if (reply.code() == ResultCode.OK) {
      found(reply);
    } else {
      complete(
          new ReservationAnswer(
              reply.code(),
              id,
              "",
              Optional.empty(),
              0,
              List.of(),
              reply.sequence(),
              reply.time(),
              ""));
    }
    return true;
  }

  private void found(ReservationReplyDecoder reply) {
    ReservationState state = reply.state();
    String channel = link.welcome().channelName(reply.channel());
    long expiresAt = reply.expiresAt();
    long sequence = reply.sequence();
    long time = reply.time();
    Descriptions wanted = new Descriptions(this);
    descriptions = wanted;
    List<Part> parts = new ArrayList<>();
    for (ReservationReplyDecoder.LinesDecoder entry : reply.lines()) {
      parts.add(Part.read(entry));
      wanted.needSku(entry.sku());
      wanted.needLocation(entry.location());
    }
    wanted.whenKnown(
        () -> {
          List<ReservationLine> lines = describe(parts, wanted);
          if (lines != null) {
            complete(
                new ReservationAnswer(
                    ResultCode.OK,
                    id,
                    channel,
                    Optional.of(state),
                    expiresAt,
                    lines,
                    sequence,
                    time,
                    ""));
          }
        });
  }

  /** The lines in codes; null if that failed, and then the query has failed too. */
  private List<ReservationLine> describe(List<Part> parts, Descriptions known) {
    List<ReservationLine> lines = new ArrayList<>(parts.size());
    try {
      for (Part part : parts) {
        lines.add(part.describe(known));
      }
      return lines;
    } catch (ZaikoProtocolException e) {
      fail(e);
      return null;
    }
  }

  @Override
  boolean isWaitingFor(Descriptions wanted) {
    return descriptions == wanted;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(new ReservationAnswer(code, id, "", Optional.empty(), 0, List.of(), 0, 0, reason));
  }

  @Override
  String describe() {
    return "the question for reservation " + id;
  }

  /** One line as it came: handles, and the units of a line whose codes are not known yet. */
  private record Part(int sku, int location, ReservationLine units) {
    static Part read(ReservationReplyDecoder.LinesDecoder entry) {
      ReservationLine units =
          new ReservationLine(
              "",
              "",
              entry.requested(),
              entry.open(),
              entry.fulfilled(),
              entry.released(),
              entry.expired(),
              entry.shorted());
      return new Part(entry.sku(), entry.location(), units);
    }

    ReservationLine describe(Descriptions known) {
      return units.at(known.sku(sku), known.location(location));
    }
  }
}

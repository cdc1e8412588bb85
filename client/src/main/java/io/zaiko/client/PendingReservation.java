package io.zaiko.client;

import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.ReservationReplyDecoder;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Asks for a reservation. It is read through the pipeline, so it uses a command's credit. */
final class PendingReservation extends PendingQuery<ReservationAnswer> {
  private final String id;

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
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(ReservationReplyDecoder.TEMPLATE_ID, templateId);
    ReservationReplyDecoder reply = link.decoders().reservation(message);
    if (reply.code() == ResultCode.OK) {
      found(reply);
    } else {
      complete(none(reply.code(), reply.sequence(), reply.time(), ""));
    }
    return true;
  }

  private void found(ReservationReplyDecoder reply) {
    ReservationState state = reply.state();
    String channel = link.welcome().channelName(reply.channel());
    long expiresAt = reply.expiresAt();
    long deadline = reply.deadline();
    OnDeadline onDeadline = reply.onDeadline();
    boolean overdue = reply.overdue() == YesNo.YES;
    int destination = reply.destination();
    long sequence = reply.sequence();
    long time = reply.time();
    Descriptions codes = new Descriptions(link);
    List<Part> parts = readLines(reply, codes);
    List<MovedPart> moved = readTransfer(reply, codes);
    if (destination >= 0) {
      codes.needLocation(destination);
    }
    answerInCodes(
        codes,
        () ->
            complete(
                new ReservationAnswer(
                    ResultCode.OK,
                    id,
                    channel,
                    Optional.of(state),
                    expiresAt,
                    deadline,
                    onDeadline,
                    overdue,
                    destination >= 0 ? codes.location(destination) : "",
                    parts.stream().map(part -> part.describe(codes)).toList(),
                    moved.stream().map(part -> part.units.of(codes.sku(part.sku))).toList(),
                    sequence,
                    time,
                    "")));
  }

  private static List<Part> readLines(ReservationReplyDecoder reply, Descriptions codes) {
    List<Part> parts = new ArrayList<>();
    for (ReservationReplyDecoder.LinesDecoder entry : reply.lines()) {
      parts.add(Part.read(entry));
      codes.needSku(entry.sku());
      codes.needLocation(entry.location());
    }
    return parts;
  }

  private static List<MovedPart> readTransfer(ReservationReplyDecoder reply, Descriptions codes) {
    List<MovedPart> moved = new ArrayList<>();
    for (ReservationReplyDecoder.TransferDecoder entry : reply.transfer()) {
      moved.add(MovedPart.read(entry));
      codes.needSku(entry.sku());
    }
    return moved;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(none(code, 0, 0, reason));
  }

  private ReservationAnswer none(ResultCode code, long sequence, long time, String reason) {
    return new ReservationAnswer(
        code,
        id,
        "",
        Optional.empty(),
        0,
        0,
        OnDeadline.REPORT,
        false,
        "",
        List.of(),
        List.of(),
        sequence,
        time,
        reason);
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

  /** What a transfer moved of a SKU, as it came. */
  private record MovedPart(int sku, TransferLine units) {
    static MovedPart read(ReservationReplyDecoder.TransferDecoder entry) {
      return new MovedPart(
          entry.sku(),
          new TransferLine("", entry.dispatched(), entry.received(), entry.lost(), entry.found()));
    }
  }
}

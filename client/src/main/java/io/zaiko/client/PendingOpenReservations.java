package io.zaiko.client;

import io.zaiko.protocol.sbe.OpenReservationsReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.YesNo;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Asks for a page of what is open at a location. It is read through the pipeline, so it uses a
 * command's credit.
 */
final class PendingOpenReservations extends PendingQuery<OpenReservationsAnswer> {
  private final String location;
  private final int cursor;

  PendingOpenReservations(ServerLink link, String location, int cursor) {
    super(link);
    this.location = Texts.required("The location", location);
    this.cursor = cursor;
  }

  @Override
  Lane lane() {
    return link.commandLane();
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.openReservations(correlationId, location, cursor);
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(OpenReservationsReplyDecoder.TEMPLATE_ID, templateId);
    OpenReservationsReplyDecoder reply = link.decoders().openReservations(message);
    ResultCode code = reply.code();
    if (isStale(code)) {
      return true;
    }
    int nextCursor = reply.nextCursor();
    long sequence = reply.sequence();
    long time = reply.time();
    Descriptions codes = new Descriptions(link);
    List<Part> parts = new ArrayList<>();
    for (OpenReservationsReplyDecoder.LinesDecoder entry : reply.lines()) {
      Part part = read(entry);
      parts.add(part);
      codes.needSku(part.sku);
      if (part.destination >= 0) {
        codes.needLocation(part.destination);
      }
    }
    answerInCodes(
        codes,
        () -> {
          List<OpenReservation> rows = new ArrayList<>(parts.size());
          for (Part part : parts) {
            rows.add(part.describe(codes));
          }
          complete(
              new OpenReservationsAnswer(code, location, rows, nextCursor, sequence, time, ""));
        });
    return true;
  }

  private Part read(OpenReservationsReplyDecoder.LinesDecoder entry) {
    int sku = entry.sku();
    int destination = entry.destination();
    OpenReservation plain =
        new OpenReservation(
            entry.reservationId(),
            "",
            entry.open(),
            link.welcome().channelName(entry.channel()),
            entry.state(),
            entry.due(),
            entry.overdue() == YesNo.YES,
            "");
    return new Part(sku, destination, plain);
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(new OpenReservationsAnswer(code, location, List.of(), 0, 0, 0, reason));
  }

  @Override
  String describe() {
    return "the question what is open at " + location;
  }

  /** One row of the answer, by its handles. */
  private record Part(int sku, int destination, OpenReservation plain) {
    OpenReservation describe(Descriptions codes) {
      return new OpenReservation(
          plain.reservationId(),
          codes.sku(sku),
          plain.open(),
          plain.channel(),
          plain.state(),
          plain.dueMicros(),
          plain.overdue(),
          destination >= 0 ? codes.location(destination) : "");
    }
  }
}

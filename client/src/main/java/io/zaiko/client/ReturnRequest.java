package io.zaiko.client;

import io.zaiko.protocol.sbe.Disposition;
import java.util.List;
import java.util.Objects;

/**
 * RETURN, a fact: goods came back from a customer to the locations named.
 *
 * @param lines what came back where, 1 to 256 lines of 1 unit or more
 * @param channel name of the channel; empty = none
 * @param disposition where the goods go: to quality control, to the shelf, or to the damaged ones
 * @param reservationId the reservation they were sold under, up to 64 bytes; empty = none
 * @param reference the caller's own document number, up to 64 bytes; empty = none
 * @param occurrence when it happened, and which till counted it
 */
public record ReturnRequest(
    List<Line> lines,
    String channel,
    Disposition disposition,
    String reservationId,
    String reference,
    Occurrence occurrence)
    implements CommandRequest {
  public ReturnRequest {
    lines = Texts.placedLines(lines);
    channel = Texts.optional("The channel", channel);
    Objects.requireNonNull(disposition, "disposition");
    reservationId = Texts.optional("The reservation id", reservationId);
    reference = Texts.optional("The reference", reference);
    Objects.requireNonNull(occurrence, "occurrence");
  }

  /** Goods for quality control, without a channel, reservation or reference. */
  public static ReturnRequest of(Line... lines) {
    return new ReturnRequest(
        List.of(lines), "", Disposition.QUALITY_CHECK, "", "", Occurrence.NONE);
  }

  /** The same on this channel. */
  public ReturnRequest withChannel(String name) {
    return new ReturnRequest(lines, name, disposition, reservationId, reference, occurrence);
  }

  /** The same with this disposition. */
  public ReturnRequest withDisposition(Disposition other) {
    return new ReturnRequest(lines, channel, other, reservationId, reference, occurrence);
  }

  /** The same, of goods sold under this reservation. */
  public ReturnRequest withReservation(String id) {
    return new ReturnRequest(lines, channel, disposition, id, reference, occurrence);
  }

  /** The same with this reference. */
  public ReturnRequest withReference(String text) {
    return new ReturnRequest(lines, channel, disposition, reservationId, text, occurrence);
  }

  /** The same, having happened so. */
  public ReturnRequest withOccurrence(Occurrence other) {
    return new ReturnRequest(lines, channel, disposition, reservationId, reference, other);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }

  @Override
  public int lineCount() {
    return lines.size();
  }
}

package io.zaiko.simulator.run;

import io.zaiko.engine.command.CommandDispatcher;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.DeviceQueryEncoder;
import io.zaiko.protocol.sbe.DeviceReplyDecoder;
import io.zaiko.protocol.sbe.EndangeredQueryEncoder;
import io.zaiko.protocol.sbe.EndangeredReplyDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.OpenReservationsQueryEncoder;
import io.zaiko.protocol.sbe.OpenReservationsReplyDecoder;
import io.zaiko.protocol.sbe.ReservationQueryEncoder;
import io.zaiko.protocol.sbe.ReservationReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.YesNo;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Answer.Endangered;
import io.zaiko.simulator.reference.Answer.OpenLine;
import io.zaiko.simulator.reference.Answer.ReservationLine;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What the real engine answers to questions through the ring, in the reference's words. */
public final class RingAnswers {
  private static final long CORRELATION = 4711;

  private final CommandDispatcher dispatcher;
  private final MessageHeaderEncoder queryHeader = new MessageHeaderEncoder();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ExpandableArrayBuffer query = new ExpandableArrayBuffer();
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[CommandDispatcher.MAX_REPLY_LENGTH]);

  public RingAnswers(CommandDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Asks; the length that comes back must be that of the reply once it is decoded. */
  private int ask(int bodyLength) {
    return dispatcher.answer(query, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, reply, 0);
  }

  private static void check(
      long correlation, long sequence, long time, List<Long> position, int length, int decoded) {
    Difference.unlessEqual(CORRELATION, correlation, () -> "correlation id");
    Difference.unlessEqual(position, List.of(sequence, time), () -> "position of an answer");
    Difference.unlessEqual(
        MessageHeaderDecoder.ENCODED_LENGTH + decoded, length, () -> "length of an answer");
  }

  /**
   * A reservation by its id.
   *
   * @param position sequence and time that the answer must have
   */
  public Answer.Reservation reservation(String id, List<Long> position) {
    int length =
        ask(
            new ReservationQueryEncoder()
                .wrapAndApplyHeader(query, 0, queryHeader)
                .correlationId(CORRELATION)
                .reservationId(id)
                .encodedLength());
    ReservationReplyDecoder decoded = new ReservationReplyDecoder();
    decoded.wrapAndApplyHeader(reply, 0, header);
    List<ReservationLine> lines = new ArrayList<>();
    for (ReservationReplyDecoder.LinesDecoder line : decoded.lines()) {
      lines.add(
          new ReservationLine(
              line.sku(),
              line.location(),
              line.requested(),
              line.open(),
              line.fulfilled(),
              line.released(),
              line.expired(),
              line.shorted()));
    }
    List<Answer.Moved> moved = new ArrayList<>();
    for (ReservationReplyDecoder.TransferDecoder one : decoded.transfer()) {
      moved.add(
          new Answer.Moved(one.sku(), one.dispatched(), one.received(), one.lost(), one.found()));
    }
    check(
        decoded.correlationId(),
        decoded.sequence(),
        decoded.time(),
        position,
        length,
        decoded.sbeDecodedLength());
    return new Answer.Reservation(
        decoded.code(),
        decoded.state(),
        decoded.channel(),
        decoded.expiresAt(),
        decoded.deadline(),
        decoded.onDeadline() == OnDeadline.EXPIRE,
        decoded.overdue() == YesNo.YES,
        decoded.destination(),
        lines,
        moved);
  }

  /** The open lines at a location, over all pages. */
  public List<OpenLine> openReservations(int location, List<Long> position) {
    List<OpenLine> lines = new ArrayList<>();
    int cursor = 0;
    do {
      OpenReservationsQueryEncoder question =
          new OpenReservationsQueryEncoder()
              .wrapAndApplyHeader(query, 0, queryHeader)
              .correlationId(CORRELATION)
              .location(location)
              .cursor(cursor);
      question.codesCount(0);
      int length = ask(question.encodedLength());
      OpenReservationsReplyDecoder decoded = new OpenReservationsReplyDecoder();
      decoded.wrapAndApplyHeader(reply, 0, header);
      Difference.unlessEqual(ResultCode.OK, decoded.code(), () -> "list of reservations");
      for (OpenReservationsReplyDecoder.LinesDecoder line : decoded.lines()) {
        long due = line.due();
        int sku = line.sku();
        int open = line.open();
        int destination = line.destination();
        int channel = line.channel();
        var state = line.state();
        boolean overdue = line.overdue() == YesNo.YES;
        lines.add(
            new OpenLine(
                line.reservationId(), state, channel, sku, open, due, overdue, destination));
      }
      check(
          decoded.correlationId(),
          decoded.sequence(),
          decoded.time(),
          position,
          length,
          decoded.sbeDecodedLength());
      cursor = decoded.nextCursor();
    } while (cursor != 0);
    return lines;
  }

  /** Who the oversell of a pair of handles endangers, over all pages. */
  public Answer.EndangeredAt endangered(int sku, int location, List<Long> position) {
    List<Endangered> reservations = new ArrayList<>();
    ResultCode code;
    long oversold;
    int count;
    int before;
    do {
      before = reservations.size();
      EndangeredQueryEncoder question =
          new EndangeredQueryEncoder()
              .wrapAndApplyHeader(query, 0, queryHeader)
              .correlationId(CORRELATION)
              .sku(sku)
              .location(location)
              .skip(before);
      question.codesCount(0);
      int length = ask(question.encodedLength());
      EndangeredReplyDecoder decoded = new EndangeredReplyDecoder();
      decoded.wrapAndApplyHeader(reply, 0, header);
      code = decoded.code();
      oversold = decoded.oversold();
      count = decoded.count();
      for (EndangeredReplyDecoder.ReservationsDecoder one : decoded.reservations()) {
        reservations.add(
            new Endangered(sku, location, one.units(), one.state(), one.reservationId()));
      }
      check(
          decoded.correlationId(),
          decoded.sequence(),
          decoded.time(),
          position,
          length,
          decoded.sbeDecodedLength());
    } while (reservations.size() < count && reservations.size() > before);
    Difference.unlessEqual(count, reservations.size(), () -> "number of endangered reservations");
    return new Answer.EndangeredAt(code, oversold, reservations);
  }

  /** What is known of a device. */
  public Answer.Device device(String device, List<Long> position) {
    int length =
        ask(
            new DeviceQueryEncoder()
                .wrapAndApplyHeader(query, 0, queryHeader)
                .correlationId(CORRELATION)
                .device(device)
                .encodedLength());
    DeviceReplyDecoder decoded = new DeviceReplyDecoder();
    decoded.wrapAndApplyHeader(reply, 0, header);
    List<Long> missing = new ArrayList<>();
    for (DeviceReplyDecoder.MissingDecoder one : decoded.missing()) {
      missing.add(one.deviceSequence());
    }
    Difference.unlessEqual(ResultCode.OK, decoded.code(), () -> "device");
    Difference.unlessEqual(
        missing.size(), Math.min(decoded.gaps(), Protocol.MAX_LINES), () -> "gaps of a device");
    check(
        decoded.correlationId(),
        decoded.sequence(),
        decoded.time(),
        position,
        length,
        decoded.sbeDecodedLength());
    return new Answer.Device(decoded.highest(), decoded.lowest(), missing);
  }
}

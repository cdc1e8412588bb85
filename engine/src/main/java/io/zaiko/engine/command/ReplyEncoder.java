package io.zaiko.engine.command;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.reservation.LineResults;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.protocol.sbe.CommandReplyEncoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.RegisteredEncoder;
import io.zaiko.protocol.sbe.ReservationReplyEncoder;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import org.agrona.MutableDirectBuffer;

/** Writes the replies that the engine thread gives. Allocates nothing; not thread safe. */
final class ReplyEncoder {
  private final Durability durability;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CommandReplyEncoder commandReply = new CommandReplyEncoder();
  private final RegisteredEncoder registered = new RegisteredEncoder();
  private final ReservationReplyEncoder reservationReply = new ReservationReplyEncoder();

  ReplyEncoder(Durability durability) {
    this.durability = durability;
  }

  int commandReply(
      MutableDirectBuffer buffer,
      int offset,
      long requestId,
      long session,
      long sequence,
      long timeMicros,
      byte code,
      boolean repeated,
      int oversellsOpened,
      LineResults lines) {
    commandReply
        .wrapAndApplyHeader(buffer, offset, header)
        .requestId(requestId)
        .session(session)
        .sequence(sequence)
        .time(timeMicros)
        .code(ResultCode.get(code))
        .durability(durability)
        .oversellsOpened(oversellsOpened);
    commandReply.flags().clear().repeated(repeated);
    CommandReplyEncoder.LinesEncoder group = commandReply.linesCount(lines.count());
    for (int i = 0; i < lines.count(); i++) {
      group
          .next()
          .line(lines.line(i))
          .code(ResultCode.get(lines.code(i)))
          .quantity(lines.quantity(i));
    }
    return MessageHeaderEncoder.ENCODED_LENGTH + commandReply.encodedLength();
  }

  int registered(
      MutableDirectBuffer buffer,
      int offset,
      long requestId,
      long session,
      long highestRequestId,
      InventoryEngine engine) {
    registered
        .wrapAndApplyHeader(buffer, offset, header)
        .requestId(requestId)
        .session(session)
        .sequence(engine.sequence())
        .time(engine.timeMicros())
        .highestRequestId(highestRequestId)
        .code(ResultCode.OK)
        .durability(durability);
    return MessageHeaderEncoder.ENCODED_LENGTH + registered.encodedLength();
  }

  int unknownReservation(
      MutableDirectBuffer buffer, int offset, long correlationId, InventoryEngine engine) {
    beginReservation(buffer, offset, correlationId, engine)
        .expiresAt(0)
        .channel((short) 255)
        .code(ResultCode.UNKNOWN_RESERVATION)
        .state(ReservationState.NULL_VAL)
        .linesCount(0);
    return MessageHeaderEncoder.ENCODED_LENGTH + reservationReply.encodedLength();
  }

  int reservation(
      MutableDirectBuffer buffer,
      int offset,
      long correlationId,
      int record,
      InventoryEngine engine) {
    ReservationTable table = engine.reservations();
    ReservationReplyEncoder.LinesEncoder group =
        beginReservation(buffer, offset, correlationId, engine)
            .expiresAt(table.expiry(record))
            .channel((short) table.channel(record))
            .code(ResultCode.OK)
            .state(ReservationState.get((short) table.state(record)))
            .linesCount(table.lineCount(record));
    for (int line = table.firstLine(record);
        line != ReservationTable.NONE;
        line = table.nextLine(line)) {
      group
          .next()
          .sku(table.sku(line))
          .location(table.location(line))
          .requested(table.requested(line))
          .open(table.open(line))
          .fulfilled(table.fulfilled(line))
          .released(table.released(line))
          .expired(table.expired(line))
          .shorted(table.shorted(line));
    }
    return MessageHeaderEncoder.ENCODED_LENGTH + reservationReply.encodedLength();
  }

  private ReservationReplyEncoder beginReservation(
      MutableDirectBuffer buffer, int offset, long correlationId, InventoryEngine engine) {
    return reservationReply
        .wrapAndApplyHeader(buffer, offset, header)
        .correlationId(correlationId)
        .sequence(engine.sequence())
        .time(engine.timeMicros());
  }
}

package io.zaiko.engine.command;

import io.zaiko.engine.core.Endangered;
import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.core.Outcome;
import io.zaiko.engine.reservation.LineResults;
import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommandReplyEncoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.RegisteredEncoder;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the replies to commands; where there is no buffer nobody wants one, and none is written.
 * Allocates nothing; not thread safe.
 */
final class ReplyEncoder {
  /** Longest reply to a command, in bytes. */
  static final int MAX_LENGTH =
      ReplyBounds.LENGTH_WITHOUT_ENTRIES
          + Outcome.MAX_LINE_RESULTS * CommandReplyEncoder.LinesEncoder.sbeBlockLength()
          + ReplyBounds.ENDANGERED_LENGTH;

  private final Durability durability;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CommandReplyEncoder commandReply = new CommandReplyEncoder();
  private final RegisteredEncoder registered = new RegisteredEncoder();
  private final LineResults noLines = new LineResults(0);
  private final UnsafeBuffer id = new UnsafeBuffer(new byte[Protocol.MAX_ID_LENGTH]);

  ReplyEncoder(Durability durability) {
    this.durability = durability;
  }

  /** The answer to a command that ran. */
  int executed(
      MutableDirectBuffer buffer,
      int offset,
      long requestId,
      long session,
      InventoryEngine engine,
      Outcome outcome) {
    if (buffer == null) {
      return 0;
    }
    begin(buffer, offset, requestId, session, engine.sequence(), engine.timeMicros())
        .code(ResultCode.get(outcome.code().number()))
        .oversellsOpened(outcome.oversellsOpened())
        .endangered(outcome.endangered().count())
        .deviceGaps(outcome.deviceGaps())
        .flags()
        .clear();
    encodeLines(outcome.lines());
    encodeEndangered(outcome.endangered(), engine.reservations());
    return MessageHeaderEncoder.ENCODED_LENGTH + commandReply.encodedLength();
  }

  /** The answer to a command that did not run; of the present record. */
  int notExecuted(
      MutableDirectBuffer buffer,
      int offset,
      long requestId,
      long session,
      InventoryEngine engine,
      byte code) {
    if (buffer == null) {
      return 0;
    }
    begin(buffer, offset, requestId, session, engine.sequence(), engine.timeMicros());
    return end(code, false, 0, noLines);
  }

  /** The first answer to a command again. */
  int repeated(
      MutableDirectBuffer buffer,
      int offset,
      long requestId,
      long session,
      long sequence,
      long timeMicros,
      byte code,
      int oversellsOpened,
      LineResults lines) {
    if (buffer == null) {
      return 0;
    }
    begin(buffer, offset, requestId, session, sequence, timeMicros);
    return end(code, true, oversellsOpened, lines);
  }

  private CommandReplyEncoder begin(
      MutableDirectBuffer buffer,
      int offset,
      long requestId,
      long session,
      long sequence,
      long timeMicros) {
    return commandReply
        .wrapAndApplyHeader(buffer, offset, header)
        .requestId(requestId)
        .session(session)
        .sequence(sequence)
        .time(timeMicros)
        .durability(durability);
  }

  private int end(byte code, boolean repeated, int oversellsOpened, LineResults lines) {
    commandReply
        .code(ResultCode.get(code))
        .oversellsOpened(oversellsOpened)
        .endangered(0)
        .deviceGaps(0)
        .flags()
        .clear()
        .repeated(repeated);
    encodeLines(lines);
    commandReply.firstEndangeredCount(0);
    return MessageHeaderEncoder.ENCODED_LENGTH + commandReply.encodedLength();
  }

  private void encodeLines(LineResults lines) {
    CommandReplyEncoder.LinesEncoder group = commandReply.linesCount(lines.count());
    for (int i = 0; i < lines.count(); i++) {
      group
          .next()
          .line(lines.line(i))
          .code(ResultCode.get(lines.code(i)))
          .quantity(lines.quantity(i))
          .location(lines.location(i));
    }
  }

  private void encodeEndangered(Endangered endangered, ReservationTable reservations) {
    LineTable lines = reservations.lines();
    CommandReplyEncoder.FirstEndangeredEncoder group =
        commandReply.firstEndangeredCount(endangered.namedCount());
    for (int i = 0; i < endangered.namedCount(); i++) {
      int reservation = endangered.reservation(i);
      int line = endangered.line(i);
      int length = reservations.copyId(reservation, id, 0);
      group
          .next()
          .sku(lines.sku(line))
          .location(lines.location(line))
          .units(lines.open(line))
          .state(ReservationState.get((short) reservations.state(reservation)))
          .putReservationId(id, 0, length);
    }
  }

  int registered(
      MutableDirectBuffer buffer,
      int offset,
      long requestId,
      long session,
      long highestRequestId,
      InventoryEngine engine) {
    if (buffer == null) {
      return 0;
    }
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
}

package io.zaiko.engine.command;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.State;
import io.zaiko.engine.reservation.TransferTable;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.MessageHeaderEncoder;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.OpenReservationsReplyEncoder;
import io.zaiko.protocol.sbe.ReservationReplyEncoder;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.YesNo;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the answers about reservations: one by its id, or what is open at a location. Engine
 * thread only; allocates nothing.
 */
final class ReservationAnswers {
  /** Longest answer about one reservation, in bytes. */
  static final int MAX_RESERVATION_LENGTH =
      MessageHeaderEncoder.ENCODED_LENGTH
          + ReservationReplyEncoder.BLOCK_LENGTH
          + 2 * MessageLines.GROUP_HEADER_LENGTH
          + Protocol.MAX_LINES
              * (ReservationReplyEncoder.LinesEncoder.sbeBlockLength()
                  + ReservationReplyEncoder.TransferEncoder.sbeBlockLength());

  /** Longest page of open lines, in bytes. */
  static final int MAX_PAGE_LENGTH =
      MessageHeaderEncoder.ENCODED_LENGTH
          + OpenReservationsReplyEncoder.BLOCK_LENGTH
          + MessageLines.GROUP_HEADER_LENGTH
          + Protocol.MAX_LINES
              * (OpenReservationsReplyEncoder.LinesEncoder.sbeBlockLength()
                  + 1
                  + Protocol.MAX_ID_LENGTH);

  /** Reservations looked at for a page: a question must not hold up the commands behind it. */
  private static final int LOOKED_AT = 4096;

  private final InventoryEngine engine;
  private final UnsafeBuffer id = new UnsafeBuffer(new byte[Protocol.MAX_ID_LENGTH]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ReservationReplyEncoder reply = new ReservationReplyEncoder();
  private final OpenReservationsReplyEncoder page = new OpenReservationsReplyEncoder();
  private int rows;

  ReservationAnswers(InventoryEngine engine) {
    this.engine = engine;
  }

  /** The reservation of an id; returns the length of the reply. */
  int one(long correlationId, TextRef reservationId, MutableDirectBuffer to, int offset) {
    int record = engine.reservations().find(reservationId);
    reply
        .wrapAndApplyHeader(to, offset, header)
        .correlationId(correlationId)
        .sequence(engine.sequence())
        .time(engine.timeMicros());
    if (record == ReservationTable.NONE) {
      encodeUnknown();
    } else {
      encode(engine.reservations(), record);
    }
    return MessageHeaderEncoder.ENCODED_LENGTH + reply.encodedLength();
  }

  private void encodeUnknown() {
    reply
        .expiresAt(0)
        .deadline(0)
        .destination(ReservationTable.NO_DESTINATION)
        .channel((short) Protocol.NO_CHANNEL)
        .code(ResultCode.UNKNOWN_RESERVATION)
        .state(ReservationState.NULL_VAL)
        .onDeadline(OnDeadline.REPORT)
        .overdue(YesNo.NO);
    reply.linesCount(0);
    reply.transferCount(0);
  }

  private void encode(ReservationTable table, int record) {
    boolean held = table.state(record) == State.HELD;
    reply
        .expiresAt(held ? table.due(record) : 0)
        .deadline(held ? 0 : table.due(record))
        .destination(table.destination(record))
        .channel((short) table.channel(record))
        .code(ResultCode.OK)
        .state(ReservationState.get((short) table.state(record)))
        .onDeadline(table.expiresAtDeadline(record) ? OnDeadline.EXPIRE : OnDeadline.REPORT)
        .overdue(table.isOverdue(record) ? YesNo.YES : YesNo.NO);
    encodeLines(table, record);
    encodeTransfer(table, record);
  }

  private void encodeLines(ReservationTable table, int record) {
    LineTable lines = table.lines();
    ReservationReplyEncoder.LinesEncoder group = reply.linesCount(table.lineCount(record));
    for (int line = table.firstLine(record); line != LineTable.NONE; line = lines.next(line)) {
      group
          .next()
          .sku(lines.sku(line))
          .location(lines.location(line))
          .requested(lines.requested(line))
          .open(lines.open(line))
          .fulfilled(lines.fulfilled(line))
          .released(lines.released(line))
          .expired(lines.expired(line))
          .shorted(lines.shorted(line));
    }
  }

  private void encodeTransfer(ReservationTable table, int record) {
    TransferTable moved = table.transfers();
    ReservationReplyEncoder.TransferEncoder group = reply.transferCount(Protocol.MAX_LINES);
    for (int line = table.firstTransferLine(record);
        line != TransferTable.NONE;
        line = moved.next(line)) {
      group
          .next()
          .sku(moved.sku(line))
          .dispatched(moved.dispatched(line))
          .received(moved.received(line))
          .lost(moved.lost(line))
          .found(moved.found(line));
    }
    group.resetCountToIndex();
  }

  /** A page of what is open at a location; returns the length of the reply. */
  int openAt(long correlationId, int location, int cursor, MutableDirectBuffer to, int offset) {
    ReservationTable table = engine.reservations();
    page.wrapAndApplyHeader(to, offset, header)
        .correlationId(correlationId)
        .sequence(engine.sequence())
        .time(engine.timeMicros())
        .code(location < 0 ? ResultCode.UNKNOWN_LOCATION : ResultCode.OK);
    OpenReservationsReplyEncoder.LinesEncoder group = page.linesCount(Protocol.MAX_LINES);
    rows = 0;
    int record = location < 0 ? table.scanEnd() : cursor;
    int end = (int) Math.min(table.scanEnd(), (long) record + LOOKED_AT);
    while (record < end && encodeOpenLines(table, record, location, group)) {
      record++;
    }
    group.resetCountToIndex();
    page.nextCursor(record >= table.scanEnd() ? 0 : record);
    return MessageHeaderEncoder.ENCODED_LENGTH + page.encodedLength();
  }

  /** Adds the open lines of a reservation, unless they do not fit any more. */
  private boolean encodeOpenLines(
      ReservationTable table,
      int record,
      int location,
      OpenReservationsReplyEncoder.LinesEncoder group) {
    if (!table.isInUse(record) || !State.isOpen(table.state(record))) {
      return true;
    }
    if (rows + table.lineCount(record) > Protocol.MAX_LINES) {
      return false;
    }
    LineTable lines = table.lines();
    for (int line = table.firstLine(record); line != LineTable.NONE; line = lines.next(line)) {
      if (lines.location(line) == location && lines.open(line) > 0) {
        int length = table.copyId(record, id, 0);
        rows++;
        group
            .next()
            .due(table.due(record))
            .sku(lines.sku(line))
            .open(lines.open(line))
            .destination(table.destination(record))
            .channel((short) table.channel(record))
            .state(ReservationState.get((short) table.state(record)))
            .overdue(table.isOverdue(record) ? YesNo.YES : YesNo.NO)
            .putReservationId(id, 0, length);
      }
    }
    return true;
  }
}

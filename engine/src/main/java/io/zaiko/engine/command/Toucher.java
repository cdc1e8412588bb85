package io.zaiko.engine.command;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * The first pass over a batch: loads the index slots, stock records and reservations that its
 * commands will need, so that the misses of many commands overlap instead of queueing one behind
 * the other. Only reads; what it finds may be out of date by the time a command is applied, and
 * that does not matter. Engine thread only.
 */
final class Toucher {
  private final StockTable stock;
  private final ReservationTable reservations;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MessageLines lines = new MessageLines();
  private final MessageTexts texts = new MessageTexts();
  private final TextRef id = new TextRef();
  private long touched;

  Toucher(InventoryEngine engine) {
    stock = engine.stock();
    reservations = engine.reservations();
  }

  void touch(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    MessageShape shape = MessageShape.of(header.templateId());
    int textsOffset = offset + Protocol.MESSAGE_HEADER_LENGTH + header.blockLength();
    if (shape.groups() == MessageShape.Groups.LINES) {
      touchStock(lines.wrap(buffer, offset));
      textsOffset = lines.limit();
    }
    if (shape.textCount() > 0 && shape.text(0) == MessageShape.TextKind.ID) {
      touchReservation(texts.at(buffer, textsOffset).next(id));
    }
  }

  private void touchStock(MessageLines lines) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.sku(i) >= 0 && lines.location(i) >= 0) {
        int record = stock.find(lines.sku(i), lines.location(i));
        touched += record == StockTable.NONE ? 0 : stock.word(record);
      }
    }
  }

  private void touchReservation(TextRef id) {
    int reservation = reservations.find(id);
    if (reservation != ReservationTable.NONE) {
      int line = reservations.firstLine(reservation);
      touched += stock.word(reservations.stockRecord(line));
    }
  }

  /** Keeps the loads from being optimised away. */
  long touched() {
    return touched;
  }
}

package io.zaiko.engine.command;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.reservation.ReservationPrefetch;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/**
 * Loads the memory that a batch of commands will need before they are applied. Each command follows
 * a chain of loads, index → reservation → line → stock, in which one must arrive before the next is
 * known. Here the commands of a group take each step together, so that many misses overlap and only
 * the steps queue up (group prefetching: Chen, Ailamaki, Gibbons and Mowry, "Improving Hash Join
 * Performance through Prefetching", ICDE 2004; there is no prefetch instruction to be had, so these
 * are loads whose sum is kept).
 *
 * <p>Changes nothing; what it finds may be out of date by the time a command is applied, and that
 * does not matter. Engine thread only.
 */
final class Toucher {
  /** Commands of a group: what they load has to stay in the cache until they are applied. */
  private static final int GROUP = 512;

  private final StockTable stock;
  private final ReservationTable reservations;
  private final ReservationPrefetch prefetch;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MessageLines lines = new MessageLines();
  private final MessageTexts texts = new MessageTexts();
  private final TextRef id = new TextRef();
  private final long[] idHashes = new long[GROUP];
  private final int[] records = new int[2 * GROUP];
  private int named;
  private int opened;
  private long touched;

  Toucher(InventoryEngine engine) {
    stock = engine.stock();
    reservations = engine.reservations();
    prefetch = reservations.prefetch();
  }

  /** Takes a command's first step. A group that is full goes all the way. */
  void add(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    MessageShape shape = MessageShape.of(header.templateId());
    int textsOffset = offset + Protocol.MESSAGE_HEADER_LENGTH + header.blockLength();
    if (shape.groups().haveLines()) {
      touchStock(lines.wrap(buffer, offset));
      textsOffset = lines.limit();
    }
    if (shape.textCount() > 0 && shape.text(0) == MessageShape.TextKind.ID) {
      long hash = ReservationTable.hashOf(texts.at(buffer, textsOffset).next(id));
      touched += prefetch.touchIndex(hash);
      idHashes[named] = hash;
      named++;
      opened += shape == MessageShape.RESERVE ? 1 : 0;
      if (named == GROUP) {
        finish();
      }
    }
  }

  private void touchStock(MessageLines lines) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.sku(i) >= 0 && lines.location(i) >= 0) {
        touched += stock.touch(lines.sku(i), lines.location(i));
      }
    }
  }

  /**
   * Takes the group's other steps.
   *
   * @return the sum of all that was ever loaded
   */
  long finish() {
    int count = 0;
    for (int i = 0; i < named; i++) {
      count = touchRecord(prefetch.likelyRecord(idHashes[i]), count);
    }
    int victims = count;
    for (int i = 0; i < opened; i++) {
      count = touchRecord(prefetch.likelyVictim(i), count);
    }
    for (int i = 0; i < count; i++) {
      touched += prefetch.touchLineAndIndex(records[i]);
    }
    for (int i = 0; i < victims; i++) {
      int line = reservations.firstLine(records[i]);
      int stockRecord = reservations.lines().stockRecord(line);
      touched += stock.word(stockRecord) + reservations.lines().touchOpen(stockRecord);
    }
    named = 0;
    opened = 0;
    return touched;
  }

  private int touchRecord(int record, int count) {
    if (record == ReservationTable.NONE) {
      return count;
    }
    touched += prefetch.touchRecord(record);
    records[count] = record;
    return count + 1;
  }
}

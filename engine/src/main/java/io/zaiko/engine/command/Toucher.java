package io.zaiko.engine.command;

import io.zaiko.engine.core.InventoryEngine;
import io.zaiko.engine.reservation.ReservationPrefetch;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.reservation.SessionTable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;
import io.zaiko.protocol.MessageLines;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.CommitDecoder;
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
 * <p>What a step loads is worked out first for all commands and then loaded in a loop that does
 * nothing else: a processor looks only some hundred instructions ahead of a load that it waits for.
 *
 * <p>Changes nothing; what it finds may be out of date by the time a command is applied, and that
 * does not matter. Engine thread only.
 */
final class Toucher {
  /** Commands of a group: what they load has to stay in the cache until they are applied. */
  private static final int GROUP = 512;

  private static final int MOST_LINES = GROUP + Protocol.MAX_LINES;

  private final StockTable stock;
  private final SessionTable sessions;
  private final ReservationTable reservations;
  private final ReservationPrefetch prefetch;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final CommitDecoder anyCommand = new CommitDecoder();
  private final MessageLines lines = new MessageLines();
  private final MessageTexts texts = new MessageTexts();
  private final TextRef id = new TextRef();
  private final long[] requests = new long[GROUP];
  private final int[] stockHomes = new int[MOST_LINES];
  private final int[] promisedSkus = new int[MOST_LINES];
  private final int[] promisedLocations = new int[MOST_LINES];
  private final long[] idHashes = new long[GROUP];
  private final int[] records = new int[2 * GROUP];
  private int commands;
  private int places;
  private int promised;
  private int named;
  private int opened;
  private long touched;

  Toucher(InventoryEngine engine) {
    stock = engine.stock();
    sessions = engine.sessions();
    reservations = engine.reservations();
    prefetch = reservations.prefetch();
  }

  /** Works out a command's first step; a group that is full goes all the way before. */
  void add(DirectBuffer buffer, int offset) {
    if (commands == GROUP || places >= GROUP) {
      finish();
    }
    header.wrap(buffer, offset);
    MessageShape shape = MessageShape.of(header.templateId());
    int textsOffset = offset + Protocol.MESSAGE_HEADER_LENGTH + header.blockLength();
    addRequest(buffer, offset);
    if (shape.groups().haveLines()) {
      addStock(lines.wrap(buffer, offset), shape == MessageShape.RESERVE);
      textsOffset = lines.limit();
    }
    if (shape.textCount() > 0 && shape.text(0) == MessageShape.TextKind.ID) {
      idHashes[named] = ReservationTable.hashOf(texts.at(buffer, textsOffset).next(id));
      named++;
      opened += shape == MessageShape.RESERVE ? 1 : 0;
    }
  }

  private void addRequest(DirectBuffer buffer, int offset) {
    anyCommand.wrap(
        buffer, offset + Protocol.MESSAGE_HEADER_LENGTH, header.blockLength(), header.version());
    requests[commands] = sessions.placeOf(anyCommand.session(), anyCommand.requestId());
    commands++;
  }

  private void addStock(MessageLines lines, boolean promises) {
    for (int i = 0; i < lines.count(); i++) {
      int sku = lines.sku(i);
      int location = lines.location(i);
      if (sku >= 0 && location >= 0) {
        stockHomes[places] = stock.home(sku, location);
        places++;
        if (promises) {
          promisedSkus[promised] = sku;
          promisedLocations[promised] = location;
          promised++;
        }
      }
    }
  }

  /**
   * Takes the group's steps.
   *
   * @return the sum of all that was ever loaded
   */
  long finish() {
    touched += touchFirst();
    int count = 0;
    for (int i = 0; i < named; i++) {
      count = addRecord(prefetch.likelyRecord(idHashes[i]), count);
    }
    int victims = count;
    for (int i = 0; i < opened; i++) {
      count = addRecord(prefetch.likelyVictim(i), count);
    }
    touched += touchRecords(count) + touchPromised();
    for (int i = 0; i < count; i++) {
      touched += prefetch.touchLineAndIndexes(records[i]);
    }
    for (int i = 0; i < victims; i++) {
      int line = reservations.firstLine(records[i]);
      int stockRecord = reservations.lines().stockRecord(line);
      touched += stock.word(stockRecord) + reservations.lines().touchOpen(stockRecord);
    }
    commands = 0;
    places = 0;
    promised = 0;
    named = 0;
    opened = 0;
    return touched;
  }

  /** All that a message alone leads to. */
  private long touchFirst() {
    long sum = 0;
    for (int i = 0; i < places; i++) {
      sum += stock.word(stockHomes[i]);
    }
    for (int i = 0; i < named; i++) {
      sum += prefetch.touchIndex(idHashes[i]);
    }
    for (int i = 0; i < commands; i++) {
      sum += sessions.touch(requests[i]);
    }
    return sum;
  }

  private int addRecord(int record, int count) {
    if (record == ReservationTable.NONE) {
      return count;
    }
    records[count] = record;
    return count + 1;
  }

  private long touchRecords(int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += prefetch.touchRecord(records[i]);
    }
    return sum;
  }

  /** The open lines of what is going to be promised; the stock's own lines are loaded by now. */
  private long touchPromised() {
    long sum = 0;
    for (int i = 0; i < promised; i++) {
      int stockRecord = stock.find(promisedSkus[i], promisedLocations[i]);
      if (stockRecord != StockTable.NONE) {
        sum += reservations.lines().touchOpen(stockRecord);
      }
    }
    return sum;
  }
}

package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * Goods that came, went and came back: facts, never refused for lack of stock (rule 7). Each is
 * applied line by line, after a look ahead that finds whether any line would leave the limits, so
 * that a fact changes all or nothing.
 */
final class Facts {
  static final int MAX_UNITS = 1_000_000_000;

  private final Catalog catalog;
  private final StockTable stock;
  private final ReservationTable reservations;
  private final LineTable reservedLines;
  private final StockBook book;
  private final Redeeming redeeming;
  private final Offline offline;
  private final Warning warning;
  private final LookAhead lookAhead;
  private final Pairs pairs = new Pairs();

  Facts(
      Catalog catalog,
      StockTable stock,
      ReservationTable reservations,
      StockBook book,
      Redeeming redeeming,
      Offline offline,
      Warning warning) {
    this.catalog = catalog;
    this.stock = stock;
    this.reservations = reservations;
    this.reservedLines = reservations.lines();
    this.book = book;
    this.redeeming = redeeming;
    this.offline = offline;
    this.warning = warning;
    lookAhead = new LookAhead(stock, book);
  }

  Outcome receive(Lines lines, FactOrigin origin, Outcome outcome) {
    return addAll(lines, origin, outcome);
  }

  Outcome adjust(Lines lines, FactOrigin origin, Outcome outcome) {
    return warning.ofOpened(addAll(lines, origin, outcome));
  }

  private Outcome addAll(Lines lines, FactOrigin origin, Outcome outcome) {
    long occurredAt = origin.occurredAt();
    ResultCode refusal = offline.identity(origin);
    if (refusal == ResultCode.OK) {
      refusal = offline.room(origin, lookAhead.add(lines, StockTable.NONE, 1, occurredAt));
    }
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    for (int i = 0; i < lines.count(); i++) {
      if (!lines.isKnown(i)) {
        outcome.line(i, ResultCode.UNMATCHED, lines.quantity(i));
        continue;
      }
      int record = stock.findOrCreate(lines.sku(i), lines.location(i));
      addUnlessCounted(lines, i, record, lines.quantity(i), occurredAt, outcome);
    }
    return offline.applied(origin, outcome);
  }

  /** Moves sellable stock of a line, unless a count saw it already (rule 23). */
  private void addUnlessCounted(
      Lines lines, int line, int record, int more, long occurredAt, Outcome outcome) {
    if (occurredAt <= stock.lastCut(record)) {
      outcome.line(line, ResultCode.ALREADY_COUNTED, lines.quantity(line));
      book.countSaw(record, more, occurredAt);
    } else {
      book.add(record, StockTable.NONE, more, occurredAt);
    }
  }

  /**
   * @param redeemed id of the reservation that the sale redeems, or empty (rule 17)
   */
  Outcome sell(
      Lines lines, SellPolicy policy, TextRef redeemed, FactOrigin origin, Outcome outcome) {
    boolean redeems = redeemed.length() > 0;
    int reservation = redeems ? redeeming.find(redeemed) : ReservationTable.NONE;
    ResultCode refusal = checkSale(lines, policy, reservation, origin, outcome);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        sellLine(lines, i, redeems, reservation, origin.occurredAt(), outcome);
      } else {
        outcome.line(i, ResultCode.UNMATCHED, lines.quantity(i));
      }
    }
    redeeming.end(reservation);
    if (policy == SellPolicy.WARN) {
      warning.ofAll(lines, outcome);
    } else if (policy == SellPolicy.ENFORCE) {
      warning.ofOpened(outcome);
    }
    return offline.applied(origin, outcome);
  }

  private ResultCode checkSale(
      Lines lines, SellPolicy policy, int reservation, FactOrigin origin, Outcome outcome) {
    ResultCode refusal = offline.identity(origin);
    if (refusal == ResultCode.OK && policy == SellPolicy.ENFORCE) {
      refusal = checkEnforced(lines, reservation, outcome);
    }
    if (refusal == ResultCode.OK) {
      ResultCode limits = lookAhead.add(lines, StockTable.NONE, -1, origin.occurredAt());
      refusal = offline.room(origin, limits);
    }
    return refusal;
  }

  private void sellLine(
      Lines lines, int line, boolean redeems, int reservation, long occurredAt, Outcome outcome) {
    int record = stock.findOrCreate(lines.sku(line), lines.location(line));
    int quantity = lines.quantity(line);
    boolean counted = occurredAt <= stock.lastCut(record);
    int covered =
        redeeming.redeem(
            reservation, lines.sku(line), lines.location(line), quantity, counted, occurredAt);
    if (redeems && covered < quantity) {
      outcome.line(line, ResultCode.REDEEM_PARTIAL, covered);
    }
    if (counted) {
      outcome.line(line, ResultCode.ALREADY_COUNTED, quantity);
      book.countSaw(record, -quantity, occurredAt);
    } else if (covered < quantity) {
      book.add(record, StockTable.NONE, covered - quantity, occurredAt);
    }
  }

  private ResultCode checkEnforced(Lines lines, int reservation, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i) && catalog.isSuspended(lines.location(i))) {
        outcome.line(i, ResultCode.LOCATION_SUSPENDED, lines.quantity(i));
      }
    }
    if (outcome.lines().count() > 0) {
      return ResultCode.LOCATION_SUSPENDED;
    }
    pairs.clear();
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        pairs.add(pairs.place(lines.sku(i), lines.location(i), stock), lines.quantity(i));
      }
    }
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        int place = pairs.find(lines.sku(i), lines.location(i));
        int record = pairs.record(place);
        long atf = record == StockTable.NONE ? 0 : StockTable.atf(stock.word(record));
        int open = redeeming.open(reservation, lines.sku(i), lines.location(i));
        long covered = Math.min(open, pairs.amount(place));
        if (pairs.amount(place) > atf + covered) {
          outcome.line(i, ResultCode.INSUFFICIENT, (int) Math.max(0, atf + covered));
        }
      }
    }
    return outcome.lines().count() > 0 ? ResultCode.INSUFFICIENT : ResultCode.OK;
  }

  /**
   * Credits a bucket of the receiving location, and the named reservation as far as it covers each
   * line (rule 18).
   *
   * @param bucket bucket, or StockTable.NONE for sellable
   */
  Outcome goodsBack(
      Lines lines, int bucket, TextRef reservationId, FactOrigin origin, Outcome outcome) {
    long occurredAt = origin.occurredAt();
    ResultCode refusal = offline.identity(origin);
    if (refusal == ResultCode.OK) {
      refusal = offline.room(origin, lookAhead.add(lines, bucket, 1, occurredAt));
    }
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    boolean named = reservationId.length() > 0;
    int reservation = named ? reservations.find(reservationId) : ReservationTable.NONE;
    for (int i = 0; i < lines.count(); i++) {
      if (!lines.isKnown(i)) {
        outcome.line(i, ResultCode.UNMATCHED, lines.quantity(i));
        continue;
      }
      if (named && !takeBack(reservation, lines.sku(i), lines.quantity(i))) {
        outcome.line(i, ResultCode.UNREFERENCED, lines.quantity(i));
      }
      int record = stock.findOrCreate(lines.sku(i), lines.location(i));
      if (bucket == StockTable.NONE) {
        addUnlessCounted(lines, i, record, lines.quantity(i), occurredAt, outcome);
      } else {
        book.add(record, bucket, lines.quantity(i), occurredAt);
      }
    }
    return offline.applied(origin, outcome);
  }

  private boolean takeBack(int reservation, int sku, int quantity) {
    if (reservation == ReservationTable.NONE
        || reservations.isTransfer(reservation)
        || returnable(reservation, sku) < quantity) {
      return false;
    }
    int left = quantity;
    for (int line = reservations.firstLine(reservation);
        left > 0;
        line = reservedLines.next(line)) {
      if (reservedLines.sku(line) == sku) {
        int taken = Math.min(left, reservedLines.fulfilled(line) - reservedLines.returned(line));
        reservedLines.takeBack(line, taken);
        left -= taken;
      }
    }
    reservations.changed(reservation);
    return true;
  }

  private long returnable(int reservation, int sku) {
    long units = 0;
    for (int line = reservations.firstLine(reservation);
        line != LineTable.NONE;
        line = reservedLines.next(line)) {
      if (reservedLines.sku(line) == sku) {
        units += reservedLines.fulfilled(line) - reservedLines.returned(line);
      }
    }
    return units;
  }
}

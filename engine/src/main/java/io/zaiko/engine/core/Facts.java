package io.zaiko.engine.core;

import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.StockTable;
import io.zaiko.engine.stock.TextRef;

/**
 * The facts: what happened in the world and is never refused for lack of stock (rule 7). Each is
 * applied line by line, after a look ahead that finds whether any line would leave the limits, so
 * that a fact changes all or nothing.
 */
final class Facts {
  static final int MAX_UNITS = 1_000_000_000;

  private static final int SELLABLE = -1;

  private final StockTable stock;
  private final ReservationTable reservations;
  private final Pairs pairs = new Pairs();

  Facts(StockTable stock, ReservationTable reservations) {
    this.stock = stock;
    this.reservations = reservations;
  }

  Outcome receive(Lines lines, Outcome outcome) {
    return applyAll(lines, SELLABLE, 1, outcome);
  }

  Outcome sell(Lines lines, boolean enforce, Outcome outcome) {
    if (enforce && exceedsAtf(lines, outcome)) {
      return outcome.answer(ResultCode.INSUFFICIENT);
    }
    return applyAll(lines, SELLABLE, -1, outcome);
  }

  Outcome adjust(Lines lines, Outcome outcome) {
    return applyAll(lines, SELLABLE, 1, outcome);
  }

  Outcome count(Lines lines, Bucket bucket, Outcome outcome) {
    return applyAll(lines, field(bucket), 0, outcome);
  }

  /**
   * Credits a bucket of the receiving location, and the named reservation as far as it covers each
   * line (rule 18).
   */
  Outcome goodsBack(Lines lines, Bucket bucket, TextRef reservationId, Outcome outcome) {
    ResultCode refusal = lookAhead(lines, field(bucket), 1);
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
      apply(lines, i, field(bucket), 1, outcome);
    }
    return outcome.answer(ResultCode.OK);
  }

  private boolean takeBack(int reservation, int sku, int quantity) {
    if (reservation == ReservationTable.NONE || returnable(reservation, sku) < quantity) {
      return false;
    }
    reservations.beforeChange(reservation);
    int left = quantity;
    for (int line = reservations.firstLine(reservation);
        left > 0;
        line = reservations.nextLine(line)) {
      if (reservations.sku(line) == sku) {
        int taken = Math.min(left, reservations.fulfilled(line) - reservations.returned(line));
        reservations.takeBack(line, taken);
        left -= taken;
      }
    }
    reservations.afterChange(reservation);
    return true;
  }

  private long returnable(int reservation, int sku) {
    long units = 0;
    for (int line = reservations.firstLine(reservation);
        line != ReservationTable.NONE;
        line = reservations.nextLine(line)) {
      if (reservations.sku(line) == sku) {
        units += reservations.fulfilled(line) - reservations.returned(line);
      }
    }
    return units;
  }

  private boolean exceedsAtf(Lines lines, Outcome outcome) {
    pairs.clear();
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        pairs.add(pairs.place(lines.sku(i), lines.location(i), stock), lines.quantity(i));
      }
    }
    boolean exceeds = false;
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        int place = pairs.find(lines.sku(i), lines.location(i));
        int record = pairs.record(place);
        int atf = record == StockTable.NONE ? 0 : StockTable.atf(stock.word(record));
        if (pairs.amount(place) > atf) {
          outcome.line(i, ResultCode.INSUFFICIENT, Math.max(0, atf));
          exceeds = true;
        }
      }
    }
    return exceeds;
  }

  /** Applies lines to one bucket; {@code sign} 1 adds, −1 takes away, 0 sets. */
  private Outcome applyAll(Lines lines, int field, int sign, Outcome outcome) {
    ResultCode refusal = lookAhead(lines, field, sign);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        apply(lines, i, field, sign, outcome);
      } else {
        outcome.line(i, ResultCode.UNMATCHED, lines.quantity(i));
      }
    }
    return outcome.answer(ResultCode.OK);
  }

  /**
   * Runs through the lines without changing anything: amount = units so far, limit = 1 once a
   * record is needed.
   */
  private ResultCode lookAhead(Lines lines, int field, int sign) {
    pairs.clear();
    int newRecords = 0;
    boolean withinLimits = true;
    for (int i = 0; i < lines.count(); i++) {
      if (!lines.isKnown(i)) {
        continue;
      }
      int known = pairs.find(lines.sku(i), lines.location(i));
      int place = known == Pairs.NONE ? placeWithUnits(lines, i, field) : known;
      if (changes(sign, lines.quantity(i))
          && pairs.record(place) == StockTable.NONE
          && pairs.limit(place) == 0) {
        pairs.setLimit(place, 1);
        newRecords++;
      }
      long after = after(pairs.amount(place), sign, lines.quantity(i));
      pairs.setAmount(place, after);
      withinLimits &= after >= -MAX_UNITS && after <= MAX_UNITS;
    }
    if (!stock.hasRoomFor(newRecords)) {
      return ResultCode.CAPACITY_EXCEEDED;
    }
    return withinLimits ? ResultCode.OK : ResultCode.LIMIT_EXCEEDED;
  }

  private int placeWithUnits(Lines lines, int line, int field) {
    int place = pairs.place(lines.sku(line), lines.location(line), stock);
    int record = pairs.record(place);
    pairs.setAmount(place, record == StockTable.NONE ? 0 : units(record, field));
    return place;
  }

  private int units(int record, int field) {
    return field == SELLABLE
        ? StockTable.sellable(stock.word(record))
        : stock.bucket(record, field);
  }

  /** A count of 0 of a pair that has no record is the one line that needs none. */
  private static boolean changes(int sign, int quantity) {
    return sign != 0 || quantity != 0;
  }

  private static long after(long units, int sign, int quantity) {
    return sign == 0 ? quantity : units + (long) sign * quantity;
  }

  private void apply(Lines lines, int line, int field, int sign, Outcome outcome) {
    int record = stock.find(lines.sku(line), lines.location(line));
    if (record == StockTable.NONE) {
      if (!changes(sign, lines.quantity(line))) {
        return;
      }
      record = stock.findOrCreate(lines.sku(line), lines.location(line));
    }
    int after = (int) after(units(record, field), sign, lines.quantity(line));
    if (field == SELLABLE) {
      long word = stock.word(record);
      stock.setWord(record, after, StockTable.reserved(word));
      if (StockTable.atf(word) >= 0 && after < StockTable.reserved(word)) {
        outcome.oversellOpened();
      }
    } else {
      stock.setBucket(record, field, after);
    }
  }

  private static int field(Bucket bucket) {
    return switch (bucket) {
      case SELLABLE -> SELLABLE;
      case DAMAGED -> StockTable.DAMAGED;
      case QUALITY_CONTROL -> StockTable.QUALITY_CONTROL;
      case BLOCKED -> StockTable.BLOCKED;
    };
  }
}

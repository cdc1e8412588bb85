package io.zaiko.engine.core;

import io.zaiko.engine.stock.StockTable;

/**
 * Runs through the lines of a fact without changing anything, to find whether one of them would
 * leave the limits or need a stock record for which there is no room: a fact changes all or nothing
 * (rules 1, 7). Works per pair: amount = units so far. Not thread safe.
 */
final class LookAhead {
  private final StockTable stock;
  private final StockBook book;
  private final Pairs pairs = new Pairs();
  private int newRecords;
  private boolean withinLimits;
  private int least;

  LookAhead(StockTable stock, StockBook book) {
    this.stock = stock;
    this.book = book;
  }

  /**
   * Begins a fact about a bucket, or sellable for StockTable.NONE: the only one that may go below
   * 0.
   */
  void begin(int bucket) {
    least = bucket == StockTable.NONE ? -Facts.MAX_UNITS : 0;
    pairs.clear();
    newRecords = 0;
    withinLimits = true;
  }

  /**
   * What a fact would be answered that adds its lines to a bucket.
   *
   * @param bucket bucket, or StockTable.NONE for sellable
   * @param sign 1 adds, −1 takes away
   * @param occurredAt when it happened: a fact that a count saw moves no sellable stock
   */
  ResultCode add(Lines lines, int bucket, int sign, long occurredAt) {
    begin(bucket);
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        int place = place(lines.sku(i), lines.location(i), bucket);
        int record = pairs.record(place);
        boolean counted =
            bucket == StockTable.NONE
                && record != StockTable.NONE
                && occurredAt <= stock.lastCut(record);
        move(place, counted ? 0 : (long) sign * lines.quantity(i));
      }
    }
    return answer();
  }

  /** Place of a pair, with the units that it has in a bucket, or sellable, at first. */
  int place(int sku, int location, int bucket) {
    int known = pairs.find(sku, location);
    if (known != Pairs.NONE) {
      return known;
    }
    int place = pairs.place(sku, location, stock);
    int record = pairs.record(place);
    if (record == StockTable.NONE) {
      newRecords++;
    } else {
      pairs.setAmount(place, book.units(record, bucket));
    }
    return place;
  }

  /** So many units come to a place, or leave it. */
  void move(int place, long units) {
    pairs.add(place, units);
    long after = pairs.amount(place);
    withinLimits &= after >= least && after <= Facts.MAX_UNITS;
  }

  /** A place holds so many units from now on. */
  void set(int place, long units) {
    pairs.setAmount(place, 0);
    move(place, units);
  }

  long units(int place) {
    return pairs.amount(place);
  }

  /** Stock record of a place, or StockTable.NONE. */
  int record(int place) {
    return pairs.record(place);
  }

  /** Stock records that the fact needs and that are not there. */
  int newRecords() {
    return newRecords;
  }

  ResultCode answer() {
    if (!stock.hasRoomFor(newRecords)) {
      return ResultCode.CAPACITY_EXCEEDED;
    }
    return withinLimits ? ResultCode.OK : ResultCode.LIMIT_EXCEEDED;
  }
}

package io.zaiko.engine.core;

import io.zaiko.engine.stock.StockTable;

/** MOVE: units go from one bucket to another, all or nothing (rule 5). Engine thread only. */
final class Moving {
  private final StockTable stock;
  private final StockBook book;
  private final Existence existence;
  private final Pairs pairs = new Pairs();

  Moving(StockTable stock, StockBook book, Existence existence) {
    this.stock = stock;
    this.book = book;
    this.existence = existence;
  }

  /**
   * @param from bucket, or StockTable.NONE for sellable; so with {@code to}, another one
   */
  Outcome move(Lines lines, int from, int to, Outcome outcome) {
    if (existence.fails(lines, outcome)) {
      return outcome;
    }
    pairs.clear();
    for (int i = 0; i < lines.count(); i++) {
      pairs.add(pairs.place(lines.sku(i), lines.location(i), stock), lines.quantity(i));
    }
    for (int place = 0; place < pairs.count(); place++) {
      pairs.setLimit(place, movable(pairs.record(place), from));
    }
    for (int i = 0; i < lines.count(); i++) {
      int place = pairs.find(lines.sku(i), lines.location(i));
      if (pairs.amount(place) > pairs.limit(place)) {
        outcome.line(i, ResultCode.INSUFFICIENT, (int) pairs.limit(place));
      }
    }
    if (outcome.lines().count() > 0) {
      return outcome.answer(ResultCode.INSUFFICIENT);
    }
    for (int place = 0; place < pairs.count(); place++) {
      if (book.units(pairs.record(place), to) + pairs.amount(place) > Facts.MAX_UNITS) {
        return outcome.answer(ResultCode.LIMIT_EXCEEDED);
      }
    }
    for (int place = 0; place < pairs.count(); place++) {
      book.move(pairs.record(place), from, to, (int) pairs.amount(place));
    }
    return outcome.answer(ResultCode.OK);
  }

  /** Units that may leave a bucket: of sellable, what was not promised. */
  private int movable(int record, int from) {
    if (record == StockTable.NONE) {
      return 0;
    }
    if (from != StockTable.NONE) {
      return stock.bucket(record, from);
    }
    return Math.max(0, StockTable.atf(stock.word(record)));
  }
}

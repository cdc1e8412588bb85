package io.zaiko.engine.core;

import io.zaiko.engine.stock.Cuts;
import io.zaiko.engine.stock.StockTable;

/**
 * Counts: compared with the book at their cut, which is now or a moment that was journaled before
 * (rules 19, 23). They never change reservations. Engine thread only.
 */
final class Counting {
  private final StockTable stock;
  private final Cuts cuts;
  private final StockBook book;
  private final LookAhead lookAhead;

  Counting(StockTable stock, Cuts cuts, StockBook book) {
    this.stock = stock;
    this.cuts = cuts;
    this.book = book;
    lookAhead = new LookAhead(stock, book);
  }

  Outcome open(int location, long sequence, long timeMicros, Outcome outcome) {
    if (location == Lines.UNKNOWN) {
      return outcome.answer(ResultCode.UNKNOWN_LOCATION);
    }
    if (cuts.openCut(location, timeMicros) != 0) {
      return outcome.answer(ResultCode.ILLEGAL_STATE);
    }
    cuts.open(location, sequence, timeMicros);
    return outcome.answer(ResultCode.OK);
  }

  Outcome close(int location, long timeMicros, Outcome outcome) {
    if (location == Lines.UNKNOWN) {
      return outcome.answer(ResultCode.UNKNOWN_LOCATION);
    }
    if (cuts.openCut(location, timeMicros) == 0) {
      return outcome.answer(ResultCode.ILLEGAL_STATE);
    }
    cuts.close(location);
    return outcome.answer(ResultCode.OK);
  }

  /**
   * @param bucket bucket, or StockTable.NONE for sellable
   * @param cut sequence of the COUNT_OPEN that it refers to, 0 = now
   * @param expects whether the book must be {@code expected}
   */
  Outcome count(
      Lines lines,
      int bucket,
      long cut,
      boolean expects,
      long expected,
      long timeMicros,
      Outcome outcome) {
    if (cut != 0 && !isOpenEverywhere(lines, cut, timeMicros)) {
      return outcome.answer(ResultCode.CUT_NOT_AVAILABLE);
    }
    if (expects && differs(lines, bucket, cut, expected, outcome)) {
      return outcome.answer(ResultCode.STALE);
    }
    ResultCode refusal = lookAhead(lines, bucket, cut);
    if (refusal != ResultCode.OK) {
      return outcome.answer(refusal);
    }
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        apply(lines, i, bucket, cut, timeMicros);
      } else {
        outcome.line(i, ResultCode.UNMATCHED, lines.quantity(i));
      }
    }
    return outcome.answer(ResultCode.OK);
  }

  private boolean isOpenEverywhere(Lines lines, long cut, long timeMicros) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i) && cuts.openCut(lines.location(i), timeMicros) != cut) {
        return false;
      }
    }
    return true;
  }

  private boolean differs(Lines lines, int bucket, long cut, long expected, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        int record = stock.find(lines.sku(i), lines.location(i));
        long units = record == StockTable.NONE ? 0 : bookAt(record, bucket, cut);
        if (units != expected) {
          // A book beyond what can be told is told as the most there can be.
          long told = Math.max(-Facts.MAX_UNITS, Math.min(Facts.MAX_UNITS, units));
          outcome.line(i, ResultCode.STALE, (int) told);
        }
      }
    }
    return outcome.lines().count() > 0;
  }

  /** What the book says at the cut. */
  private long bookAt(int record, int bucket, long cut) {
    int units = book.units(record, bucket);
    return cut == 0 ? units : cuts.book(stock.location(record), record, bucket, units);
  }

  /** What moved since the cut. */
  private long movement(int record, int bucket, long cut) {
    return record == StockTable.NONE ? 0 : book.units(record, bucket) - bookAt(record, bucket, cut);
  }

  private ResultCode lookAhead(Lines lines, int bucket, long cut) {
    lookAhead.begin(bucket);
    for (int i = 0; i < lines.count(); i++) {
      if (lines.isKnown(i)) {
        int place = lookAhead.place(lines.sku(i), lines.location(i), bucket);
        // No line of a count is a movement, so the movement is the same for all of them.
        long movement = movement(lookAhead.record(place), bucket, cut);
        lookAhead.set(place, lines.quantity(i) + movement);
      }
    }
    return lookAhead.answer();
  }

  private void apply(Lines lines, int line, int bucket, long cut, long timeMicros) {
    int record = stock.findOrCreate(lines.sku(line), lines.location(line));
    book.correct(record, bucket, (int) (lines.quantity(line) + movement(record, bucket, cut)));
    if (bucket == StockTable.NONE) {
      // The book rests on this cut now, also if another count had a later one.
      long cutTime = cut == 0 ? timeMicros : cuts.timeMicros(lines.location(line));
      stock.setLastCut(record, cutTime);
    }
  }
}

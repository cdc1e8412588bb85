package io.zaiko.engine.core;

import io.zaiko.engine.stock.ChangeLog;
import io.zaiko.engine.stock.ChannelTerms;
import io.zaiko.engine.stock.Cuts;
import io.zaiko.engine.stock.StockTable;

/**
 * The one place where units of a stock record move. Whatever follows from a movement follows here
 * and can be forgotten nowhere else: what is used of a quota, the books of an open count, the
 * oversells that it opens and closes, the bands, the changes to be told. Engine thread only.
 */
final class StockBook {
  private final StockTable stock;
  private final ChannelTerms terms;
  private final Cuts cuts;
  private final BandWatch bands;
  private final ChangeLog changes;
  private final Outcome outcome;
  private final int[] opened = new int[2 * Lines.MAX];
  private int openedCount;
  private long sequence;
  private long timeMicros;

  StockBook(
      StockTable stock,
      ChannelTerms terms,
      Cuts cuts,
      BandWatch bands,
      ChangeLog changes,
      Outcome outcome) {
    this.stock = stock;
    this.terms = terms;
    this.cuts = cuts;
    this.bands = bands;
    this.changes = changes;
    this.outcome = outcome;
  }

  void beginRecord(long sequence, long timeMicros) {
    this.sequence = sequence;
    this.timeMicros = timeMicros;
    openedCount = 0;
  }

  /** Records whose oversell this command opened, in that order; one may stand twice. */
  int openedCount() {
    return openedCount;
  }

  int opened(int index) {
    return opened[index];
  }

  int sellable(int record) {
    return StockTable.sellable(stock.word(record));
  }

  /** Units in a bucket, or in sellable for {@link StockTable#NONE}. */
  int units(int record, int bucket) {
    return bucket == StockTable.NONE ? sellable(record) : stock.bucket(record, bucket);
  }

  /**
   * Adds units to a bucket, or to sellable for {@link StockTable#NONE}; fewer than 0 take away.
   *
   * @param occurredAt when it happened in the world: at or before an open cut it is no movement
   *     since that
   */
  void add(int record, int bucket, int more, long occurredAt) {
    beforeMovement(record);
    put(record, bucket, units(record, bucket) + more);
    int location = stock.location(record);
    if (cuts.openCut(location, timeMicros) != 0 && occurredAt <= cuts.timeMicros(location)) {
      cuts.correctBook(location, record, bucket, more);
    }
  }

  /**
   * Sets a bucket, or sellable, to what was counted: that is no movement. A count that agrees with
   * the book changes nothing, so bands are not judged by it and nothing is told.
   */
  void correct(int record, int bucket, int units) {
    int more = units - units(record, bucket);
    if (more == 0) {
      return;
    }
    beforeMovement(record);
    put(record, bucket, units);
    int location = stock.location(record);
    if (cuts.openCut(location, timeMicros) != 0) {
      cuts.correctBook(location, record, bucket, more);
    }
  }

  private void put(int record, int bucket, int units) {
    if (bucket == StockTable.NONE) {
      putWord(record, units, StockTable.reserved(stock.word(record)));
    } else {
      stock.setBucket(record, bucket, units);
    }
  }

  /**
   * A count saw that sellable units came, or fewer than 0: they are in the book. But if an earlier
   * cut is open still, they are a movement since that (rule 23).
   */
  void countSaw(int record, int more, long occurredAt) {
    int location = stock.location(record);
    if (cuts.openCut(location, timeMicros) != 0 && occurredAt > cuts.timeMicros(location)) {
      cuts.beforeChange(location, record);
      cuts.correctBook(location, record, StockTable.NONE, -more);
    }
  }

  /** Units go from one bucket, or sellable, to another. */
  void move(int record, int from, int to, int units) {
    beforeMovement(record);
    if (from == StockTable.NONE) {
      int after = stock.bucket(record, to) + units;
      putBucketAndSellable(record, to, after, sellable(record) - units);
    } else if (to == StockTable.NONE) {
      int after = stock.bucket(record, from) - units;
      putBucketAndSellable(record, from, after, sellable(record) + units);
    } else {
      stock.moveBetweenBuckets(record, from, to, units);
    }
  }

  /** Promises units to a channel. */
  void promise(int record, int channel, int units) {
    long word = stock.word(record);
    putReserved(record, channel, units, StockTable.sellable(word), word);
  }

  /** Frees promised units of a channel. */
  void free(int record, int channel, int units) {
    long word = stock.word(record);
    putReserved(record, channel, -units, StockTable.sellable(word), word);
  }

  /** Promised units of a channel leave. */
  void fulfil(int record, int channel, int units) {
    beforeMovement(record);
    long word = stock.word(record);
    putReserved(record, channel, -units, StockTable.sellable(word) - units, word);
  }

  /**
   * Promised units of a channel leave, as {@code occurredAt} says before a cut: then they were no
   * movement since that.
   */
  void fulfil(int record, int channel, int units, long occurredAt) {
    fulfil(record, channel, units);
    int location = stock.location(record);
    if (cuts.openCut(location, timeMicros) != 0 && occurredAt <= cuts.timeMicros(location)) {
      cuts.correctBook(location, record, StockTable.NONE, -units);
    }
  }

  /** Promised units of a channel were not found: they are freed, and blocked. */
  void block(int record, int channel, int units) {
    beforeMovement(record);
    long word = stock.word(record);
    bands.before(record);
    stock.setBlockedAndUsed(
        record,
        stock.bucket(record, StockTable.BLOCKED) + units,
        StockTable.sellable(word) - units,
        StockTable.reserved(word) - units,
        terms,
        channel,
        -units);
    afterChange(record, word);
  }

  /** Sets sellable together with a bucket: reserved stays. */
  private void putBucketAndSellable(int record, int bucket, int units, int sellable) {
    long before = stock.word(record);
    bands.before(record);
    stock.setBucketAndWord(record, bucket, units, sellable, StockTable.reserved(before));
    afterChange(record, before);
  }

  private void putWord(int record, int sellable, int reserved) {
    long before = stock.word(record);
    bands.before(record);
    stock.setWord(record, sellable, reserved);
    afterChange(record, before);
  }

  private void putReserved(int record, int channel, int more, int sellable, long before) {
    bands.before(record);
    int reserved = StockTable.reserved(before) + more;
    stock.setWordAndUsed(record, sellable, reserved, terms, channel, more);
    afterChange(record, before);
  }

  private void beforeMovement(int record) {
    int location = stock.location(record);
    if (cuts.openCut(location, timeMicros) != 0) {
      cuts.beforeChange(location, record);
    }
  }

  private void afterChange(int record, long before) {
    long after = stock.word(record);
    int sku = stock.sku(record);
    int location = stock.location(record);
    changes.level(sequence, sku, location);
    bands.after(record, sequence);
    int atfBefore = StockTable.atf(before);
    int atf = StockTable.atf(after);
    if (atf >= 0 && atfBefore >= 0) {
      return;
    }
    if (atfBefore >= 0) {
      outcome.oversellOpened();
      opened[openedCount++] = record;
      tellOversell(ChangeLog.OVERSELL_OPENED, sku, location, after);
    } else if (atf >= 0) {
      tellOversell(ChangeLog.OVERSELL_CLOSED, sku, location, after);
    } else if (atf != atfBefore) {
      tellOversell(ChangeLog.OVERSELL_CHANGED, sku, location, after);
    }
  }

  private void tellOversell(int kind, int sku, int location, long word) {
    changes.oversell(
        sequence, kind, sku, location, StockTable.sellable(word), StockTable.reserved(word));
  }
}

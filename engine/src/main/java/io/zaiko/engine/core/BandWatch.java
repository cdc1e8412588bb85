package io.zaiko.engine.core;

import io.zaiko.engine.stock.BandTable;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.ChangeLog;
import io.zaiko.engine.stock.Promisable;
import io.zaiko.engine.stock.StockTable;

/**
 * Watches the bands of a record while it changes (rule 29): {@link #before} the change and {@link
 * #after} it. Remembers which channels were lowered, and tells of every band that became another.
 *
 * <p>Most changes move stock that is far above every mark: those are passed over by two
 * comparisons. Engine thread only.
 */
final class BandWatch {
  private final Catalog catalog;
  private final StockTable stock;
  private final Promisable promisable;
  private final BandTable bands;
  private final ChangeLog changes;
  private final int channels;
  private final int[] highestSafety;
  private final int[] atsBefore;
  private int atfBefore;
  private boolean plainBefore;

  BandWatch(
      EngineConfig config,
      Catalog catalog,
      StockTable stock,
      Promisable promisable,
      BandTable bands,
      ChangeLog changes) {
    this.catalog = catalog;
    this.stock = stock;
    this.promisable = promisable;
    this.bands = bands;
    this.changes = changes;
    channels = config.channels().size();
    highestSafety = new int[config.locationCapacity()];
    atsBefore = new int[channels];
  }

  /** To be called when a default safety stock of a location was set. */
  void safetyChanged(int location) {
    int highest = 0;
    for (int channel = 0; channel < channels; channel++) {
      highest = Math.max(highest, catalog.defaultSafety(location, channel));
    }
    highestSafety[location] = highest;
  }

  /** To be called before sellable or reserved of a record changes. */
  void before(int record) {
    atfBefore = StockTable.atf(stock.word(record));
    plainBefore = isPlain(record);
    if (plainBefore && atfBefore > highestSafety[stock.location(record)]) {
      return;
    }
    plainBefore = false;
    for (int channel = 0; channel < channels; channel++) {
      atsBefore[channel] = promisable.ats(record, channel);
    }
  }

  /** Whether nothing but the location's safety stock decides about the bands of a record. */
  private boolean isPlain(int record) {
    return !bands.isSet() && !stock.isCold(record);
  }

  /** To be called after it changed. */
  void after(int record, long sequence) {
    int location = stock.location(record);
    if (plainBefore) {
      boolean plenty = StockTable.atf(stock.word(record)) > highestSafety[location];
      if (plenty && isPlain(record)) {
        return;
      }
      fillBeforeOfPlain(location);
    }
    int lowered = stock.lowered(record);
    int loweredAfter = lowered;
    int sku = stock.sku(record);
    for (int channel = 0; channel < channels; channel++) {
      int ats = promisable.ats(record, channel);
      long marks = bands.marks(sku, channel);
      int bit = 1 << channel;
      boolean was = (lowered & bit) != 0;
      boolean wasBetween = BandTable.isLowered(atsBefore[channel], marks, was);
      boolean is = BandTable.isLowered(ats, marks, wasBetween);
      loweredAfter = is ? loweredAfter | bit : loweredAfter & ~bit;
      int bandBefore = BandTable.band(atsBefore[channel], marks, was);
      int band = BandTable.band(ats, marks, is);
      if (band != bandBefore) {
        changes.band(sequence, sku, location, channel, bandBefore, band);
      }
    }
    if (loweredAfter != lowered) {
      stock.setLowered(record, loweredAfter);
    }
  }

  private void fillBeforeOfPlain(int location) {
    for (int channel = 0; channel < channels; channel++) {
      boolean serves = catalog.mayPromise(location, channel);
      atsBefore[channel] = serves ? atfBefore - catalog.defaultSafety(location, channel) : 0;
    }
  }
}

package io.zaiko.engine.stock;

/**
 * What a channel may still be promised of a pair, given its safety stock: its override, else the
 * location's default. Stateless; engine thread, {@link AvailabilityReader} being for the others.
 */
public final class SafetyTerms {
  private SafetyTerms() {}

  /**
   * ATS of a pair for a channel that the location serves: max(0, sellable − reserved − safety). A
   * pair without a record has nothing to promise. Engine thread.
   */
  public static int ats(
      StockTable stock, SafetyTable overrides, Catalog catalog, int record, int channel) {
    if (record == StockTable.NONE) {
      return 0;
    }
    int entry = stock.safetyEntry(record);
    int override =
        entry == StockTable.NONE ? SafetyTable.NO_OVERRIDE : overrides.get(entry, channel);
    int safety =
        override == SafetyTable.NO_OVERRIDE
            ? catalog.defaultSafety(stock.location(record), channel)
            : override;
    return (int) Math.max(0, (long) StockTable.atf(stock.word(record)) - safety);
  }
}

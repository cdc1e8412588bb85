package io.zaiko.engine.stock;

/**
 * Which safety stock holds for a pair and channel: its override, else the location's default.
 * Stateless; any thread.
 */
public final class SafetyTerms {
  private SafetyTerms() {}

  static int safety(
      StockTable stock,
      SafetyTable overrides,
      LocationTable locations,
      int record,
      int location,
      int channel) {
    int entry = stock.safetyEntry(record);
    int override =
        entry == StockTable.NONE ? SafetyTable.NO_OVERRIDE : overrides.get(entry, channel);
    return override == SafetyTable.NO_OVERRIDE ? locations.safety(location, channel) : override;
  }

  /**
   * ATS of a pair for a channel that the location serves: max(0, sellable − reserved − safety). A
   * pair without a record has nothing to promise. Engine thread.
   */
  public static int ats(
      StockTable stock, SafetyTable overrides, Catalog catalog, int record, int channel) {
    if (record == StockTable.NONE) {
      return 0;
    }
    int location = stock.location(record);
    int safety = safety(stock, overrides, catalog.attributes(), record, location, channel);
    return (int) Math.max(0, (long) StockTable.atf(stock.word(record)) - safety);
  }
}

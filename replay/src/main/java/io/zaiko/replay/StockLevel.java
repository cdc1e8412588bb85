package io.zaiko.replay;

import io.zaiko.engine.stock.AvailabilityReader;

/** The units of one SKU at one location, by place. */
public record StockLevel(
    int sellable, int reserved, int damaged, int qualityControl, int blocked, int inTransit) {

  /** What the reader read last. */
  static StockLevel of(AvailabilityReader reader) {
    return new StockLevel(
        reader.sellable(),
        reader.reserved(),
        reader.damaged(),
        reader.qualityControl(),
        reader.blocked(),
        reader.inTransit());
  }

  /** Sellable and not sellable units together. */
  public long onHand() {
    return (long) sellable + damaged + qualityControl + blocked;
  }

  /** Units promised beyond what there is, 0 or more. */
  public long oversold() {
    return Math.max(0L, (long) reserved - sellable);
  }
}

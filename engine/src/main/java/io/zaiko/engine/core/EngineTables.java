package io.zaiko.engine.core;

import io.zaiko.engine.reservation.DeviceTable;
import io.zaiko.engine.reservation.ReservationTable;
import io.zaiko.engine.stock.BandTable;
import io.zaiko.engine.stock.Catalog;
import io.zaiko.engine.stock.ChannelTerms;
import io.zaiko.engine.stock.Cuts;
import io.zaiko.engine.stock.StockTable;

/** The tables that hold the business state of an engine. Engine thread only. */
public record EngineTables(
    Catalog catalog,
    StockTable stock,
    ChannelTerms terms,
    BandTable bands,
    Cuts cuts,
    ReservationTable reservations,
    DeviceTable devices) {

  /** The state hash from scratch: reads every record. */
  long recomputeHash() {
    int skus = catalog.skuCount();
    return catalog.recomputeHash()
        + stock.recomputeHash(skus)
        + cuts.recomputeHash(skus, catalog.locationCount())
        + bands.recomputeHash(skus)
        + reservations.recomputeHash()
        + devices.recomputeHash()
        + hashOfTerms(skus);
  }

  private long hashOfTerms(int skus) {
    long sum = 0;
    for (int sku = 0; sku < skus; sku++) {
      for (int n = 0; n < stock.placeCount(sku); n++) {
        int record = stock.recordAt(sku, n);
        sum += record == StockTable.NONE ? 0 : terms.recompute(stock, record);
      }
    }
    return sum;
  }
}

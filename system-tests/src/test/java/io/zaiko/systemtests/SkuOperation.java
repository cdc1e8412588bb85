package io.zaiko.systemtests;

/**
 * One operation of a history, on one SKU at the only location.
 *
 * @param sku which SKU of the history, from 0
 * @param reservation which reservation of the SKU, from 0; 0 where the kind has none
 * @param quantity units; 0 where the kind has none
 */
record SkuOperation(Kind kind, int sku, int reservation, int quantity) {
  /** What is done. */
  enum Kind {
    RECEIVE,
    SELL,
    SELL_ENFORCED,
    COUNT,
    RESERVE,
    COMMIT,
    FULFIL,
    RELEASE,
    STOCK
  }
}

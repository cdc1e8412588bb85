package io.zaiko.client;

/**
 * The units of one SKU at one location, by place.
 *
 * @param sellable units that may be sold; below zero when facts took more than the book had
 * @param reserved units promised to open reservations
 * @param damaged units on hand that are damaged
 * @param qualityControl units on hand that wait for inspection
 * @param blocked units on hand that are blocked
 * @param inTransit units under way to this location, not on hand yet
 */
public record StockLevels(
    int sellable, int reserved, int damaged, int qualityControl, int blocked, int inTransit) {
  /** No stock at all. */
  public static final StockLevels NONE = new StockLevels(0, 0, 0, 0, 0, 0);

  /** Sellable and not sellable units together. */
  public long onHand() {
    return (long) sellable + damaged + qualityControl + blocked;
  }

  /** Available to fulfil: sellable less reserved; below zero when oversold. */
  public int atf() {
    return sellable - reserved;
  }

  /** Units promised beyond what there is, 0 or more. */
  public int oversold() {
    return Math.max(0, -atf());
  }
}

package io.zaiko.client;

/**
 * So many units of a SKU, in a transfer, which knows its locations itself.
 *
 * @param sku code of the SKU
 * @param quantity units, 1 or more
 */
public record SkuLine(String sku, long quantity) {
  public SkuLine {
    Texts.required("The SKU", sku);
  }

  /** The same as the constructor, shorter to read in a list. */
  public static SkuLine of(String sku, long quantity) {
    return new SkuLine(sku, quantity);
  }
}

package io.zaiko.client;

/**
 * So many units of a SKU at a location.
 *
 * @param sku code of the SKU
 * @param location code of the location
 * @param quantity units; what range is allowed depends on the command, and the server decides
 */
public record Line(String sku, String location, long quantity) {
  public Line {
    Texts.required("The SKU", sku);
    Texts.required("The location", location);
  }

  /** The same as the constructor, shorter to read in a list. */
  public static Line of(String sku, String location, long quantity) {
    return new Line(sku, location, quantity);
  }
}

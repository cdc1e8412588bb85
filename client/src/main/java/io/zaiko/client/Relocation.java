package io.zaiko.client;

/**
 * A line of REALLOCATE: all that a reservation has open of a SKU at one location goes to another.
 *
 * @param sku code of the SKU
 * @param from code of the location that has it now
 * @param to code of the location that is to have it
 */
public record Relocation(String sku, String from, String to) {
  public Relocation {
    Texts.required("The SKU", sku);
    Texts.required("The location", from);
    Texts.required("The destination", to);
  }

  /** The same as the constructor, shorter to read in a list. */
  public static Relocation of(String sku, String from, String to) {
    return new Relocation(sku, from, to);
  }
}

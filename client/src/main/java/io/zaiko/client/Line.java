package io.zaiko.client;

import java.util.List;

/**
 * So many units of a SKU at a location; in RESERVE also: at one of several locations.
 *
 * @param sku code of the SKU
 * @param location code of the location; empty for a line with choices
 * @param choices where it may be served instead; only RESERVE takes a line that has any
 * @param quantity units; what range is allowed depends on the command, and the server decides
 */
public record Line(String sku, String location, Choices choices, long quantity) {
  public Line {
    Texts.required("The SKU", sku);
    if (choices.isEmpty()) {
      Texts.required("The location", location);
    } else if (!location.isEmpty()) {
      throw new IllegalArgumentException("A line has a location or choices, not both");
    }
  }

  /** A line at one location. */
  public Line(String sku, String location, long quantity) {
    this(sku, location, Choices.NONE, quantity);
  }

  /** A line at one location; the same as the constructor, shorter to read in a list. */
  public static Line of(String sku, String location, long quantity) {
    return new Line(sku, location, quantity);
  }

  /** A line of RESERVE that may be served at any of these, tried in order, 1 to 16. */
  public static Line atAnyOf(String sku, List<String> locations, long quantity) {
    if (locations.isEmpty()) {
      throw new IllegalArgumentException("There is no location to choose from");
    }
    return new Line(sku, "", new Choices(locations, ""), quantity);
  }

  /** A line of RESERVE that may be served anywhere in a region. */
  public static Line inRegion(String sku, String region, long quantity) {
    if (region.isEmpty()) {
      throw new IllegalArgumentException("The region is missing");
    }
    return new Line(sku, "", new Choices(List.of(), region), quantity);
  }
}

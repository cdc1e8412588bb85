package io.zaiko.client;

import java.util.List;

/**
 * Where a line of RESERVE may be served when it names no location: some locations, or a region. The
 * server picks, in the same step in which it reserves.
 *
 * @param locations codes, tried in this order, 1 to 16; none if a region is named
 * @param region code of a region, whose locations are tried in the order of their codes; empty if
 *     locations are named
 */
public record Choices(List<String> locations, String region) {
  /** No choice: the line names its location. */
  public static final Choices NONE = new Choices(List.of(), "");

  public Choices {
    locations = List.copyOf(locations);
    locations.forEach(code -> Texts.required("The location", code));
    region = Texts.optional("The region", region);
    if (!region.isEmpty() && !locations.isEmpty()) {
      throw new IllegalArgumentException(
          "A line may choose among locations or in a region, not both");
    }
  }

  /** Whether there is nothing to choose from. */
  public boolean isEmpty() {
    return locations.isEmpty() && region.isEmpty();
  }
}

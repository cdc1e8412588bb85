package io.zaiko.client;

import io.zaiko.protocol.sbe.Band;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Stock of a SKU at one of several locations.
 *
 * @param location code of the location
 * @param ats units available to sell on the channel that asked; empty without a channel
 * @param safety units hidden from the channel; empty without a channel
 * @param band how much there is, for pages that show no numbers; empty without a channel
 * @param levels the units by place
 */
public record LocationStock(
    String location, OptionalInt ats, OptionalInt safety, Optional<Band> band, StockLevels levels) {
  /** The same at the location of this code. */
  LocationStock at(String code) {
    return new LocationStock(code, ats, safety, band, levels);
  }

  /** Units that may be promised now: ATS, or without a channel what is not reserved; 0 or more. */
  public int available() {
    return ats.orElse(Math.max(0, levels.atf()));
  }
}

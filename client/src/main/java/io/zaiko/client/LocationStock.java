package io.zaiko.client;

import java.util.OptionalInt;

/**
 * Stock of a SKU at one of several locations.
 *
 * @param location code of the location
 * @param ats units available to sell on the channel that asked; empty without a channel
 * @param safety units hidden from the channel; empty without a channel
 * @param levels the units by place
 */
public record LocationStock(
    String location, OptionalInt ats, OptionalInt safety, StockLevels levels) {
  /** Units that may be promised now: ATS, or without a channel what is not reserved; 0 or more. */
  public int available() {
    return ats.orElse(Math.max(0, levels.atf()));
  }
}

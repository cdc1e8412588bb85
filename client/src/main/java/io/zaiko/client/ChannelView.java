package io.zaiko.client;

import io.zaiko.protocol.sbe.Band;
import java.util.Optional;
import java.util.OptionalInt;

/** What only a channel can be told: a question without one gets none of it. */
final class ChannelView {
  private ChannelView() {}

  static OptionalInt units(boolean forChannel, int units) {
    return forChannel ? OptionalInt.of(units) : OptionalInt.empty();
  }

  static Optional<Band> band(boolean forChannel, Band band) {
    return forChannel && band != Band.NULL_VAL ? Optional.of(band) : Optional.empty();
  }

  /** Stock at a location that is known by its handle only. */
  static LocationStock stock(
      boolean forChannel, int ats, int safety, Band band, StockLevels levels) {
    return new LocationStock(
        "", units(forChannel, ats), units(forChannel, safety), band(forChannel, band), levels);
  }
}

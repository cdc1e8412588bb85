package io.zaiko.simulator.reference;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The units of one SKU at one location, and the terms that are its own. */
final class StockRecord {
  private final Map<Place, Long> units = new EnumMap<>(Place.class);
  private final Map<Integer, Long> reservedByChannel = new HashMap<>();

  /** Safety stock of its own, by channel. */
  final Map<Integer, Long> safety = new HashMap<>();

  /** Caps, by channel. */
  final Map<Integer, Long> quota = new HashMap<>();

  /** Channels for which it was at or below the low mark after it was last well above (rule 29). */
  final Set<Integer> low = new HashSet<>();

  /** Time of the last applied cut of sellable, in microseconds; 0 = none (rule 23). */
  long lastCut;

  long units(Place place) {
    return units.getOrDefault(place, 0L);
  }

  void set(Place place, long quantity) {
    units.put(place, quantity);
  }

  /** The open units of all channels. */
  long reserved() {
    return reservedByChannel.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The open units of one channel: what its quota caps. */
  long reservedBy(int channel) {
    return reservedByChannel.getOrDefault(channel, 0L);
  }

  void reserve(int channel, long quantity) {
    reservedByChannel.merge(channel, quantity, Long::sum);
  }

  /** Available to fulfil, signed. */
  long atf() {
    return units(Place.SELLABLE) - reserved();
  }

  boolean isEmpty() {
    return reserved() == 0 && units.values().stream().allMatch(held -> held == 0);
  }
}

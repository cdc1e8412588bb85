package io.zaiko.engine.reference;

import io.zaiko.protocol.sbe.Bucket;
import java.util.EnumMap;
import java.util.Map;

/** The units of one SKU at one location. */
final class StockRecord {
  private final Map<Bucket, Long> units = new EnumMap<>(Bucket.class);
  private long reserved;

  StockRecord copy() {
    StockRecord copy = new StockRecord();
    copy.units.putAll(units);
    copy.reserved = reserved;
    return copy;
  }

  long units(Bucket bucket) {
    return units.getOrDefault(bucket, 0L);
  }

  void set(Bucket bucket, long quantity) {
    units.put(bucket, quantity);
  }

  void add(Bucket bucket, long quantity) {
    set(bucket, units(bucket) + quantity);
  }

  long reserved() {
    return reserved;
  }

  void addReserved(long quantity) {
    reserved += quantity;
  }

  /** Available to fulfil, signed. */
  long atf() {
    return units(Bucket.SELLABLE) - reserved;
  }

  /** Whether any bucket holds more, either way, than rule 1 allows. */
  boolean isBeyondLimit() {
    return units.values().stream().anyMatch(held -> Math.abs(held) > Limits.MAX_QUANTITY);
  }
}

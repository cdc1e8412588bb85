package io.zaiko.engine.reference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The stock records, in the order in which they were made, and the safety stock. */
final class ReferenceStock {
  private record DefaultKey(String location, int channel) {}

  private record OverrideKey(Pair pair, int channel) {}

  private final Limits limits;
  private final ReferenceCatalog catalog;
  private final Map<DefaultKey, Long> safetyDefaults = new HashMap<>();
  private final Map<OverrideKey, Long> safetyOverrides = new HashMap<>();
  private final Set<Pair> pairsWithOverrides = new HashSet<>();
  private Map<Pair, StockRecord> records = new LinkedHashMap<>();

  ReferenceStock(Limits limits, ReferenceCatalog catalog) {
    this.limits = limits;
    this.catalog = catalog;
  }

  /** The record of a pair; one of zeroes, which is not kept, if there is none. */
  StockRecord record(Pair pair) {
    return records.getOrDefault(pair, new StockRecord());
  }

  Map<Pair, StockRecord> records() {
    return records;
  }

  /** All records, to try something out. */
  Map<Pair, StockRecord> copyOfRecords() {
    Map<Pair, StockRecord> copy = new LinkedHashMap<>();
    records.forEach((pair, record) -> copy.put(pair, record.copy()));
    return copy;
  }

  /** Makes records that were tried out the real ones. */
  void replaceRecords(Map<Pair, StockRecord> tried) {
    records = tried;
  }

  void setDefaultSafety(String location, int channel, long quantity) {
    safetyDefaults.put(new DefaultKey(location, channel), quantity);
  }

  /** False if there is no room for a record that it needs, or for the override. */
  boolean overrideSafety(Pair pair, int channel, long quantity) {
    boolean noRecord = !records.containsKey(pair) && records.size() == limits.stock();
    boolean noEntry =
        !pairsWithOverrides.contains(pair) && pairsWithOverrides.size() == limits.safeties();
    if (noRecord || noEntry) {
      return false;
    }
    records.putIfAbsent(pair, new StockRecord());
    pairsWithOverrides.add(pair);
    safetyOverrides.put(new OverrideKey(pair, channel), quantity);
    return true;
  }

  /** Units hidden from a channel: the override of the pair, else the default of the location. */
  long safety(Pair pair, int channel) {
    long byDefault = safetyDefaults.getOrDefault(new DefaultKey(pair.location(), channel), 0L);
    return safetyOverrides.getOrDefault(new OverrideKey(pair, channel), byDefault);
  }

  /** What a channel may promise (rule 3). */
  long ats(Pair pair, int channel) {
    return catalog.serves(pair.location(), channel)
        ? Math.max(0, record(pair).atf() - safety(pair, channel))
        : 0;
  }
}

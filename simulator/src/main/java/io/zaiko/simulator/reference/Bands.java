package io.zaiko.simulator.reference;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When there is little of something (rule 29). */
final class Bands {
  private static final int ANY_SKU = -1;
  private static final int ANY_CHANNEL = Protocol.NO_CHANNEL;
  private static final Marks NO_MARKS = new Marks(0, 0);

  private record Key(int sku, int channel) {}

  private record Marks(long low, long hysteresis) {
    long good() {
      return low + hysteresis;
    }
  }

  private final Limits limits;
  private final Map<Key, Marks> marks = new HashMap<>();
  private final Set<Integer> skus = new HashSet<>();

  Bands(Limits limits) {
    this.limits = limits;
  }

  void setForAll(int channel, long low, long hysteresis) {
    marks.put(new Key(ANY_SKU, channel), new Marks(low, hysteresis));
  }

  /** False if there is no room for another SKU with marks of its own. */
  boolean setForSku(int sku, int channel, long low, long hysteresis) {
    if (!skus.contains(sku) && skus.size() == limits.bands()) {
      return false;
    }
    skus.add(sku);
    marks.put(new Key(sku, channel), new Marks(low, hysteresis));
    return true;
  }

  private Marks marks(int sku, int channel) {
    List<Key> fromOwnToCommon =
        List.of(
            new Key(sku, channel),
            new Key(sku, ANY_CHANNEL),
            new Key(ANY_SKU, channel),
            new Key(ANY_SKU, ANY_CHANNEL));
    for (Key key : fromOwnToCommon) {
      if (marks.containsKey(key)) {
        return marks.get(key);
      }
    }
    return NO_MARKS;
  }

  /** The band of a record with so much ATS. */
  Band band(int sku, int channel, StockRecord record, long ats) {
    Marks by = marks(sku, channel);
    if (ats == 0) {
      return Band.OUT;
    }
    if (ats > by.good()) {
      return Band.GOOD;
    }
    return ats <= by.low || record.low.contains(channel) ? Band.LOW : Band.GOOD;
  }

  /** Remembers on which side of the marks a record is, at a change; without marks none is low. */
  void judge(int sku, int channel, StockRecord record, long ats) {
    Marks by = marks(sku, channel);
    if (ats > by.good()) {
      record.low.remove(channel);
    } else if (ats <= by.low && !by.equals(NO_MARKS)) {
      record.low.add(channel);
    }
  }
}

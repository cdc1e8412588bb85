package io.zaiko.simulator.reference;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.Band;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The stock records, in the order in which they were made. */
final class Stock {
  private final Limits limits;
  private final Catalog catalog;
  private final Counts counts;
  private final Bands bands;
  private final Feed feed;
  private final Map<Pair, StockRecord> records = new LinkedHashMap<>();
  private final Set<Pair> pairsWithTerms = new HashSet<>();

  Stock(Limits limits, Catalog catalog, Counts counts, Bands bands, Feed feed) {
    this.limits = limits;
    this.catalog = catalog;
    this.counts = counts;
    this.bands = bands;
    this.feed = feed;
  }

  /** The record of a pair; one of zeroes, which is not kept, if there is none. */
  StockRecord record(Pair pair) {
    return records.getOrDefault(pair, new StockRecord());
  }

  boolean has(Pair pair) {
    return records.containsKey(pair);
  }

  Map<Pair, StockRecord> records() {
    return records;
  }

  /** Whether so many records more would be too many. */
  boolean isRoomFor(long more) {
    return records.size() + more <= limits.stock();
  }

  /** Makes the record of a pair, if there is none. */
  void make(Pair pair) {
    records.putIfAbsent(pair, new StockRecord());
  }

  /**
   * Changes a record in one step; the one place that sees before and after.
   *
   * @return whether the step opened an oversell
   */
  boolean step(Pair pair, Consumer<StockRecord> change) {
    make(pair);
    StockRecord record = records.get(pair);
    long sellable = record.units(Place.SELLABLE);
    long reserved = record.reserved();
    List<Long> atsBefore = new ArrayList<>();
    List<Band> bandsBefore = new ArrayList<>();
    for (int channel = 0; channel < limits.channels().size(); channel++) {
      atsBefore.add(ats(pair, channel));
      bandsBefore.add(band(pair, channel));
    }
    change.accept(record);
    if (sellable != record.units(Place.SELLABLE) || reserved != record.reserved()) {
      feed.levelBecame(pair);
      for (int channel = 0; channel < limits.channels().size(); channel++) {
        bands.judge(pair.sku(), channel, record, atsBefore.get(channel));
        bands.judge(pair.sku(), channel, record, ats(pair, channel));
        feed.bandBecame(pair, channel, bandsBefore.get(channel), band(pair, channel));
      }
      feed.atfBecame(pair, sellable - reserved, record);
    }
    return sellable - reserved >= 0 && record.atf() < 0;
  }

  /**
   * Adds units to a place, within a step.
   *
   * @param occurredAt business time, in microseconds; 0 = now
   */
  void add(Pair pair, Place place, long units, long occurredAt) {
    StockRecord record = records.get(pair);
    record.set(place, record.units(place) + units);
    counts.moved(pair, place, units, occurredAt);
  }

  /** Notes units that a count saw: they move no more, but did since an earlier cut (rule 23). */
  void countSaw(Pair pair, Place place, long units, long occurredAt) {
    counts.moved(pair, place, units, occurredAt);
  }

  /** False if there is no room for a record that it needs, or for terms of its own. */
  boolean giveTerms(Pair pair, Consumer<StockRecord> terms) {
    boolean noRecord = !has(pair) && !isRoomFor(1);
    boolean noEntry = !pairsWithTerms.contains(pair) && pairsWithTerms.size() == limits.safeties();
    if (noRecord || noEntry) {
      return false;
    }
    make(pair);
    pairsWithTerms.add(pair);
    terms.accept(records.get(pair));
    return true;
  }

  /** Units hidden from a channel: those of the pair, else the default of the location. */
  long safety(Pair pair, int channel) {
    long byDefault = catalog.defaultSafety(pair.location(), channel);
    return record(pair).safety.getOrDefault(channel, byDefault);
  }

  /** What a channel may promise (rule 3). */
  long ats(Pair pair, int channel) {
    return ats(pair, channel, 0, 0);
  }

  /**
   * The same if some units were given back first.
   *
   * @param givenBack open units of the pair
   * @param givenBackByChannel those of them that count for the quota of the channel
   */
  long ats(Pair pair, int channel, long givenBack, long givenBackByChannel) {
    boolean closed =
        catalog.isSuspended(pair.location()) || !catalog.serves(pair.location(), channel);
    if (closed) {
      return 0;
    }
    StockRecord record = record(pair);
    long ats = record.atf() + givenBack - safety(pair, channel);
    if (record.quota.containsKey(channel)) {
      long used = record.reservedBy(channel) - givenBackByChannel;
      ats = Math.min(ats, record.quota.get(channel) - used);
    }
    return Math.max(0, ats);
  }

  /** ATS of the channel, or without one ATF that is not negative. */
  long promisable(Pair pair, int channel) {
    return channel == Protocol.NO_CHANNEL ? Math.max(0, record(pair).atf()) : ats(pair, channel);
  }

  Band band(Pair pair, int channel) {
    return bands.band(pair.sku(), channel, record(pair), ats(pair, channel));
  }
}

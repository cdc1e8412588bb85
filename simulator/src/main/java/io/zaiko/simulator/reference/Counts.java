package io.zaiko.simulator.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The open counts, one for each location at most (rule 19). */
final class Counts {
  private record Shelf(Pair pair, Place place) {}

  private record OpenCount(long cut, long time, Map<Shelf, Long> movement) {}

  private final Map<Integer, OpenCount> byLocation = new HashMap<>();

  void open(int location, Moment now) {
    byLocation.put(location, new OpenCount(now.sequence(), now.time(), new HashMap<>()));
  }

  void close(int location) {
    byLocation.remove(location);
  }

  boolean isOpen(int location) {
    return byLocation.containsKey(location);
  }

  /** The cut's number at a location: the sequence of its record. */
  OptionalLong cut(int location) {
    return isOpen(location) ? OptionalLong.of(byLocation.get(location).cut) : OptionalLong.empty();
  }

  long cutTime(int location) {
    return byLocation.get(location).time;
  }

  /** Open counts of 48 hours or more are gone. */
  void dropOld(long time) {
    byLocation.values().removeIf(open -> open.time + Limits.COUNT_MICROS <= time);
  }

  /**
   * Notes a movement, unless the count saw it already.
   *
   * @param occurredAt business time, in microseconds; 0 = now
   */
  void moved(Pair pair, Place place, long units, long occurredAt) {
    OpenCount open = byLocation.get(pair.location());
    if (open != null && (occurredAt == 0 || occurredAt > open.time)) {
      open.movement.merge(new Shelf(pair, place), units, Long::sum);
    }
  }

  /** What moved since the cut. */
  long movement(Pair pair, Place place) {
    return byLocation.get(pair.location()).movement.getOrDefault(new Shelf(pair, place), 0L);
  }

  /** Numbers of the open cuts, by location. */
  Map<Integer, Long> cuts() {
    Map<Integer, Long> cuts = new HashMap<>();
    byLocation.forEach((location, open) -> cuts.put(location, open.cut));
    return cuts;
  }
}

package io.zaiko.systemtests;

import io.zaiko.client.StockLevels;
import io.zaiko.replay.Movement;
import io.zaiko.replay.Place;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds up the rows of a ledger as an auditor with a pocket calculator would: from the printed
 * places and quantities alone. A row that contradicts the rows before it is an error.
 */
final class LedgerSums {
  private final Map<String, Pair> pairs = new HashMap<>();
  private long rows;

  /** What the rows so far add up to. */
  private static final class Pair {
    private final Map<Place, Long> units = new EnumMap<>(Place.class);
    private long reserved;

    long at(Place place) {
      return units.getOrDefault(place, 0L);
    }
  }

  void add(Movement row) {
    rows++;
    Pair pair = pairs.computeIfAbsent(key(row.sku(), row.location()), first -> new Pair());
    if (row.from() == null && row.to() == null) {
      pair.reserved += row.quantity();
    } else {
      require(row.quantity() > 0, row);
      pair.units.merge(row.from(), -row.quantity(), Long::sum);
      pair.units.merge(row.to(), row.quantity(), Long::sum);
      String command = row.command().command();
      if (command.equals("FULFIL") || command.equals("SHORT")) {
        pair.reserved -= row.quantity();
      }
    }
    require(pair.at(Place.SELLABLE) == row.sellableAfter(), row);
    require(pair.reserved == row.reservedAfter() && pair.reserved >= 0, row);
  }

  private static void require(boolean condition, Movement row) {
    if (!condition) {
      throw new AssertionError("does not follow from the rows before it: " + row);
    }
  }

  /** Stock of a pair, from its rows. */
  StockLevels levels(String sku, String location) {
    Pair pair = pairs.getOrDefault(key(sku, location), new Pair());
    return new StockLevels(
        Math.toIntExact(pair.at(Place.SELLABLE)),
        Math.toIntExact(pair.reserved),
        Math.toIntExact(pair.at(Place.DAMAGED)),
        Math.toIntExact(pair.at(Place.QUALITY_CONTROL)),
        Math.toIntExact(pair.at(Place.BLOCKED)),
        Math.toIntExact(pair.at(Place.IN_TRANSIT)));
  }

  long rows() {
    return rows;
  }

  private static String key(String sku, String location) {
    return sku + "@" + location;
  }
}

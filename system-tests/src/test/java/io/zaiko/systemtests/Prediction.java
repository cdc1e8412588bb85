package io.zaiko.systemtests;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What must come of a trace.
 *
 * @param rows rows of the trace
 * @param commands commands they make, where that is predicted
 * @param refused commands answered otherwise than OK, by code
 * @param oversellsOpened how often available-to-fulfil of a pair falls below zero (rule 9)
 * @param stock units of every pair at the end; one that is not there has none
 * @param reservations what became of every reservation that was asked for
 */
record Prediction(
    long rows,
    OptionalLong commands,
    Map<String, Long> refused,
    long oversellsOpened,
    Map<Pair, Level> stock,
    Map<String, Fate> reservations) {

  /** A SKU at a location. */
  record Pair(String location, String sku) {}

  /** The units of a pair. */
  record Level(long sellable, long reserved) {
    static final Level NONE = new Level(0, 0);
  }

  /** State and units of a reservation, all its lines together. */
  record Fate(String state, long requested, long open, long fulfilled, long released) {
    /** It was refused, so it does not exist. */
    static final Fate REFUSED = new Fate("UNKNOWN_RESERVATION", 0, 0, 0, 0);
  }
}

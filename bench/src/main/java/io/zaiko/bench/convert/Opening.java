package io.zaiko.bench.convert;

/** How much of the assumed or counted opening stock a trace starts with. */
public enum Opening {
  /** All of it. */
  FULL,
  /** Half of it per SKU and location, rounded down, so that stock runs out. */
  HALF;

  /** The part of these units, 0 or more, that is there at the opening. */
  long of(long units) {
    return this == FULL ? units : units / 2;
  }
}

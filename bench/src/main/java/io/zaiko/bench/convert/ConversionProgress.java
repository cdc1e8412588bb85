package io.zaiko.bench.convert;

/** Hears how far a conversion is, now and then. */
@FunctionalInterface
public interface ConversionProgress {
  /** The share while nobody can tell. */
  double UNKNOWN = -1;

  /** So many rows are read or written, which is this part of all, 0 to 1, or {@link #UNKNOWN}. */
  void update(long rows, double share);
}

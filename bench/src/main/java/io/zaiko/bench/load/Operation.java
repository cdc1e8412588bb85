package io.zaiko.bench.load;

import java.util.Locale;

/** What a load may consist of. */
public enum Operation {
  /** Stock of a random record, by handles. */
  QUERY,
  /** One unit of a random record, held for an hour. */
  RESERVE,
  /** A random open reservation, but never the one just made. */
  RELEASE,
  /** One unit of a random record. */
  SELL,
  /** One unit of a random record. */
  RECEIVE;

  /** How it is written in a mix and in raw files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

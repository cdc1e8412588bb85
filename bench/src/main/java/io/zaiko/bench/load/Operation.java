package io.zaiko.bench.load;

import java.util.Locale;

/** What a load may consist of. */
public enum Operation {
  /** Stock of a random record, by handles. */
  QUERY,
  /** Stock of a random SKU at all {@link RunPlan#LOCATIONS} locations. */
  EVERYWHERE,
  /** Stock of {@link #BASKET_SKUS} random SKUs at a random location. */
  BASKET,
  /** One unit of a random record, held for an hour. */
  RESERVE,
  /** A random open reservation, but never the one just made. */
  RELEASE,
  /** One unit of a random record. */
  SELL,
  /** One unit of a random record. */
  RECEIVE;

  /** Lines of a {@link #BASKET}. */
  public static final int BASKET_SKUS = 20;

  /** How it is written in a mix and in raw files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it only asks. */
  boolean isQuestion() {
    return this == QUERY || this == EVERYWHERE || this == BASKET;
  }
}

package io.zaiko.client;

/** What a subscription may tell of. */
public enum ChangeTopic {
  /** Stock is now so much; levels in between may be left out. */
  LEVELS,
  /** A channel's band became another; none is left out. */
  BANDS,
  /** An oversell opened, changed or closed; none is left out. */
  OVERSELLS,
  /** The pickup deadline of a reservation passed; none is left out. */
  PICKUPS
}

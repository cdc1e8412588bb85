package io.zaiko.simulator.reference;

import java.util.List;

/**
 * The settings that can change an answer, as CONFIGURE has them.
 *
 * @param safeties pairs that may have a safety stock or a quota of their own
 * @param lineResults lines of remembered replies, all sessions together
 * @param defaultHold microseconds; so are the two retentions
 * @param transferLines SKUs that all transfers kept may have moved
 * @param bands SKUs that may have bands of their own
 * @param changes kept for the change feed
 */
public record Limits(
    int skus,
    int locations,
    int stock,
    int reservations,
    int lines,
    int sessions,
    int clients,
    int requestWindow,
    int lineResults,
    int safeties,
    long defaultHold,
    long closedRetention,
    long fulfilledRetention,
    int devices,
    int transferLines,
    int bands,
    int changes,
    List<String> channels) {
  /** The largest quantity, either way (rule 1). */
  static final long MAX_QUANTITY = 1_000_000_000L;

  /** Pairs that a reservation may have. */
  static final int MAX_LINES = 256;

  /** An open count is dropped after so many microseconds: 48 hours. */
  public static final long COUNT_MICROS = 48L * 3_600_000_000L;

  /** Facts that are remembered of each device. */
  public static final int DEVICE_WINDOW = 4_096;

  private static final String TRANSFER = "TRANSFER";

  /** A number as it may be told: the largest quantity if it is beyond, either way. */
  static long withinLimit(long number) {
    return Math.max(-MAX_QUANTITY, Math.min(MAX_QUANTITY, number));
  }

  /** Index of the channel of transfers; below zero if there is none. */
  public int transferChannel() {
    return channels.indexOf(TRANSFER);
  }
}

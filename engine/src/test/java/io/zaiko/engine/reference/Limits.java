package io.zaiko.engine.reference;

/**
 * The settings that can change an answer.
 *
 * @param safeties pairs that may have safety overrides, for however many channels each
 * @param lineResults lines of remembered replies, all sessions together
 * @param defaultHold microseconds
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
    int channels) {
  /** The largest quantity, either way (rule 1). */
  static final long MAX_QUANTITY = 1_000_000_000L;
}

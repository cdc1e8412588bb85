package io.zaiko.engine.core;

/**
 * The check that requests share: every SKU and location named must exist; one unknown SKU wins over
 * unknown locations.
 */
final class Existence {
  /** Whether a line names something unknown; then the outcome says so. */
  boolean fails(Lines lines, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.sku(i) < 0) {
        outcome.line(i, ResultCode.UNKNOWN_SKU, lines.quantity(i));
      }
    }
    if (outcome.lines().count() > 0) {
      outcome.answer(ResultCode.UNKNOWN_SKU);
      return true;
    }
    for (int i = 0; i < lines.count(); i++) {
      if (lines.location(i) < 0) {
        outcome.line(i, ResultCode.UNKNOWN_LOCATION, lines.quantity(i));
      }
    }
    if (outcome.lines().count() > 0) {
      outcome.answer(ResultCode.UNKNOWN_LOCATION);
      return true;
    }
    return false;
  }
}

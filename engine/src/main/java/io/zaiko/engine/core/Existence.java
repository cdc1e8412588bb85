package io.zaiko.engine.core;

/**
 * The check that requests share: every SKU and location named must exist; one unknown SKU wins over
 * unknown locations.
 */
final class Existence {
  /** Whether a line names something unknown; then the outcome says so. */
  boolean fails(Lines lines, Outcome outcome) {
    return failsBySku(lines, outcome) || failsByLocation(lines, false, outcome);
  }

  /** The same for lines that name two locations. */
  boolean failsWithDestinations(Lines lines, Outcome outcome) {
    return failsBySku(lines, outcome) || failsByLocation(lines, true, outcome);
  }

  /** Whether a line names an unknown SKU; then the outcome says so. */
  boolean failsBySku(Lines lines, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.sku(i) == Lines.UNKNOWN) {
        outcome.line(i, ResultCode.UNKNOWN_SKU, lines.quantity(i));
      }
    }
    if (outcome.lines().count() == 0) {
      return false;
    }
    outcome.answer(ResultCode.UNKNOWN_SKU);
    return true;
  }

  private static boolean failsByLocation(Lines lines, boolean destinations, Outcome outcome) {
    for (int i = 0; i < lines.count(); i++) {
      boolean unknown =
          lines.location(i) == Lines.UNKNOWN
              || hasUnknownChoice(lines, i)
              || (destinations && lines.destination(i) == Lines.UNKNOWN);
      if (unknown) {
        outcome.line(i, ResultCode.UNKNOWN_LOCATION, lines.quantity(i));
      }
    }
    if (outcome.lines().count() == 0) {
      return false;
    }
    outcome.answer(ResultCode.UNKNOWN_LOCATION);
    return true;
  }

  private static boolean hasUnknownChoice(Lines lines, int line) {
    for (int n = 0; n < lines.choiceCount(line); n++) {
      if (lines.choice(line, n) == Lines.UNKNOWN) {
        return true;
      }
    }
    return false;
  }
}

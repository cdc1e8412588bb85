package io.zaiko.cli.trace;

/** What a row of a trace asks for. */
public enum TraceVerb {
  RECEIVE("receive", false, false),
  SELL("sell", false, false),
  RETURN("return", false, false),
  RESERVE("reserve", true, false),
  COMMIT("commit", true, true),
  FULFIL("fulfil", true, true),
  RELEASE("release", true, true),
  COUNT("count", false, false),
  ADJUST("adjust", false, false);

  private final String text;
  private final boolean namesReservation;
  private final boolean mayBeWhole;

  TraceVerb(String text, boolean namesReservation, boolean mayBeWhole) {
    this.text = text;
    this.namesReservation = namesReservation;
    this.mayBeWhole = mayBeWhole;
  }

  /** The verb as the file writes it, or null. */
  static TraceVerb of(String text) {
    for (TraceVerb verb : values()) {
      if (verb.text.equals(text)) {
        return verb;
      }
    }
    return null;
  }

  /** As the file writes it. */
  public String text() {
    return text;
  }

  /** Whether the reference of a row is the id of a reservation. */
  public boolean namesReservation() {
    return namesReservation;
  }

  /** Whether location, SKU and quantity may be empty, which stands for all that is open. */
  public boolean mayBeWhole() {
    return mayBeWhole;
  }
}

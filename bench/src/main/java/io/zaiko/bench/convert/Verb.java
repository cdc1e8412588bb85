package io.zaiko.bench.convert;

import java.util.Locale;

/** The commands of a trace that converters write. */
enum Verb {
  RECEIVE,
  SELL,
  RETURN,
  RESERVE,
  COMMIT,
  FULFIL,
  RELEASE,
  COUNT,
  ADJUST;

  /** As the file writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.zaiko.bench.recover;

import java.util.Locale;

/** From what a state is recovered. */
public enum RecoveryKind {
  /** All commands of the journal. */
  JOURNAL,
  /** The snapshot, then the commands behind it. */
  TAIL,
  /** The snapshot of the filled stock; the journal ends there. */
  STOCK;

  /** How it is written in raw files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RecoveryKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

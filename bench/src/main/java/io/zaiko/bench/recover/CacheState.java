package io.zaiko.bench.recover;

import java.util.Locale;

/** Whether the operating system has the files in memory when a recovery begins. */
public enum CacheState {
  /** All of them. */
  WARM,
  /** None of them. */
  COLD;

  /** How it is written in raw files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CacheState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

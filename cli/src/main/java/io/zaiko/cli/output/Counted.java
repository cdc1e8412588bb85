package io.zaiko.cli.output;

import java.util.Locale;

/** Numbers of things in words. Stateless, so safe for any thread. */
public final class Counted {
  private Counted() {}

  /** Such as "no lines", "1 line", "1,204 lines". */
  public static String of(long count, String thing) {
    if (count == 1) {
      return "1 " + thing;
    }
    return (count == 0 ? "no " : String.format(Locale.ROOT, "%,d ", count)) + thing + "s";
  }
}

package io.zaiko.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** How many things one check compared, how many were wrong, and the first of those in words. */
final class Findings {
  private static final int MOST_EXAMPLES = 5;

  private final List<String> examples = new ArrayList<>();
  private long compared;
  private long wrong;

  void compared() {
    compared++;
  }

  void compared(long more) {
    compared += more;
  }

  void wrong(String what) {
    wrong++;
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(what);
    }
  }

  long comparedCount() {
    return compared;
  }

  long wrongCount() {
    return wrong;
  }

  boolean isClean() {
    return wrong == 0;
  }

  /** The first few things that were wrong. */
  List<String> examples() {
    return List.copyOf(examples);
  }
}

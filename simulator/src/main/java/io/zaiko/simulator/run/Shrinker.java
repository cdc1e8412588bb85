package io.zaiko.simulator.run;

import io.zaiko.simulator.generate.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a failing history small: leaves out large parts first, then ever smaller ones, then single
 * commands, as long as it still fails. What is left fails, though perhaps in another way.
 */
final class Shrinker {
  private final Predicate<List<Step>> fails;
  private int attemptsLeft;

  /**
   * @param fails whether a history fails
   * @param attempts how many histories may be tried at most
   */
  Shrinker(Predicate<List<Step>> fails, int attempts) {
    this.fails = fails;
    this.attemptsLeft = attempts;
  }

  /** A part of a failing history that fails too. */
  List<Step> shrink(List<Step> history) {
    List<Step> smallest = history;
    int part = Math.max(1, history.size() / 2);
    while (attemptsLeft > 0) {
      List<Step> smaller = withoutParts(smallest, part);
      boolean smallestParts = part == 1;
      if (smallestParts && smaller.size() == smallest.size()) {
        return smaller;
      }
      smallest = smaller;
      part = Math.max(1, part / 2);
    }
    return smallest;
  }

  /** Leaves out each part of a length that is not needed, from the end to the beginning. */
  private List<Step> withoutParts(List<Step> history, int length) {
    List<Step> smallest = history;
    for (int end = history.size(); end > 0 && attemptsLeft > 0; end -= length) {
      int begin = Math.max(0, end - length);
      List<Step> smaller = new ArrayList<>(smallest.subList(0, begin));
      smaller.addAll(smallest.subList(end, smallest.size()));
      attemptsLeft--;
      if (fails.test(smaller)) {
        smallest = smaller;
      }
    }
    return smallest;
  }
}

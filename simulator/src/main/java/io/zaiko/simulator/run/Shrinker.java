package io.zaiko.simulator.run;

import io.zaiko.simulator.action.Action;
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
  private long commandsLeft;

  /**
   * @param fails whether a history fails
   * @param commands how many may be run at most, all histories that are tried together
   */
  Shrinker(Predicate<List<Step>> fails, long commands) {
    this.fails = fails;
    this.commandsLeft = commands;
  }

  /** A part of a failing history that fails too. */
  List<Step> shrink(List<Step> history) {
    List<Step> withItsWorld = shrink(history, step -> !isWorld(step.action()));
    return shrink(withItsWorld, step -> true);
  }

  /** Sessions and handles are numbered: most commands mean nothing without those that made them. */
  private static boolean isWorld(Action action) {
    return action instanceof Action.Register
        || action instanceof Action.DefineSku
        || action instanceof Action.DefineLocation;
  }

  private List<Step> shrink(List<Step> history, Predicate<Step> mayGo) {
    List<Step> smallest = history;
    int part = Math.max(1, history.size() / 2);
    while (commandsLeft > 0) {
      List<Step> smaller = withoutParts(smallest, part, mayGo);
      if (part == 1 && smaller.size() == smallest.size()) {
        return smaller;
      }
      smallest = smaller;
      part = Math.max(1, part / 2);
    }
    return smallest;
  }

  /** Leaves out what may go of each part of a length, from the end to the beginning. */
  private List<Step> withoutParts(List<Step> history, int length, Predicate<Step> mayGo) {
    List<Step> smallest = history;
    for (int end = history.size(); end > 0 && commandsLeft > 0; end -= length) {
      int begin = Math.max(0, end - length);
      List<Step> smaller = new ArrayList<>(smallest.subList(0, begin));
      smallest.subList(begin, end).stream().filter(mayGo.negate()).forEach(smaller::add);
      smaller.addAll(smallest.subList(end, smallest.size()));
      if (smaller.size() < smallest.size()) {
        commandsLeft -= smaller.size();
        smallest = fails.test(smaller) ? smaller : smallest;
      }
    }
    return smallest;
  }
}

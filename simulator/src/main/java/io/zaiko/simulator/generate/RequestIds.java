package io.zaiko.simulator.generate;

/**
 * Chooses the request ids of one session as an unruly client would: mostly the next one, but also
 * with gaps, gaps filled later, old ids and leaps.
 */
final class RequestIds {
  private final Dice dice;
  private final int window;
  private long highest;

  /**
   * @param highest that the session has used when it is opened
   */
  RequestIds(Dice dice, int window, long highest) {
    this.dice = dice;
    this.window = window;
    this.highest = highest;
  }

  long next() {
    int choice = dice.below(100);
    long id;
    if (choice < 84) {
      id = highest + 1;
    } else if (choice < 92) {
      id = highest + 1 + dice.below(5);
    } else if (choice < 99) {
      id = highest - dice.below(window + 2);
    } else {
      id = highest + dice.below(2 * window);
    }
    long chosen = Math.max(1, id);
    highest = Math.max(highest, chosen);
    return chosen;
  }
}

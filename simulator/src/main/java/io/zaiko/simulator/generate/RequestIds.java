package io.zaiko.engine.history;

import java.util.SplittableRandom;

/**
 * Chooses the request ids of one session as an unruly client would: mostly the next one, but also
 * with gaps, gaps filled later, old ids and leaps.
 */
final class RequestIds {
  private final SplittableRandom random;
  private final int window;
  private long highest;

  /**
   * @param highest that the session has used when it is opened
   */
  RequestIds(SplittableRandom random, int window, long highest) {
    this.random = random;
    this.window = window;
    this.highest = highest;
  }

  long next() {
    int choice = random.nextInt(100);
    long id;
    if (choice < 80) {
      id = highest + 1;
    } else if (choice < 88) {
      id = highest + 1 + random.nextInt(5);
    } else if (choice < 98) {
      id = highest - random.nextInt(window + 2);
    } else {
      id = highest + random.nextInt(2 * window);
    }
    long chosen = Math.max(1, id);
    highest = Math.max(highest, chosen);
    return chosen;
  }
}

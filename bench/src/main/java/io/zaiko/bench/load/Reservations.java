package io.zaiko.bench.load;

import io.zaiko.protocol.Protocol;

/**
 * Which reservations a load makes.
 *
 * @param open open all the time, if the mix reserves
 * @param lines of each: so many random SKUs at one location, a unit of each; 1 or more
 * @param expiring holds made beforehand, on top, which all end at the same moment amid the run
 */
public record Reservations(int open, int lines, int expiring) {
  /** Those that expire have numbers from here downwards, all others from 0 upwards. */
  static final long HIGHEST_NUMBER = (1L << 30) - 1;

  private static final int MOST_EXPIRING = 1_000_000;

  /** Refuses what cannot be made, with a message for people. */
  public Reservations {
    require(
        lines >= 1 && lines <= Protocol.MAX_LINES,
        "a reservation has 1 to " + Protocol.MAX_LINES + " lines, not " + lines);
    require(
        expiring >= 0 && expiring <= MOST_EXPIRING,
        "0 to " + MOST_EXPIRING + " holds can end at once, not " + expiring);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** So many of one line, none of which expires. */
  public static Reservations open(int count) {
    return new Reservations(count, 1, 0);
  }

  /** Whether each is of one line, and none expires: what anybody can do whom we compare with. */
  boolean arePlain() {
    return lines == 1 && expiring == 0;
  }
}

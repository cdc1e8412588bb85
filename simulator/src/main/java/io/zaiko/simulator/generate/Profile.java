package io.zaiko.simulator.generate;

import io.zaiko.simulator.reference.Limits;
import java.util.ArrayList;
import java.util.List;

/**
 * What kind of world a seed makes, so that all seeds together come to every corner.
 *
 * @param skus codes that commands draw from; more than may be defined in some worlds
 * @param locations so with locations
 * @param huge some quantities are near 1,000,000,000
 * @param wide many commands name every pair, so that lines run out
 */
public record Profile(
    Limits limits, int skus, int locations, int clients, boolean huge, boolean wide) {
  private static final int MAX_SKUS = 8;
  private static final int MAX_LOCATIONS = 4;

  /** In a chain world: enough for several chunks of the stock table. */
  private static final int CHAIN_SKUS = 2;

  private static final int CHAIN_LOCATIONS = 16;

  /** Time goes in whole steps, so that expiries and records often fall on the same moment. */
  static final long TIME_STEP_MICROS = 1_000;

  static final long HOUR_MICROS = 3_600_000_000L;

  private static final int AMPLE = 1_000;
  private static final int LEAST_LINES = 256;
  private static final int LEAST_RESULTS = 1_024;
  private static final int LEAST_CHANGES = 1_024;
  private static final int MAX_CHANNELS = 16;

  static Profile of(Dice dice) {
    boolean tiny = dice.chance(50);
    boolean huge = dice.chance(25);
    boolean wide = !huge && dice.chance(25);
    boolean chain = dice.chance(25);
    int mostSkus = huge || chain ? CHAIN_SKUS : MAX_SKUS;
    int mostLocations = huge ? 2 : chain ? CHAIN_LOCATIONS : MAX_LOCATIONS;
    int skus = wide ? mostSkus : dice.between(1, mostSkus + 1);
    int locations = wide ? mostLocations : dice.between(1, mostLocations + 1);
    boolean fewCodes = tiny && !wide;
    int sessions = tiny ? dice.between(1, 4) : AMPLE;
    Limits limits =
        new Limits(
            fewCodes && dice.chance(50) ? dice.between(1, skus + 3) : AMPLE,
            fewCodes && dice.chance(50) ? dice.between(1, locations + 3) : AMPLE,
            fewCodes ? dice.between(1, 2 * skus * locations + 2) : AMPLE,
            fewCodes ? dice.between(1, 9) : dice.chance(50) ? 40 : 120,
            tiny || wide ? dice.between(LEAST_LINES, LEAST_LINES + 100) : 4 * AMPLE,
            sessions,
            tiny ? sessions + dice.between(1, 3) : 2 * AMPLE,
            tiny ? dice.between(1, 33) : 64,
            tiny || wide ? dice.between(LEAST_RESULTS, LEAST_RESULTS + 500) : 16 * AMPLE,
            tiny ? dice.between(1, 4) : AMPLE,
            dice.between(1, 10) * TIME_STEP_MICROS,
            dice.chance(70) ? dice.between(5, 200) * TIME_STEP_MICROS : HOUR_MICROS,
            dice.chance(70) ? dice.between(5, 400) * TIME_STEP_MICROS : 30 * 24 * HOUR_MICROS,
            tiny ? dice.between(1, 3) : AMPLE,
            tiny ? dice.between(LEAST_LINES, LEAST_LINES + 10) : 4 * AMPLE,
            tiny ? dice.between(1, 3) : AMPLE,
            dice.chance(70) ? LEAST_CHANGES : 16 * LEAST_CHANGES,
            channels(dice));
    return new Profile(limits, skus, locations, dice.between(2, 7), huge, wide);
  }

  /** Most worlds know transfers. */
  private static List<String> channels(Dice dice) {
    List<String> names = new ArrayList<>();
    int count = dice.chance(70) ? dice.between(2, 5) : dice.between(1, MAX_CHANNELS + 1);
    for (int i = 0; i < count; i++) {
      names.add("channel-" + i);
    }
    if (dice.chance(85)) {
      names.set(dice.below(count), "TRANSFER");
    }
    return names;
  }
}

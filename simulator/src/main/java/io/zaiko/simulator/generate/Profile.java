package io.zaiko.engine.history;

import io.zaiko.engine.reference.Limits;
import java.util.SplittableRandom;

/**
 * What kind of world a seed makes, so that all seeds together come to every corner.
 *
 * @param skus codes that commands draw from; more than may be defined in some worlds
 * @param locations so with locations
 * @param huge some quantities are near 1,000,000,000
 * @param wide many commands name every pair, so that lines run out
 */
record Profile(Limits limits, int skus, int locations, int clients, boolean huge, boolean wide) {
  private static final int MAX_SKUS = 8;
  private static final int MAX_LOCATIONS = 4;

  /** In a chain world: enough for several chunks of the stock table. */
  private static final int CHAIN_SKUS = 2;

  private static final int CHAIN_LOCATIONS = 16;

  /** Time goes in whole steps, so that expiries and records often fall on the same moment. */
  static final long TIME_STEP_MICROS = 1_000;

  private static final int AMPLE = 1_000;
  private static final int LEAST_LINES = 256;

  /** Whether only the lines of reservations can run out, not the reservations themselves. */
  boolean hasAmpleReservations() {
    return limits.reservations() == AMPLE;
  }

  static Profile of(SplittableRandom random) {
    boolean tiny = random.nextBoolean();
    boolean huge = random.nextInt(4) == 0;
    boolean wide = !huge && random.nextInt(4) == 0;
    boolean chain = random.nextInt(4) == 0;
    int mostSkus = huge || chain ? CHAIN_SKUS : MAX_SKUS;
    int mostLocations = huge ? 2 : chain ? CHAIN_LOCATIONS : MAX_LOCATIONS;
    int skus = wide ? mostSkus : random.nextInt(1, mostSkus + 1);
    int locations = wide ? mostLocations : random.nextInt(1, mostLocations + 1);
    int sessions = tiny ? random.nextInt(1, 4) : AMPLE;
    boolean fewCodes = tiny && !wide;
    return new Profile(
        new Limits(
            fewCodes ? random.nextInt(1, skus + 1) : AMPLE,
            fewCodes ? random.nextInt(1, locations + 1) : AMPLE,
            fewCodes ? random.nextInt(1, skus * locations + 2) : AMPLE,
            tiny && !wide ? random.nextInt(1, 8) : AMPLE,
            tiny || wide ? random.nextInt(LEAST_LINES, LEAST_LINES + 100) : 4 * AMPLE,
            sessions,
            tiny ? sessions + random.nextInt(1, 3) : 2 * AMPLE,
            tiny ? random.nextInt(1, 33) : 64,
            tiny || wide ? random.nextInt(LEAST_LINES, 2 * LEAST_LINES) : 16 * AMPLE,
            tiny ? random.nextInt(1, 4) : AMPLE,
            random.nextInt(1, 10) * TIME_STEP_MICROS,
            random.nextInt(1, 17)),
        skus,
        locations,
        random.nextInt(2, 7),
        huge,
        wide);
  }
}

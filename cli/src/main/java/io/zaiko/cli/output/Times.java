package io.zaiko.cli.output;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Engine times as text. Stateless, so safe for any thread. */
public final class Times {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** ISO-8601 UTC with six decimals, or null for 0, which stands for "not given". */
  public static String iso(long epochMicros) {
    return epochMicros == 0 ? null : MICROS.format(instant(epochMicros));
  }

  /** The instant of a time in microseconds since the epoch. */
  public static Instant instant(long epochMicros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochMicros, 1_000_000L), Math.floorMod(epochMicros, 1_000_000L) * 1_000L);
  }

  /**
   * Microseconds since the epoch; finer digits are cut off.
   *
   * @throws ArithmeticException beyond the years that fit
   */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }
}

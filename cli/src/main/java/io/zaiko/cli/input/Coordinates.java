package io.zaiko.cli.input;

import java.math.BigDecimal;
import java.math.RoundingMode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A place on earth in degrees times 1,000,000, as the server keeps it.
 *
 * @param latitude -90,000,000 to 90,000,000
 * @param longitude -180,000,000 to 180,000,000
 */
public record Coordinates(int latitude, int longitude) {
  private static final int DECIMALS = 6;
  private static final int MOST_DECIMALS = 100;

  /**
   * Reads degrees; further decimals are rounded.
   *
   * @throws TypeConversionException when they are not numbers, not on earth, or have more than 100
   *     decimals
   */
  public static Coordinates ofDegrees(String latitude, String longitude) {
    return new Coordinates(
        microdegrees("latitude", latitude, 90), microdegrees("longitude", longitude, 180));
  }

  private static int microdegrees(String what, String text, int limitDegrees) {
    BigDecimal degrees;
    try {
      degrees = new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          what + " '" + text + "' is not a number of degrees, for example 35.681236");
    }
    if (degrees.abs().compareTo(BigDecimal.valueOf(limitDegrees)) > 0) {
      throw new TypeConversionException(
          what + " '" + text + "' is beyond " + limitDegrees + " degrees");
    }
    // Far more decimals than matter could cost any amount of memory below.
    if (degrees.scale() > MOST_DECIMALS) {
      throw new TypeConversionException(
          what + " '" + text + "' has more than " + MOST_DECIMALS + " decimals");
    }
    return degrees.movePointRight(DECIMALS).setScale(0, RoundingMode.HALF_UP).intValueExact();
  }

  /** Reads {@code LAT,LON}. */
  public static final class Converter implements ITypeConverter<Coordinates> {
    @Override
    public Coordinates convert(String text) {
      String[] parts = text.split(",", -1);
      if (parts.length != 2) {
        throw new TypeConversionException(
            "'" + text + "' is not LAT,LON, for example 35.681236,139.767125");
      }
      return ofDegrees(parts[0], parts[1]);
    }
  }
}

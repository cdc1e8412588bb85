package io.zaiko.cli.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a distance in kilometres as whole metres, 1 or more. */
final class Kilometres implements ITypeConverter<Integer> {
  /** Half the way round the earth is less. */
  private static final BigDecimal MOST = BigDecimal.valueOf(21_000);

  @Override
  public Integer convert(String text) {
    try {
      BigDecimal kilometres = new BigDecimal(text);
      int metres =
          kilometres.compareTo(MOST) > 0
              ? 0
              : kilometres.movePointRight(3).setScale(0, RoundingMode.HALF_UP).intValueExact();
      if (metres > 0) {
        return metres;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw refusal(text, e);
    }
    throw refusal(text, null);
  }

  private static TypeConversionException refusal(String text, RuntimeException cause) {
    TypeConversionException refusal =
        new TypeConversionException(
            "'" + text + "' is not a distance of 0.001 to " + MOST + " km, for example 2.5");
    if (cause != null) {
      refusal.initCause(cause);
    }
    return refusal;
  }
}

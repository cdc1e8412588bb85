package io.zaiko.cli.trace;

import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast a trace is played: as fast as answers come, or so many times as fast as it happened.
 *
 * @param factor 1 = as it happened; 0 = as fast as answers come
 */
public record Pace(double factor) {
  private static final Pace MAX = new Pace(0);
  private static final double LARGEST_FACTOR = 1e9;

  /**
   * How long to wait before sending a row, in nanoseconds; 0 or less = it is due.
   *
   * @param sinceFirstRowMicros time of the row less time of the first row
   * @param elapsedNs time since the first row was sent
   */
  long waitNs(long sinceFirstRowMicros, long elapsedNs) {
    if (factor == 0) {
      return 0;
    }
    return (long) (TimeUnit.MICROSECONDS.toNanos(sinceFirstRowMicros) / factor) - elapsedNs;
  }

  /** Reads {@code max}, {@code real} or a number. */
  public static final class Converter implements ITypeConverter<Pace> {
    @Override
    public Pace convert(String text) {
      return switch (text) {
        case "max" -> MAX;
        case "real" -> new Pace(1);
        default -> new Pace(number(text));
      };
    }

    private static double number(String text) {
      double factor = parse(text);
      if (factor > 0 && factor <= LARGEST_FACTOR) {
        return factor;
      }
      throw new TypeConversionException(
          "'" + text + "' is neither max nor real nor a number above 0, such as 60");
    }

    private static double parse(String text) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return Double.NaN; // the caller complains
      }
    }
  }
}

package io.zaiko.cli.input;

import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers, and says in plain words what is none. */
public final class WholeNumber {
  private static final Pattern FORM = Pattern.compile("[+-]?\\d+");

  private WholeNumber() {}

  /**
   * Reads a number of 64 bits.
   *
   * @throws TypeConversionException when it is something else
   */
  public static long of(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw refusal(text, e);
    }
  }

  /**
   * Reads a number of 32 bits.
   *
   * @throws TypeConversionException when it is something else
   */
  public static int ofInt(String text) {
    try {
      return Math.toIntExact(of(text));
    } catch (ArithmeticException e) {
      throw refusal(text, e);
    }
  }

  private static TypeConversionException refusal(String text, RuntimeException cause) {
    TypeConversionException refusal =
        new TypeConversionException(
            "'"
                + text
                + (FORM.matcher(text).matches() ? "' is out of range" : "' is not a whole number"));
    refusal.initCause(cause);
    return refusal;
  }
}

package io.zaiko.cli.input;

import io.zaiko.client.Line;
import picocli.CommandLine.TypeConversionException;

/**
 * One line of a command as typed: {@code SKU=QTY} or {@code SKU@LOCATION=QTY}. Only its form is
 * judged here; whether codes and quantity are acceptable is the server's to say.
 *
 * @param location null where the command names it once for all lines
 */
public record LineArgument(String sku, String location, long quantity) {

  /**
   * Reads {@code SKU=QTY}.
   *
   * @throws TypeConversionException when it is something else
   */
  public static LineArgument skuQuantity(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0 || text.indexOf('@') >= 0) {
      throw new TypeConversionException("'" + text + "' is not SKU=QTY, for example A4711=2");
    }
    return new LineArgument(text.substring(0, equals), null, quantity(text, equals));
  }

  /**
   * Reads {@code SKU@LOCATION=QTY}.
   *
   * @throws TypeConversionException when it is something else
   */
  public static LineArgument skuLocationQuantity(String text) {
    int at = text.indexOf('@');
    int equals = text.indexOf('=');
    if (at <= 0 || equals <= at + 1) {
      throw new TypeConversionException(
          "'" + text + "' is not SKU@LOCATION=QTY, for example A4711@TOKYO-1=2");
    }
    return new LineArgument(
        text.substring(0, at), text.substring(at + 1, equals), quantity(text, equals));
  }

  /** The line as the client sends it, at a location that the command names for all lines. */
  public Line at(String where) {
    return new Line(sku, where, quantity);
  }

  /** The line as the client sends it; only where it names its location itself. */
  public Line toLine() {
    return new Line(sku, location, quantity);
  }

  private static long quantity(String text, int equals) {
    String digits = text.substring(equals + 1);
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "': '" + digits + "' is not a whole number of units");
    }
  }
}

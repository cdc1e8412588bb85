package io.zaiko.cli.input;

import io.zaiko.client.Line;
import io.zaiko.client.Relocation;
import io.zaiko.client.SkuLine;
import java.util.List;
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

  /**
   * Reads {@code SKU@LOCATION=QTY}, {@code SKU@LOCATION,LOCATION=QTY} for several locations to
   * choose from in this order, or {@code SKU@@REGION=QTY} for those of a region.
   *
   * @throws TypeConversionException when it is something else
   */
  public static Line withChoices(String text) {
    LineArgument line = skuLocationQuantity(text);
    if (line.location.startsWith("@")) {
      return Line.inRegion(line.sku, requireText(text, line.location.substring(1)), line.quantity);
    }
    List<String> locations = List.of(line.location.split(",", -1));
    locations.forEach(location -> requireText(text, location));
    return locations.size() == 1 ? line.toLine() : Line.atAnyOf(line.sku, locations, line.quantity);
  }

  /**
   * Reads {@code SKU@FROM=TO}.
   *
   * @throws TypeConversionException when it is something else
   */
  public static Relocation relocation(String text) {
    int at = text.indexOf('@');
    int equals = text.indexOf('=');
    if (at <= 0 || equals <= at + 1 || equals == text.length() - 1) {
      throw new TypeConversionException(
          "'" + text + "' is not SKU@FROM=TO, for example A4711@TOKYO-1=TOKYO-2");
    }
    return new Relocation(
        text.substring(0, at), text.substring(at + 1, equals), text.substring(equals + 1));
  }

  private static String requireText(String line, String place) {
    if (place.isEmpty()) {
      throw new TypeConversionException("'" + line + "' has a location or region without a name");
    }
    return place;
  }

  /** The line as the client sends it in a transfer, which knows its locations itself. */
  public SkuLine toSkuLine() {
    return new SkuLine(sku, quantity);
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
    try {
      return WholeNumber.of(text.substring(equals + 1));
    } catch (TypeConversionException e) {
      TypeConversionException complaint =
          new TypeConversionException("'" + text + "': quantity " + e.getMessage());
      complaint.initCause(e);
      throw complaint;
    }
  }
}

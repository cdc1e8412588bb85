package io.zaiko.cli.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads instants from 1970 to 9999: ISO-8601 with {@code Z} or an offset. */
public final class PointInTime implements ITypeConverter<Instant> {
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  @Override
  public Instant convert(String text) {
    Instant time = parse(text);
    if (!time.isAfter(Instant.EPOCH) || !time.isBefore(END)) {
      throw new TypeConversionException("'" + text + "' is not a time from 1970 to 9999");
    }
    return time;
  }

  private static Instant parse(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      TypeConversionException complaint =
          new TypeConversionException(
              "'" + text + "' is not a time, for example 2026-11-22T09:00:00Z");
      complaint.initCause(e);
      throw complaint;
    }
  }
}

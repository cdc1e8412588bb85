package io.zaiko.cli.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads instants: ISO-8601 with {@code Z} or an offset. */
public final class PointInTime implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
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

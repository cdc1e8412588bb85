package io.zaiko.bench.convert;

import io.zaiko.protocol.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.function.ToLongFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.commons.csv.CSVRecord;

/**
 * One row of a source. What a field should be and is not is a {@link ConversionException} that
 * names file and line.
 */
final class SourceRow {
  private final Source source;
  private final Path file;
  private final long line;
  private final CSVRecord fields;

  SourceRow(Source source, Path file, long line, CSVRecord fields) {
    this.source = source;
    this.file = file;
    this.line = line;
    this.fields = fields;
  }

  /** A field as it stands. */
  String text(String column) {
    if (!fields.isSet(column)) {
      throw error("the field " + column + " is missing");
    }
    return fields.get(column);
  }

  /** The code of a SKU or location; spaces at either end go, and are counted. */
  String code(String column) {
    String code = trimmed(column);
    UnsafeBuffer bytes = bytes(code);
    if (!Text.isCode(bytes, 0, bytes.capacity())) {
      throw error(column + " '" + code + "' cannot be a code: 1 to 32 bytes, no control, @ = ,");
    }
    return code;
  }

  /** A document's number; spaces at either end go, and are counted. */
  String id(String column) {
    String id = trimmed(column);
    UnsafeBuffer bytes = bytes(id);
    if (!Text.isId(bytes, 0, bytes.capacity())) {
      throw error(column + " '" + id + "' cannot be a reference: 1 to 64 bytes, no control, @ = ,");
    }
    return id;
  }

  private String trimmed(String column) {
    String text = text(column);
    String stripped = text.strip();
    if (stripped.length() < text.length()) {
      source.countTrimmed();
    }
    return stripped;
  }

  private static UnsafeBuffer bytes(String text) {
    return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole number. */
  int integer(String column) {
    String text = text(column);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ConversionException(message(column + " '" + text + "' is no whole number"), e);
    }
  }

  /** A moment, in seconds since the epoch, of a text that is to be read in this way. */
  long epochSeconds(String column, ToLongFunction<String> reading) {
    try {
      return reading.applyAsLong(text(column));
    } catch (DateTimeException e) {
      throw new ConversionException(message(column + ": " + e.getMessage()), e);
    }
  }

  /** What is wrong with this row. */
  ConversionException error(String what) {
    return new ConversionException(message(what));
  }

  private String message(String what) {
    return file + ": line " + line + ": " + what;
  }
}

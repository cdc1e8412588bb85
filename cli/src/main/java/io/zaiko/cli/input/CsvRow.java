package io.zaiko.cli.input;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVRecord;
import picocli.CommandLine.TypeConversionException;

/** One row of a file, read by column name. Immutable, so safe for any thread. */
public final class CsvRow {
  private final Path file;
  private final long line;
  private final CSVRecord record;

  CsvRow(Path file, long line, CSVRecord record) {
    this.file = file;
    this.line = line;
    this.record = record;
  }

  /** Line of the file, from 1, the header included. */
  public long line() {
    return line;
  }

  /**
   * A field, empty when nothing stands in it.
   *
   * @throws InputException when the row ends before that column
   */
  public String text(String column) {
    if (!record.isSet(column)) {
      throw error("the row has no field for column " + column);
    }
    return record.get(column);
  }

  /**
   * A field that must not be empty.
   *
   * @throws InputException when it is
   */
  public String required(String column) {
    String value = text(column);
    if (value.isEmpty()) {
      throw error(column + " is empty");
    }
    return value;
  }

  /**
   * A whole number.
   *
   * @throws InputException when it is something else
   */
  public long number(String column) {
    String value = required(column);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw error(column + " '" + value + "' is not a whole number");
    }
  }

  /** Runs a conversion whose complaint should name this row. */
  public <T> T convert(Supplier<T> conversion) {
    try {
      return conversion.get();
    } catch (TypeConversionException e) {
      throw error(e.getMessage());
    }
  }

  /** An exception that names file and line. */
  public InputException error(String what) {
    return new InputException("%s line %d: %s".formatted(file, line, what));
  }
}

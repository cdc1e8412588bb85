package io.zaiko.bench.convert;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The CSV files of one source, read one after the other, gzipped ones where the name ends in {@code
 * .gz}. Each has a header; extra columns are ignored.
 *
 * <p>Not thread safe.
 */
final class Source {
  private static final int BUFFER_LENGTH = 64 * 1024;
  private static final int ROWS_BETWEEN_REPORTS = 10_000;

  private final List<Path> files;
  private final List<String> columns;
  private final ConversionProgress progress;
  private long rows;
  private long trimmed;

  /** Files that all have these columns, in any order. */
  Source(List<Path> files, List<String> columns, ConversionProgress progress) {
    this.files = files;
    this.columns = columns;
    this.progress = progress;
  }

  /**
   * Hands over every row of every file.
   *
   * @throws ConversionException when a column is missing, naming the line, or when the taker finds
   *     fault with a row
   * @throws IOException when a file cannot be read
   */
  void forEach(Consumer<SourceRow> taker) throws IOException {
    for (Path file : files) {
      try (Reader reader = open(file);
          CSVParser parser =
              CSVFormat.RFC4180
                  .builder()
                  .setHeader()
                  .setSkipHeaderRecord(true)
                  .setIgnoreEmptyLines(true)
                  .get()
                  .parse(reader)) {
        requireColumns(file, parser);
        for (CSVRecord row : parser) {
          taker.accept(new SourceRow(this, file, parser.getCurrentLineNumber(), row));
          if (++rows % ROWS_BETWEEN_REPORTS == 0) {
            progress.update(rows, ConversionProgress.UNKNOWN);
          }
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private void requireColumns(Path file, CSVParser parser) {
    for (String column : columns) {
      if (!parser.getHeaderMap().containsKey(column)) {
        throw new ConversionException(
            file + ": line 1 has no column " + column + "; needed are " + columns);
      }
    }
  }

  private static Reader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream plain =
          file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER_LENGTH) : bytes;
      return new InputStreamReader(plain, StandardCharsets.UTF_8);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  void countTrimmed() {
    trimmed++;
  }

  /** Rows read so far. */
  long rows() {
    return rows;
  }

  /** How often spaces around a code or an id were taken away. */
  long trimmed() {
    return trimmed;
  }
}

package io.zaiko.cli.input;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Streams the rows of a CSV file with a header: UTF-8, with or without byte order mark, gzipped
 * when its name ends in {@code .gz}. Extra columns are ignored, missing ones an error.
 *
 * <p>Not thread safe.
 */
public final class CsvFile implements Iterator<CsvRow>, AutoCloseable {
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int BUFFER_LENGTH = 64 * 1024;

  private final Path file;
  private final long fileLength;
  private final CountingStream bytes;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private CsvRow ahead;

  private CsvFile(Path file, List<String> columns) throws IOException {
    this.file = file;
    this.fileLength = Files.size(file);
    this.bytes = new CountingStream(Files.newInputStream(file));
    try {
      this.parser = parse();
      this.records = parser.iterator();
      requireColumns(columns);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Opens a file and reads its header.
   *
   * @param columns the columns that must be there, in any order
   * @throws InputException when the file cannot be read, or has not all these columns
   */
  public static CsvFile open(Path file, List<String> columns) {
    try {
      return new CsvFile(file, columns);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof CharacterCodingException ? "it is not UTF-8" : e.getMessage();
  }

  private CSVParser parse() throws IOException {
    InputStream plain =
        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER_LENGTH) : bytes;
    Reader reader =
        new BufferedReader(
            new InputStreamReader(
                plain,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            BUFFER_LENGTH);
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .setIgnoreEmptyLines(true)
        .setAllowMissingColumnNames(true)
        .get()
        .parse(reader);
  }

  private void requireColumns(List<String> columns) {
    List<String> missing =
        columns.stream().filter(name -> !parser.getHeaderMap().containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new InputException(
          "%s line 1: missing column%s %s; the header must name %s"
              .formatted(
                  file,
                  missing.size() == 1 ? "" : "s",
                  String.join(", ", missing),
                  String.join(",", columns)));
    }
  }

  @Override
  public boolean hasNext() {
    if (ahead == null) {
      ahead = read();
    }
    return ahead != null;
  }

  @Override
  public CsvRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    CsvRow row = ahead;
    ahead = null;
    return row;
  }

  private CsvRow read() {
    try {
      return records.hasNext()
          ? new CsvRow(file, parser.getCurrentLineNumber(), records.next())
          : null;
    } catch (UncheckedIOException e) {
      String why = e.getCause() instanceof CSVException ? "not CSV" : "cannot be read";
      throw new InputException(
          "%s line %d: %s: %s"
              .formatted(file, parser.getCurrentLineNumber() + 1, why, reason(e.getCause())),
          e);
    }
  }

  /** Which part of the file was read so far, 0 to 1. */
  public double share() {
    return fileLength == 0 ? 1 : (double) bytes.count / fileLength;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new InputException(file + ": cannot be closed: " + e.getMessage(), e);
    }
  }

  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}

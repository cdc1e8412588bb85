package io.zaiko.cli.trace;

import io.zaiko.cli.input.CsvFile;
import io.zaiko.client.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Streams the commands of a trace. Adjacent rows with the same command and the same reference, not
 * empty, are one command, whatever their times; a row without a reference stands alone.
 *
 * <p>Where rows of one command differ in channel the first one counts. A reservation is named
 * either whole, by one row without location, SKU and quantity, or line by line, never both ways at
 * once.
 *
 * <p>Not thread safe.
 */
public final class TraceReader implements Iterator<TraceCommand>, AutoCloseable {
  private final CsvFile file;
  private TraceRow ahead;

  /**
   * Opens a trace, gzipped when its name ends in {@code .gz}.
   *
   * @throws io.zaiko.cli.input.InputException when it cannot be read or is no trace; so do the
   *     other methods
   */
  public TraceReader(Path path) {
    file = CsvFile.open(path, TraceRow.COLUMNS);
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && file.hasNext()) {
      ahead = TraceRow.of(file.next());
    }
    return ahead != null;
  }

  @Override
  public TraceCommand next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    TraceRow first = ahead;
    List<TraceRow> rows = new ArrayList<>(2);
    do {
      rows.add(ahead);
      ahead = null;
    } while (hasNext() && first.belongsWith(ahead));
    return command(first, rows);
  }

  private static TraceCommand command(TraceRow first, List<TraceRow> rows) {
    List<Line> lines = rows.stream().map(TraceRow::item).filter(Objects::nonNull).toList();
    if (!lines.isEmpty() && lines.size() < rows.size()) {
      throw rows.get(rows.size() - 1)
          .source()
          .error(
              "rows about "
                  + first.reference()
                  + " name it whole and line by line at once; give all lines or none");
    }
    return new TraceCommand(
        first.source().line(),
        rows.size(),
        first.timeMicros(),
        first.verb(),
        first.channel(),
        first.reference(),
        lines);
  }

  /** Which part of the file was read so far, 0 to 1. */
  public double share() {
    return file.share();
  }

  @Override
  public void close() {
    file.close();
  }
}

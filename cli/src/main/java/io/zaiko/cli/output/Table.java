package io.zaiko.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text under a heading, in columns wide enough for their longest cell; numbers stand at the
 * right. Widths count cells of a terminal, so Japanese names stay aligned.
 *
 * <p>Not thread safe.
 */
public final class Table {
  private static final String GAP = "  ";

  private final String[] heading;
  private final boolean[] rightAligned;
  private final List<String[]> rows = new ArrayList<>();

  /** A table with these columns; a name that starts with {@code #} is a column of numbers. */
  public Table(String... columns) {
    heading = new String[columns.length];
    rightAligned = new boolean[columns.length];
    for (int i = 0; i < columns.length; i++) {
      rightAligned[i] = columns[i].startsWith("#");
      heading[i] = rightAligned[i] ? columns[i].substring(1) : columns[i];
    }
  }

  /**
   * Adds a row; null is shown as {@code -}.
   *
   * @throws IllegalArgumentException when there are not as many cells as columns
   */
  public Table row(Object... cells) {
    if (cells.length != heading.length) {
      throw new IllegalArgumentException(
          heading.length + " columns, but cells are " + Arrays.toString(cells));
    }
    rows.add(Arrays.stream(cells).map(c -> c == null ? "-" : c.toString()).toArray(String[]::new));
    return this;
  }

  /** Whether no row was added. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines to print, the heading first. */
  public List<String> lines(Style style) {
    int[] widths = widths();
    List<String> lines = new ArrayList<>(rows.size() + 1);
    lines.add(style.bold(line(heading, widths)));
    for (String[] row : rows) {
      lines.add(line(row, widths));
    }
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[heading.length];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              DisplayWidth.of(heading[i]),
              rows.stream().mapToInt(row -> DisplayWidth.of(row[column])).max().orElse(0));
    }
    return widths;
  }

  private String line(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(widths[i] - DisplayWidth.of(cells[i]));
      line.append(i == 0 ? "" : GAP);
      line.append(rightAligned[i] ? padding + cells[i] : cells[i] + padding);
    }
    return line.toString().stripTrailing();
  }
}

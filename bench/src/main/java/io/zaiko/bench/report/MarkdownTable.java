package io.zaiko.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table as Markdown writes it; columns whose name begins with {@code #} hold numbers. */
final class MarkdownTable {
  private final int columns;
  private final List<String> lines = new ArrayList<>();
  private int rows;

  MarkdownTable(String... names) {
    columns = names.length;
    add(Arrays.stream(names).map(name -> name.startsWith("#") ? name.substring(1) : name).toList());
    add(Arrays.stream(names).map(name -> name.startsWith("#") ? "---:" : "---").toList());
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when there are not as many cells as columns
   */
  MarkdownTable row(Object... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(columns + " columns, but " + Arrays.toString(cells));
    }
    add(Arrays.stream(cells).map(cell -> cell.toString().replace("|", "\\|")).toList());
    rows++;
    return this;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  private void add(List<String> cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}

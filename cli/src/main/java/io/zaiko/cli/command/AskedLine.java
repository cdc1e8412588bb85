package io.zaiko.cli.command;

import io.zaiko.client.Line;
import io.zaiko.client.Relocation;
import io.zaiko.client.SkuLine;
import java.util.List;

/**
 * A line of a command as it was asked for, to name it in the answer.
 *
 * @param sku code of the SKU
 * @param location code of the location; null where the line leaves it to choose, or names none
 * @param place where, as it was typed; null where the line names nothing
 * @param quantity units; null where the line names none
 */
record AskedLine(String sku, String location, String place, Long quantity) {
  static List<AskedLine> of(List<Line> lines) {
    return lines.stream().map(AskedLine::of).toList();
  }

  private static AskedLine of(Line line) {
    if (line.choices().isEmpty()) {
      return new AskedLine(line.sku(), line.location(), line.location(), line.quantity());
    }
    String place =
        line.choices().region().isEmpty()
            ? String.join(",", line.choices().locations())
            : "@" + line.choices().region();
    return new AskedLine(line.sku(), null, place, line.quantity());
  }

  /**
   * Lines of a transfer.
   *
   * @param location the one that decides about them; null if the transfer knows it
   */
  static List<AskedLine> ofTransfer(List<SkuLine> lines, String location) {
    return lines.stream()
        .map(line -> new AskedLine(line.sku(), location, location, line.quantity()))
        .toList();
  }

  /** Lines that move promises: what there is at the target decides. */
  static List<AskedLine> ofRelocations(List<Relocation> lines) {
    return lines.stream()
        .map(line -> new AskedLine(line.sku(), line.to(), line.from() + "=" + line.to(), null))
        .toList();
  }
}

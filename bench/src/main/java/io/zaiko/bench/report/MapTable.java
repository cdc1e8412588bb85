package io.zaiko.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Zaiko's engine against a map written by hand, in process: benchmarks of the same name do the same
 * work. Stateless.
 */
final class MapTable {
  private static final String MAP = "MapBenchmark.";
  private static final String BESIDE_A_WRITER = "writer=true";

  private MapTable() {}

  /** The section; nothing where no map was measured. */
  static List<String> lines(List<JmhResult> benchmarks) {
    MarkdownTable table = new MarkdownTable("in process", "#Zaiko, ns", "#map, ns", "#Zaiko ÷ map");
    for (JmhResult map : benchmarks) {
      if (map.name().startsWith(MAP)) {
        benchmarks.stream()
            .filter(zaiko -> doesThatOf(map, zaiko))
            .forEach(
                zaiko ->
                    table.row(
                        zaiko.name(),
                        zaiko.score().text(),
                        map.score().text(),
                        String.format(
                            Locale.ROOT, "%.2f", zaiko.score().median() / map.score().median())));
      }
    }
    if (table.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("### Against a map written by hand");
    lines.add("");
    lines.add(
        "Two `ConcurrentHashMap`s and locks, without order, journal, channels, or answers to give again.");
    lines.add(
        "Zaiko's commands are messages there, which are decoded, checked, applied and answered. Ratios");
    lines.add("of medians.");
    lines.add("");
    lines.addAll(table.lines());
    lines.add("");
    return lines;
  }

  private static boolean doesThatOf(JmhResult map, JmhResult other) {
    String method = map.name().substring(MAP.length());
    return !other.name().startsWith(MAP)
        && other.name().endsWith("." + method)
        && !other.parameters().contains(BESIDE_A_WRITER);
  }
}

package io.zaiko.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How times in process grow with what the engine holds, against how random reads of as many cache
 * lines grow: caches and page tables make both slower, and only the rest is the engine's.
 * Stateless.
 */
final class GrowthTable {
  private static final String YARDSTICK = "RandomReadBenchmark.";
  private static final String RECORDS = "records";
  private static final String OPEN = "open";

  private GrowthTable() {}

  /** One benchmark at one size. */
  private record Point(long size, long records, double nanos) {}

  /** The section; nothing where nothing was measured at several sizes. */
  static List<String> lines(List<JmhResult> benchmarks) {
    MarkdownTable table =
        new MarkdownTable(
            "in process", "at", "#ns", "#÷ first", "#÷ dependent reads", "#÷ independent reads");
    for (String size : List.of(RECORDS, OPEN)) {
      series(benchmarks, size)
          .forEach((name, points) -> rows(table, benchmarks, name, size, points));
    }
    if (table.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("### Growth");
    lines.add("");
    lines.add(
        "Medians; *÷ first* is how many times the time at the least size. The last two divide that by");
    lines.add(
        "how many times longer a random read of memory took, of `records` lines of 64 bytes: where each");
    lines.add(
        "line says which is the next, and where that is known beforehand. 1 is growth as the memory's");
    lines.add(
        "own. What open reservations take is not in the reads, so there it is growth itself.");
    lines.add("");
    lines.addAll(table.lines());
    lines.add("");
    return lines;
  }

  /** Benchmarks that differ in this parameter alone, by name and the other parameters. */
  private static Map<String, List<Point>> series(List<JmhResult> benchmarks, String size) {
    Map<String, List<Point>> all = new TreeMap<>();
    for (JmhResult benchmark : benchmarks) {
      Map<String, String> parameters = parameters(benchmark);
      if (!benchmark.name().startsWith(YARDSTICK)
          && parameters.containsKey(size)
          && parameters.containsKey(RECORDS)) {
        long records = Long.parseLong(parameters.get(RECORDS));
        long at = Long.parseLong(parameters.remove(size));
        all.computeIfAbsent(title(benchmark.name(), parameters), name -> new ArrayList<>())
            .add(new Point(at, records, benchmark.score().median()));
      }
    }
    all.values().removeIf(points -> points.size() == 1);
    all.values().forEach(points -> points.sort(Comparator.comparingLong(Point::size)));
    return all;
  }

  private static Map<String, String> parameters(JmhResult benchmark) {
    return Arrays.stream(benchmark.parameters().split(" "))
        .filter(parameter -> parameter.contains("="))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> one, TreeMap::new));
  }

  private static String title(String name, Map<String, String> parameters) {
    StringBuilder title = new StringBuilder(name);
    parameters.forEach((key, value) -> title.append(' ').append(key).append('=').append(value));
    return title.toString();
  }

  private static void rows(
      MarkdownTable table,
      List<JmhResult> benchmarks,
      String name,
      String size,
      List<Point> points) {
    Point first = points.get(0);
    for (Point point : points) {
      double growth = point.nanos / first.nanos;
      table.row(
          name,
          size + "=" + point.size,
          new Spread(point.nanos, point.nanos, point.nanos, 1).text(),
          ratio(growth),
          against(benchmarks, "dependent", growth, first, point),
          against(benchmarks, "independent", growth, first, point));
    }
  }

  private static String against(
      List<JmhResult> benchmarks, String read, double growth, Point first, Point point) {
    OptionalDouble before = readNanos(benchmarks, read, first.records);
    OptionalDouble after = readNanos(benchmarks, read, point.records);
    return before.isEmpty() || after.isEmpty()
        ? "–"
        : ratio(growth / (after.getAsDouble() / before.getAsDouble()));
  }

  private static OptionalDouble readNanos(List<JmhResult> benchmarks, String read, long records) {
    return benchmarks.stream()
        .filter(benchmark -> benchmark.name().equals(YARDSTICK + read))
        .filter(benchmark -> benchmark.parameters().equals(RECORDS + "=" + records))
        .mapToDouble(benchmark -> benchmark.score().median())
        .findFirst();
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}

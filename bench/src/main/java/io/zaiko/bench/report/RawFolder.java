package io.zaiko.bench.report;

import io.zaiko.bench.load.JsonObject;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.recover.RecoveryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The raw files of a report: what {@code zaiko bench load} and {@code zaiko bench recover} wrote,
 * and JMH's results in files named {@code jmh*.json}.
 *
 * @param folder where they are
 * @param sessions in the order they were measured
 * @param recoveries in the order they were measured
 * @param benchmarks in the order of the files
 */
record RawFolder(
    Path folder,
    List<Session> sessions,
    List<RecoveryTable> recoveries,
    List<JmhResult> benchmarks) {

  /**
   * Reads a folder.
   *
   * @throws ReportException when there is nothing in it, or a file is not what it should be
   * @throws IOException when a file cannot be read
   */
  static RawFolder read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ReportException(folder + ": no such folder");
    }
    Map<String, List<RawRun>> runs = new TreeMap<>();
    List<RecoveryTable> recoveries = new ArrayList<>();
    List<JmhResult> benchmarks = new ArrayList<>();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      if (name.startsWith("load-") && name.endsWith(".jsonl")) {
        readRuns(file, runs);
      } else if (name.startsWith("recover-") && name.endsWith(".jsonl")) {
        List<RecoveryResult> results = lines(file, RecoveryResult::fromJson);
        if (!results.isEmpty()) {
          recoveries.add(new RecoveryTable(environment(folder, results.get(0).session()), results));
        }
      } else if (name.startsWith("jmh") && name.endsWith(".json")) {
        benchmarks.addAll(readBenchmarks(file));
      }
    }
    if (runs.isEmpty() && recoveries.isEmpty() && benchmarks.isEmpty()) {
      throw new ReportException(
          folder
              + ": no raw files; `zaiko bench load --out` writes them (load-*.jsonl), `zaiko bench"
              + " recover --out` (recover-*.jsonl) and JMH"
              + " (-rf json -rff jmh.json)");
    }
    List<Session> sessions = new ArrayList<>();
    for (Map.Entry<String, List<RawRun>> session : runs.entrySet()) {
      sessions.add(
          new Session(
              session.getKey(),
              environment(folder, session.getKey()),
              RunGroup.of(session.getValue())));
    }
    return new RawFolder(
        folder, List.copyOf(sessions), List.copyOf(recoveries), List.copyOf(benchmarks));
  }

  /** The files of a folder by name, without those in folders below. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void readRuns(Path file, Map<String, List<RawRun>> runs) throws IOException {
    for (RawRun run : lines(file, RawRun::fromJson)) {
      runs.computeIfAbsent(run.session(), session -> new ArrayList<>()).add(run);
    }
  }

  /** How a line of a raw file is read. */
  private interface LineReader<T> {
    T read(String line) throws IOException;
  }

  private static <T> List<T> lines(Path file, LineReader<T> reader) throws IOException {
    List<T> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      try {
        all.add(reader.read(line));
      } catch (IOException e) {
        throw new ReportException(file + ": line " + (all.size() + 1) + ": " + e.getMessage(), e);
      }
    }
    return all;
  }

  private static List<JmhResult> readBenchmarks(Path file) {
    try {
      return JmhResult.read(Files.readString(file));
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      throw new ReportException(file + ": not what JMH writes: " + e.getMessage(), e);
    }
  }

  private static JsonObject environment(Path folder, String session) {
    Path file = folder.resolve("environment-" + session + ".json");
    try {
      return JsonObject.read(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new ReportException(
          file + " belongs to the runs beside it, and cannot be read: " + e.getMessage(), e);
    }
  }
}

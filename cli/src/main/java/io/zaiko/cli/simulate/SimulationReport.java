package io.zaiko.cli.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.JsonLines;
import io.zaiko.simulator.run.Coverage;
import io.zaiko.simulator.run.SimulationRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of a long run: a line of JSON for each seed. Of several lines of one seed the last one
 * counts, so a seed that showed a difference can be run again.
 *
 * <p>Not thread safe.
 */
final class SimulationReport {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final Map<Long, Seed> seeds = new TreeMap<>();

  private SimulationReport(Path file) {
    this.file = file;
  }

  /** A line. */
  private record Seed(long number, long commands, boolean ok, Coverage coverage) {}

  /** No file: nothing was run before, nothing is kept. */
  static SimulationReport none() {
    return new SimulationReport(null);
  }

  /**
   * Reads a file; one that does not exist has no seeds.
   *
   * @throws InputException when it holds something else
   */
  static SimulationReport read(Path file) {
    SimulationReport report = new SimulationReport(file);
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      for (int i = 0; i < lines.size(); i++) {
        Seed seed = seed(file + ":" + (i + 1), lines.get(i));
        report.seeds.put(seed.number(), seed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
    return report;
  }

  private static Seed seed(String where, String line) throws IOException {
    long number = -1;
    long commands = -1;
    boolean ok = false;
    Coverage coverage = null;
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "seed" -> number = parser.getLongValue();
          case "commands" -> commands = parser.getLongValue();
          case "ok" -> ok = parser.getBooleanValue();
          case "coverage" -> coverage = coverage(parser);
          default -> parser.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw new InputException(where + ": is no line of a simulation's report", e);
    }
    if (number < 0 || commands < 0 || coverage == null) {
      throw new InputException(where + ": is no line of a simulation's report");
    }
    return new Seed(number, commands, ok, coverage);
  }

  private static Coverage coverage(JsonParser parser) throws IOException {
    Coverage coverage = new Coverage();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String command = parser.currentName();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String answer = parser.currentName();
        parser.nextToken();
        coverage.addCounted(command, answer, parser.getLongValue());
      }
    }
    return coverage;
  }

  /** Whether this seed was run with so many commands at least, without a difference. */
  boolean has(long seed, int commands) {
    Seed known = seeds.get(seed);
    return known != null && known.ok() && known.commands() >= commands;
  }

  /** Takes a result, and appends it to the file. */
  void add(SimulationRun.Result result) {
    seeds.put(
        result.seed(),
        new Seed(result.seed(), result.commands(), result.isOk(), result.coverage()));
    if (file == null) {
      return;
    }
    try {
      Files.writeString(
          file,
          line(result) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static String line(SimulationRun.Result result) {
    return JsonLines.line(
        line ->
            line.number("seed", result.seed())
                .number("commands", result.commands())
                .flag("ok", result.isOk())
                .object("coverage", coverage -> write(result.coverage(), coverage)));
  }

  /** A field for each command: an object of answers and their numbers. */
  static void write(Coverage coverage, JsonFields fields) {
    coverage.counts().forEach(fields::numbers);
  }

  /** The answers that all seeds came to. */
  Coverage coverage() {
    Coverage sum = new Coverage();
    seeds.values().forEach(seed -> sum.add(seed.coverage()));
    return sum;
  }

  int seeds() {
    return seeds.size();
  }

  long commands() {
    return seeds.values().stream().mapToLong(Seed::commands).sum();
  }

  /** Seeds that showed a difference when they were last run. */
  List<Long> different() {
    return seeds.values().stream().filter(seed -> !seed.ok()).map(Seed::number).toList();
  }

  /** The seeds as people write them: 1-1000, 1003. */
  String ranges() {
    List<String> ranges = new ArrayList<>();
    long first = -1;
    long last = -1;
    for (long seed : seeds.keySet()) {
      if (last >= 0 && seed == last + 1) {
        last = seed;
        continue;
      }
      add(ranges, first, last);
      first = seed;
      last = seed;
    }
    add(ranges, first, last);
    return String.join(", ", ranges);
  }

  private static void add(List<String> ranges, long first, long last) {
    if (last >= 0) {
      ranges.add(first == last ? Long.toString(first) : first + "-" + last);
    }
  }
}

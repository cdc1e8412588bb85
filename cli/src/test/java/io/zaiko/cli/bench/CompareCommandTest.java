package io.zaiko.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.bench.load.Target;
import io.zaiko.bench.peer.Peers;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {
  private static final String SHORT = "--quick --only window-awake --records 400 --seconds 0.1";

  @TempDir private Path folder;

  private int run(Terminal terminal, String options) {
    return terminal.run(
        Stream.concat(
                Stream.of("bench", "compare", "--out", folder.resolve("out").toString()),
                Stream.of(options.split(" ")))
            .toArray(String[]::new));
  }

  @Test
  void shouldLetEverybodyWhoIsHereDoTheSameOnceAndReportIt() throws IOException {
    List<String> expected = new ArrayList<>(List.of("netty-echo", "zaiko", "zaiko"));
    boolean hasRedis = Peers.missing(Target.REDIS_PER_SKU) == null;
    if (hasRedis) {
      expected.addAll(List.of("redis-per-record", "redis-per-record"));
      expected.addAll(List.of("redis-per-sku", "redis-per-sku"));
    }
    Terminal terminal = new Terminal();

    assertEquals(0, run(terminal, SHORT + " --json"), terminal::err);

    List<JsonNode> runs = terminal.outLines().stream().map(JsonShape::parse).toList();
    assertEquals(expected, runs.stream().map(run -> run.get("target").textValue()).toList());
    for (JsonNode run : runs) {
      assertFalse(run.get("failed").booleanValue(), run::toString);
      assertTrue(run.get("awake").booleanValue(), run::toString);
      assertEquals(400, run.get("stock_records").intValue());
    }
    assertEquals(hasRedis, !terminal.err().contains("left out: redis-per-sku"), terminal::err);

    assertEquals(0, run(terminal, SHORT), terminal::err);
    assertEquals(1, terminal.outLines().size(), "nothing is done again: " + terminal.outLines());
    assertTrue(terminal.outLines().get(0).startsWith("All is done"), terminal::err);
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertEquals(runs.size() + 2, left.count(), "logs, lines, environment; no server's files");
    }

    assertEquals(5, run(terminal, SHORT.replace("400", "800")), "not mixed with other runs");
    assertTrue(terminal.err().contains("take another folder"), terminal::err);

    String reports = folder.resolve("reports").toString();
    String raw = folder.resolve("out").toString();
    assertEquals(
        0,
        terminal.run(
            "bench", "report", "--raw", raw, "--out", reports, "--title", "Peers", "--json"),
        terminal::err);
    JsonNode made = JsonShape.parse(terminal.outLines().get(0));
    String report = Files.readString(Path.of(made.get("report").textValue()));
    assertEquals(hasRedis, report.contains("### Against peers"), report);
    assertEquals(
        hasRedis, report.contains("| query | 256 | process | Redis, a key per SKU, everysec |"));
    assertEquals(hasRedis, report.contains("./zaiko bench compare --only window-awake"), report);
  }

  @Test
  void shouldHaveManyConnectionsAskOneByOne() {
    Terminal terminal = new Terminal();

    assertEquals(
        0,
        run(terminal, "--quick --only connections-50 --records 400 --seconds 0.1 --json"),
        terminal::err);

    List<JsonNode> runs = terminal.outLines().stream().map(JsonShape::parse).toList();
    assertTrue(runs.size() >= 4, runs::toString);
    for (JsonNode run : runs) {
      assertFalse(run.get("failed").booleanValue(), run::toString);
      assertEquals(50, run.get("connections").intValue());
      assertEquals(50, run.get("window").intValue());
    }
  }

  @Test
  void shouldMeasureTheEngineBesideAMapOnceAndReportIt() throws IOException {
    Terminal terminal = new Terminal();

    assertEquals(0, run(terminal, "--quick --only in-process --records 400 --json"), terminal::err);
    assertTrue(Files.exists(folder.resolve("out/jmh-in-process.json")));
    assertEquals(
        5, run(terminal, "--quick --only in-process --records 800"), "not mixed with other runs");
    assertTrue(terminal.err().contains("take another folder"), terminal::err);

    String reports = folder.resolve("reports").toString();
    String raw = folder.resolve("out").toString();
    assertEquals(
        0,
        terminal.run("bench", "report", "--raw", raw, "--out", reports, "--title", "Map", "--json"),
        terminal::err);
    JsonNode made = JsonShape.parse(terminal.outLines().get(0));
    String report = Files.readString(Path.of(made.get("report").textValue()));
    assertTrue(report.contains("### Against a map written by hand"), report);
    assertTrue(report.contains("| CommandBenchmark.reserveAndRelease |"), report);
  }

  @ParameterizedTest
  @CsvSource({
    "--only moon,        is none of one-core",
    "--rounds 0,         are 1 or more",
    "--records 300,      multiple of 200",
  })
  void shouldExitWithTwoAndSayWhatIsWrong(String options, String said) {
    Terminal terminal = new Terminal();
    assertEquals(2, run(terminal, options));
    assertTrue(terminal.err().contains(said), terminal::err);
  }
}

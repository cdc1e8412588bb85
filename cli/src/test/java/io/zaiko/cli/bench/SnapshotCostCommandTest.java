package io.zaiko.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotCostCommandTest {
  private static final String SHORT =
      " --pairs 1 --records 400 --open 8 --window 8 --warmup 0.1 --seconds 0.3";

  private final Terminal terminal = new Terminal();
  @TempDir private Path folder;

  @Test
  void shouldMeasureBothSidesOnceAndKeepThem() throws IOException {
    assertEquals(0, run("--json" + SHORT), terminal::err);

    List<JsonNode> lines = terminal.outLines().stream().map(JsonShape::parse).toList();
    assertEquals(6, lines.size(), terminal::out);
    assertEquals(
        List.of("0 false closed", "1 false open", "1 false closed", "1 true open", "1 true closed"),
        lines.subList(0, 5).stream().map(SnapshotCostCommandTest::kind).toList());
    for (JsonNode line : lines.subList(0, 5)) {
      assertEquals(line.get("snapshots").booleanValue(), line.get("busy_share").doubleValue() > 0);
      assertTrue(Files.exists(folder.resolve(line.at("/run/histograms").textValue())));
    }
    assertEquals(
        List.of(
            "pairs",
            "snapshots",
            "p999_ratio",
            "snapshots_at_saturation",
            "p999_ratio_at_saturation",
            "rate_ratio_at_saturation"),
        JsonShape.fields(lines.get(5)));
    List<String> kept = Files.readAllLines(folder.resolve("snapshots.jsonl"));
    assertEquals(terminal.outLines().subList(0, 5), kept);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(7, left.count(), "five logs, the lines and the environment; no journal");
    }

    assertEquals(0, run(SHORT), terminal::err);
    assertEquals(kept, Files.readAllLines(folder.resolve("snapshots.jsonl")), "done already");
    assertTrue(terminal.out().contains("p99.9 with snapshots to without"), terminal::out);
    assertFalse(terminal.out().contains("null"), terminal::out);
  }

  private static String kind(JsonNode line) {
    return line.at("/run/round").asText()
        + " "
        + line.get("snapshots").asText()
        + " "
        + line.at("/run/loop").textValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pairs 0 | 1 pair or more",
        "--share 1 | between 0 and 1",
        "--durability memory | neither process nor disk",
        "--records 300 | multiple of 200",
      })
  void shouldExitWithTwoAndSayWhatIsWrong(String options, String message) {
    assertEquals(2, run(options));
    assertTrue(terminal.err().contains(message), terminal::err);
  }

  private int run(String options) {
    return terminal.run(
        Stream.concat(
                Stream.of("bench", "snapshot", "--out", folder.toString()),
                Stream.of(options.strip().split(" ", -1)))
            .toArray(String[]::new));
  }
}

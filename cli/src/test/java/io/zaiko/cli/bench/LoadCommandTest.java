package io.zaiko.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.serve.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadCommandTest {
  private static final String SHORT =
      " --records 400 --open 8 --warmup 0.1 --seconds 0.2 --rounds 2";

  private static final String ROOM = "location-capacity = 200";

  @TempDir private Path folder;

  @Test
  void shouldMeasureEveryMixOnARunningServerRoundByRound() throws IOException {
    try (TestServer server = new TestServer(folder.resolve("data"), ROOM)) {
      Terminal terminal = server.terminal();

      assertEquals(
          0,
          run(
              terminal,
              "--mix query=1 --mix query=2,everywhere=1,basket=1,reserve=1,release=1,sell=1,receive=1"
                  + " --window 1,8 --rate 200 --keys zipf:0.99 --json"
                  + SHORT),
          terminal::err);

      List<JsonNode> runs = terminal.outLines().stream().map(JsonShape::parse).toList();
      assertEquals(12, runs.size(), "2 mixes, 3 loops, 2 rounds");
      for (JsonNode run : runs) {
        assertServed(run);
        assertEquals("process", run.get("durability").textValue(), "as the server says");
        assertTrue(Files.exists(out().resolve(run.get("histograms").textValue())));
      }
      assertEquals(
          List.of(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2),
          runs.stream().map(run -> run.get("round").intValue()).toList());
      assertEquals(
          terminal.outLines(),
          Files.readAllLines(only(out(), ".jsonl")),
          "what is printed is what is kept");
      JsonNode mixed = runs.get(3);
      assertEquals(
          List.of("all", "query", "everywhere", "basket", "reserve", "release", "sell", "receive"),
          JsonShape.fields(mixed.get("latency")));
    }
  }

  /** Whether a rate was kept depends on what else the machine does; what was answered does not. */
  private static void assertServed(JsonNode run) {
    for (JsonNode failure : run.get("failures")) {
      assertTrue(failure.textValue().startsWith("missed its rate"), run::toString);
    }
    assertTrue(run.get("refused").isEmpty(), run::toString);
    assertTrue(run.get("answered").longValue() > 0, run::toString);
  }

  @Test
  void shouldReserveSeveralLinesAndLetHoldsEndAmidTheRun() throws IOException {
    try (TestServer server = new TestServer(folder.resolve("data"), ROOM)) {
      Terminal terminal = server.terminal();
      assertEquals(
          0,
          run(
              terminal,
              "--mix reserve=1,release=1 --rate 1000 --lines 3 --expiring 20 --json" + SHORT),
          terminal::err);
      for (String line : terminal.outLines()) {
        JsonNode run = JsonShape.parse(line);
        assertServed(run);
        assertEquals(3, run.get("lines").intValue());
        assertEquals(20, run.get("expiring").intValue());
      }

      assertEquals(
          0,
          terminal.run("replay", "stats", "--data", folder.resolve("data").toString(), "--json"),
          terminal::err);
      JsonNode stats = JsonShape.parse(terminal.outLines().get(0));
      assertEquals(0, stats.get("open_reservations").intValue(), stats::toString);
    }
  }

  @Test
  void shouldLeaveNoReservationOpenAndReportWhatItMeasured() throws IOException {
    try (TestServer server = new TestServer(folder.resolve("data"), ROOM)) {
      Terminal terminal = server.terminal();
      assertEquals(0, run(terminal, "--mix reserve=1,release=1 --window 4" + SHORT), terminal::err);

      assertEquals(0, terminal.run("stock", "4900000000000", "--all", "--json"), terminal::err);
      for (String line : terminal.outLines().subList(0, terminal.outLines().size() - 1)) {
        assertEquals(0, JsonShape.parse(line).get("reserved").intValue(), "rule 2: " + line);
      }

      Path reports = folder.resolve("reports");
      assertEquals(
          0,
          terminal.run(
              "bench",
              "report",
              "--raw",
              out().toString(),
              "--out",
              reports.toString(),
              "--title",
              "Rig",
              "--json"),
          terminal::err);
      JsonNode made = JsonShape.parse(terminal.outLines().get(0));
      assertEquals(
          List.of("report", "runs", "failed", "benchmarks", "plots"), JsonShape.fields(made));
      assertEquals(2, made.get("runs").intValue());
      assertTrue(
          Files.readString(Path.of(made.get("report").textValue()))
              .contains("| reserve + release | Zaiko, process | 4 |"));
    }
  }

  @Test
  void shouldStartServersAndYardsticksItselfAndLeaveNothingBehind() throws IOException {
    Terminal terminal = new Terminal();

    assertEquals(
        0,
        run(
            terminal,
            "--mix sell=1 --window 1 --durability disk --device --yardsticks --rounds 1 --json"
                + " --server-java -Xmx256m --records 400 --warmup 0.1 --seconds 0.2"),
        terminal::err);

    List<JsonNode> runs = terminal.outLines().stream().map(JsonShape::parse).toList();
    assertEquals(
        List.of("zaiko", "netty-echo", "socket-ping-pong"),
        runs.stream().map(run -> run.get("target").textValue()).toList());
    assertEquals("disk", runs.get(0).get("durability").textValue());
    assertTrue(runs.get(1).get("durability").isNull());
    JsonNode device = runs.get(0).get("device");
    assertEquals(1, device.get("commands_per_batch").doubleValue(), "one command in flight");
    assertTrue(device.get("bytes_per_batch").doubleValue() > 76, "more than the header of a batch");
    assertTrue(device.get("forces_per_second").doubleValue() > 0);
    JsonNode environment = JsonShape.parse(Files.readString(only(out(), ".json")));
    assertTrue(environment.get("server_flags").toString().contains("-Xmx256m"));
    try (Stream<Path> left = Files.list(out())) {
      assertEquals(5, left.count(), "three logs, the lines and the environment; no journal");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mix ask=1 | 'ask' is none of",
        "--mix reserve=1 | as often as it releases",
        "--keys normal | uniform nor zipf",
        "--rate fast | FROM..TO*FACTOR",
        "--rate 0 | a rate or a window",
        "--records 300 | multiple of 200",
        "--durability memory | neither process nor disk",
        "--pacing run | neither park nor spin",
        "--rounds 0 | is not 1 or more",
        "--server 127.0.0.1:1 --server-cpus 0 | ties servers started here",
        "--server 127.0.0.1:1 --device | needs the journal",
        "--client-cpus none | cannot tie",
      })
  void shouldExitWithTwoAndSayWhatIsWrong(String options, String message) {
    Terminal terminal = new Terminal();

    assertEquals(2, run(terminal, options));
    assertTrue(terminal.err().contains(message), terminal::err);
  }

  @Test
  void shouldExitWithTwoWhenThereIsNothingToReport() {
    Terminal terminal = new Terminal();

    assertEquals(2, terminal.run("bench", "report", "--raw", folder.toString()));
    assertTrue(terminal.err().contains("no raw files"), terminal::err);
  }

  @Test
  void shouldExitWithThreeWhenTheServerIsNotThere() throws IOException {
    Terminal terminal = new Terminal();
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertEquals(3, run(terminal, "--server 127.0.0.1:" + port));
    assertTrue(terminal.err().contains("measuring broke off"), terminal::err);
  }

  @Test
  void shouldExitWithFiveWhenAServerDoesNotStart() throws IOException {
    Terminal terminal = new Terminal();
    Path config = Files.writeString(folder.resolve("bad.properties"), "sku-capacity = 0\n");

    assertEquals(5, run(terminal, "--server-config " + config));
    assertTrue(terminal.err().contains("sku-capacity"), "what it said: " + terminal.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"5000 | 5000", "100..1000*2 | 100 200 400 800", "10..15*1.5 | 10 15"})
  void shouldReadRatesAndSweeps(String text, String rates) {
    assertEquals(
        rates, String.join(" ", RateSweep.parse(text).stream().map(String::valueOf).toList()));
  }

  private int run(Terminal terminal, String options) {
    return terminal.run(
        Stream.concat(
                Stream.of("bench", "load", "--out", out().toString()),
                Stream.of(options.strip().split(" ")))
            .toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("out");
  }

  private static Path only(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertEquals(1, found.size(), ending);
      return found.get(0);
    }
  }
}

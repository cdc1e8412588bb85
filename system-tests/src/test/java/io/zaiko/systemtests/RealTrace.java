package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zaiko.client.LocationStock;
import io.zaiko.client.ReservationAnswer;
import io.zaiko.client.ReservationLine;
import io.zaiko.client.StockEverywhereAnswer;
import io.zaiko.client.ZaikoClient;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.systemtests.Prediction.Fate;
import io.zaiko.systemtests.Prediction.Level;
import io.zaiko.systemtests.Prediction.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Real data through real processes: converts a source, plays the trace over TCP, and holds answers,
 * stock and reservations against a prediction, before a kill -9 and after it, with an audit of the
 * journal.
 */
final class RealTrace {
  private static final Path FOLDER =
      Path.of(System.getProperty("zaiko.home"))
          .resolve(System.getProperty("zaiko.real.data", "../shared/data"));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int QUESTIONS_AT_ONCE = 128;
  private static final int DIFFERENCES_SHOWN = 10;

  private final Prediction expected;
  private final Path trace;
  private final Path data;

  private RealTrace(Prediction expected, Path directory) {
    this.expected = expected;
    this.trace = directory.resolve("trace.csv.gz");
    this.data = directory.resolve("data");
  }

  /**
   * A file of the real data. The test is skipped where it is not there; {@code
   * -Dzaiko.real.data=DIR} names the folder.
   */
  static Path source(String name) {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: no real data at " + file);
    return file;
  }

  /**
   * Does all of it in an empty directory.
   *
   * @param conversion words behind {@code bench convert}, without the trace
   */
  static void shouldComeOutAs(
      Prediction expected, Path directory, String durability, String... conversion)
      throws IOException, InterruptedException {
    new RealTrace(expected, directory).play(durability, conversion);
  }

  private void play(String durability, String... conversion)
      throws IOException, InterruptedException {
    zaiko(
        Stream.of(List.of("bench", "convert"), List.of(conversion), List.of(trace.toString()))
            .flatMap(List::stream)
            .toArray(String[]::new));
    try (ServerProcess server = ServerProcess.start(data, durability)) {
      String address = "127.0.0.1:" + server.port();
      checkAnswers(zaiko("trace", trace.toString(), "--server", address, "--json"));
      checkState(server.port());
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(data, durability)) {
      checkState(server.port());
      JsonNode verification = zaiko("replay", "verify", "--data", data.toString(), "--json");
      assertTrue(verification.get("ok").asBoolean(), verification::toString);
      assertEquals(0, server.stop());
    }
  }

  /** Runs a zaiko command that must end with 0 and returns the last JSON object it printed. */
  private static JsonNode zaiko(String... arguments) throws IOException, InterruptedException {
    try (JavaProcess process = JavaProcess.start("io.zaiko.cli.Main", arguments)) {
      assertEquals(0, process.await(), () -> process.output().toString());
      JsonNode last = null;
      for (String line : process.output()) {
        last = line.startsWith("{") ? JSON.readTree(line) : last;
      }
      return last;
    }
  }

  private void checkAnswers(JsonNode summary) {
    assertEquals(0, summary.get("errors").asLong());
    assertEquals(expected.rows(), summary.get("rows").asLong());
    Map<String, Long> refused = new HashMap<>();
    summary
        .get("refused")
        .properties()
        .forEach(entry -> refused.put(entry.getKey(), entry.getValue().asLong()));
    assertEquals(expected.refused(), refused);
    assertEquals(expected.oversellsOpened(), summary.get("oversold_opened").asLong());
    expected
        .commands()
        .ifPresent(commands -> assertEquals(commands, summary.get("commands").asLong()));
  }

  private void checkState(int port) {
    try (ZaikoClient client = ZaikoClient.connect("127.0.0.1", port)) {
      assertSame(expected.stock(), stock(client), Level.NONE);
      assertSame(expected.reservations(), reservations(client), Fate.REFUSED);
    }
  }

  private Map<Pair, Level> stock(ZaikoClient client) {
    Set<String> skus =
        expected.stock().keySet().stream().map(Pair::sku).collect(Collectors.toSet());
    Map<Pair, Level> stock = new HashMap<>();
    for (StockEverywhereAnswer answer : ask(skus, sku -> client.stockEverywhere(sku, null))) {
      assertEquals(ResultCode.OK, answer.code(), answer::toString);
      for (LocationStock at : answer.locations()) {
        stock.put(
            new Pair(at.location(), answer.sku()),
            new Level(at.levels().sellable(), at.levels().reserved()));
      }
    }
    return stock;
  }

  private Map<String, Fate> reservations(ZaikoClient client) {
    Map<String, Fate> fates = new HashMap<>();
    for (ReservationAnswer answer : ask(expected.reservations().keySet(), client::reservation)) {
      if (answer.code() == ResultCode.UNKNOWN_RESERVATION) {
        fates.put(answer.id(), Fate.REFUSED);
      } else {
        assertEquals(ResultCode.OK, answer.code(), answer::toString);
        fates.put(
            answer.id(),
            new Fate(
                answer.state().orElseThrow().name(),
                sum(answer, ReservationLine::requested),
                sum(answer, ReservationLine::open),
                sum(answer, ReservationLine::fulfilled),
                sum(answer, ReservationLine::released)));
      }
    }
    return fates;
  }

  private static long sum(ReservationAnswer answer, ToLongFunction<ReservationLine> units) {
    return answer.lines().stream().mapToLong(units).sum();
  }

  /** Asks about each of these, so many at a time. */
  private static <A> List<A> ask(
      Collection<String> names, Function<String, CompletableFuture<A>> question) {
    List<String> open = List.copyOf(names);
    List<A> answers = new ArrayList<>();
    for (int from = 0; from < open.size(); from += QUESTIONS_AT_ONCE) {
      List<CompletableFuture<A>> asked =
          open.subList(from, Math.min(open.size(), from + QUESTIONS_AT_ONCE)).stream()
              .map(question)
              .toList();
      asked.forEach(answer -> answers.add(answer.join()));
    }
    return answers;
  }

  /** Fails with the first few differences; what is not there counts as this value. */
  private static <K, V> void assertSame(Map<K, V> expected, Map<K, V> actual, V absent) {
    Set<K> keys = new HashSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    List<String> differences =
        keys.stream()
            .filter(
                key -> !expected.getOrDefault(key, absent).equals(actual.getOrDefault(key, absent)))
            .map(key -> key + ": expected " + expected.get(key) + ", is " + actual.get(key))
            .toList();
    assertTrue(
        differences.isEmpty(),
        () ->
            differences.size()
                + " differences, first: "
                + differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size())));
  }
}

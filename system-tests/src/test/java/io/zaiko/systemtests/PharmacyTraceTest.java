package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zaiko.client.LocationStock;
import io.zaiko.client.ZaikoClient;
import io.zaiko.systemtests.PharmacyRecomputation.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * February 2020 in 6,689 pharmacies, through a real server over TCP, held against a recomputation
 * from the publisher's file: before a kill -9, after it, and by an audit of the journal. Skipped
 * where the file is not there; {@code -Dzaiko.real.data=DIR} names its folder.
 */
class PharmacyTraceTest {
  private static final Path SOURCE =
      Path.of(System.getProperty("zaiko.home"))
          .resolve(System.getProperty("zaiko.real.data", "../shared/data"))
          .resolve("tw_mask_stock_2020-02.csv.gz");
  private static final List<String> SKUS = List.of("MASK-ADULT", "MASK-CHILD");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"process", "disk"})
  void shouldEndWithTheStockThatThePublisherSaw(String durability) throws Exception {
    assumeTrue(Files.exists(SOURCE), () -> "skipped: no real data at " + SOURCE);
    PharmacyRecomputation expected = PharmacyRecomputation.of(SOURCE);
    Path trace = directory.resolve("february.csv.gz");
    run("bench", "convert", "pharmacies", SOURCE.toString(), trace.toString());
    Path data = directory.resolve("data");
    try (ServerProcess server = ServerProcess.start(data, durability)) {
      String address = "127.0.0.1:" + server.port();
      JsonNode summary = run("trace", trace.toString(), "--server", address, "--json");
      assertEquals(expected.rows(), summary.get("rows").asLong());
      assertEquals(0, summary.get("errors").asLong());
      assertEquals(expected.refusals(), asMap(summary.get("refused")));
      assertEquals(expected.oversellsOpened(), summary.get("oversold_opened").asLong());
      assertEquals(expected.finalStock(), stock(server.port()));
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(data, durability)) {
      assertEquals(expected.finalStock(), stock(server.port()));
      JsonNode verification = run("replay", "verify", "--data", data.toString(), "--json");
      assertEquals(true, verification.get("ok").asBoolean());
      assertEquals(0, server.stop());
    }
  }

  /**
   * Runs a zaiko command that must end with 0 and returns the last JSON object it printed, if any.
   */
  private static JsonNode run(String... arguments) throws IOException, InterruptedException {
    try (JavaProcess process = JavaProcess.start("io.zaiko.cli.Main", arguments)) {
      assertEquals(0, process.await(), () -> process.output().toString());
      JsonNode last = null;
      for (String line : process.output()) {
        last = line.startsWith("{") ? JSON.readTree(line) : last;
      }
      return last;
    }
  }

  private static Map<String, Long> asMap(JsonNode object) {
    Map<String, Long> map = new HashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asLong()));
    return map;
  }

  private static Map<Pair, Long> stock(int port) {
    Map<Pair, Long> stock = new HashMap<>();
    try (ZaikoClient client = ZaikoClient.connect("127.0.0.1", port)) {
      for (String sku : SKUS) {
        for (LocationStock location : client.stockEverywhere(sku, null).join().locations()) {
          stock.put(new Pair(location.location(), sku), (long) location.levels().sellable());
        }
      }
    }
    return stock;
  }
}

package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zaiko.cli.Main;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Style;
import io.zaiko.client.StockLevels;
import io.zaiko.client.ZaikoClient;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.replay.StockLedger;
import io.zaiko.systemtests.PharmacyRecomputation.Pair;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first days of February 2020 in the pharmacies: the ledgers of 100 random pairs sum to the
 * stock that the server shows and that the publisher saw (rule 5). Skipped where the file is not
 * there; {@code -Dzaiko.real.data=DIR} names its folder.
 */
class PharmacyLedgerTest {
  private static final Path SOURCE =
      Path.of(System.getProperty("zaiko.home"))
          .resolve(System.getProperty("zaiko.real.data", "../shared/data"))
          .resolve("tw_mask_stock_2020-02.csv.gz");
  private static final int ROWS = 60_000;
  private static final int PAIRS = 100;
  private static final int PRINTED_PAIRS = 3;
  private static final int POINTS = 20;
  private static final long SEED = Long.getLong("zaiko.ledger.seed", 1);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void shouldSumToTheStockOfTheServerAndOfThePublisher() throws IOException {
    assumeTrue(Files.exists(SOURCE), () -> "skipped: no real data at " + SOURCE);
    Path source = firstRows();
    Path trace = directory.resolve("trace.csv.gz");
    Path data = directory.resolve("data");
    run("bench", "convert", "pharmacies", source.toString(), trace.toString());
    Map<Pair, Long> published = PharmacyRecomputation.of(source).finalStock();
    List<Pair> pairs = somePairs(published);
    try (ServerInProcess server = new ServerInProcess(data);
        ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
      run("trace", trace.toString(), "--server", "127.0.0.1:" + server.port());
      LedgerSums sums = new LedgerSums();
      for (String sku : List.of("MASK-ADULT", "MASK-CHILD")) {
        StockLedger.replay(data, sku, null, sums::add, RecoveryProgress.NONE);
      }
      for (Pair pair : pairs) {
        StockLevels shown = client.stock(pair.sku(), pair.store()).join().levels();
        assertEquals(shown, sums.levels(pair.sku(), pair.store()), pair::toString);
        assertEquals(published.get(pair), (long) shown.sellable(), pair::toString);
      }
    }
    for (Pair pair : pairs.subList(0, PRINTED_PAIRS)) {
      assertEquals(published.get(pair), printedSum(data, pair), pair::toString);
    }
    long last = run("replay", "verify", "--data", data.toString()).get("last_sequence").asLong();
    AsOfAudit.compare(data, last, POINTS, SEED);
  }

  /** What the printed rows of a pair add up to, as a spreadsheet would see it. */
  private static long printedSum(Path data, Pair pair) throws IOException {
    long sum = 0;
    List<JsonNode> rows =
        rows(
            "replay",
            "ledger",
            "--sku",
            pair.sku(),
            "--at",
            pair.store(),
            "--data",
            data.toString());
    assertTrue(rows.size() > 1, () -> "a pair that moved: " + pair);
    for (JsonNode row : rows) {
      long quantity = row.get("quantity").asLong();
      sum += row.get("to").asText().equals("sellable") ? quantity : 0;
      sum -= row.get("from").asText().equals("sellable") ? quantity : 0;
      assertEquals(sum, row.get("sellable_after").asLong(), row::toString);
    }
    return sum;
  }

  private static List<Pair> somePairs(Map<Pair, Long> published) {
    List<Pair> pairs = new ArrayList<>(published.keySet());
    pairs.sort(Comparator.comparing(Pair::store).thenComparing(Pair::sku));
    Collections.shuffle(pairs, new Random(SEED));
    return pairs.subList(0, PAIRS);
  }

  private Path firstRows() throws IOException {
    Path part = directory.resolve("part.csv.gz");
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(SOURCE)), StandardCharsets.UTF_8));
        BufferedWriter writer =
            new BufferedWriter(
                new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
      for (int i = 0; i <= ROWS; i++) {
        writer.write(lines.readLine());
        writer.newLine();
      }
    }
    return part;
  }

  /** Runs a command in this process, which must end with 0; returns its last object. */
  private static JsonNode run(String... command) throws IOException {
    List<JsonNode> rows = rows(command);
    return rows.get(rows.size() - 1);
  }

  private static List<JsonNode> rows(String... command) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> words = new ArrayList<>(List.of(command));
    words.add("--json");
    int exitCode =
        Main.run(
            new Console(new PrintWriter(out), new PrintWriter(err), Style.PLAIN, Style.PLAIN),
            Map.of(),
            words.toArray(String[]::new));
    assertEquals(0, exitCode, err::toString);
    List<JsonNode> rows = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }
}

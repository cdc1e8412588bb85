package io.zaiko.cli.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.serve.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir private Path folder;
  private TestServer server;
  private Terminal terminal;

  @BeforeEach
  void startServer() {
    server = new TestServer(folder.resolve("data"));
    terminal = server.terminal();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void shouldLoadSkusLocationsAndStock() throws IOException {
    file("skus.csv", "sku,name,color", "A,tea,green", "B,\"juice, red\",red");
    file(
        "locations.csv",
        "location,name,type,latitude,longitude,region,channels",
        "S1,渋谷,store,35.658,139.701,Tokyo,",
        "DC,Depot,warehouse,,,,\"EC,MARKETPLACE\"");
    file("stock.csv", "sku,location,quantity", "A,S1,5", "A,DC,0", "B,DC,70");

    assertCounts(0, 2, 2, 0, load("skus", "skus.csv"));
    assertCounts(0, 2, 2, 0, load("locations", "locations.csv"));
    assertCounts(0, 3, 3, 0, load("stock", "stock.csv"));

    assertEquals(5, sellable("A", "S1"));
    assertEquals(70, sellable("B", "DC"));
    assertEquals(
        1,
        terminal.run("reserve", "--id", "R", "--channel", "POS", "--line", "B@DC=1"),
        "DC serves EC and MARKETPLACE only");
    assertTrue(terminal.out().startsWith("CHANNEL_DISABLED"), terminal::out);
  }

  @Test
  void shouldChangeNothingWhenTheSameStockIsLoadedAgain() throws IOException {
    defineAAtS1();
    file("stock.csv", "sku,location,quantity", "A,S1,5");
    load("stock", "stock.csv");
    assertEquals(0, terminal.run("sell", "--at", "S1", "--line", "A=2"));

    assertCounts(0, 1, 0, 1, load("stock", "stock.csv"));
    assertEquals(3, sellable("A", "S1"));

    restartServer();
    assertCounts(0, 1, 0, 1, load("stock", "stock.csv"));
    assertEquals(3, sellable("A", "S1"), "kept durably");

    file("stock.csv", "sku,location,quantity", "A,S1,5", "");
    assertCounts(0, 1, 1, 0, load("stock", "stock.csv"));
    assertEquals(5, sellable("A", "S1"), "other content is another import");
  }

  @Test
  void shouldChangeNothingAgainWhenTheFileIsLongerThanTheWindow() throws IOException {
    defineAAtS1();
    int rows = (1_024 + 20) * StockImport.ROWS_PER_COMMAND;
    StringBuilder text = new StringBuilder("sku,location,quantity\n");
    for (int i = 1; i <= rows; i++) {
      text.append("A,S1,").append(i).append('\n');
    }
    Files.writeString(folder.resolve("stock.csv"), text);
    assertCounts(0, rows, rows, 0, load("stock", "stock.csv"));
    assertEquals(rows, sellable("A", "S1"), "the last row wins");
    assertEquals(0, terminal.run("count", "--at", "S1", "--line", "A=1"));

    assertCounts(0, rows, 0, rows, load("stock", "stock.csv"));
    assertEquals(1, sellable("A", "S1"), "below the window too");
  }

  @Test
  void shouldCarryOnWhereAnImportBrokeOff() throws IOException {
    defineAAtS1();
    terminal.run("define", "sku", "B");
    StringBuilder text = new StringBuilder("sku,location,quantity\n");
    for (int i = 0; i < StockImport.ROWS_PER_COMMAND; i++) {
      text.append("A,S1,7\n");
    }
    Path file = Files.writeString(folder.resolve("stock.csv"), text + "B,S1,9\n");
    // What an import that broke off after its first command has done:
    String name = ContentHash.clientName(file);
    String[] lines = new String[StockImport.ROWS_PER_COMMAND];
    Arrays.fill(lines, "A=7");
    terminal.run(
        concat(
            List.of("count", "--at", "S1", "--client", name, "--request-id", "1", "--line"),
            lines));
    assertEquals(0, terminal.run("sell", "--at", "S1", "--line", "A=1"));

    assertCounts(0, 257, 1, 256, load("stock", "stock.csv"));
    assertEquals(6, sellable("A", "S1"), "the first command did not run again");
    assertEquals(9, sellable("B", "S1"));
  }

  @Test
  void shouldWarnOfUnknownCodesAndApplyTheRest() throws IOException {
    defineAAtS1();
    file("stock.csv", "sku,location,quantity", "A,S1,5", "X,S1,6", "A,S9,7");

    assertEquals(0, terminal.run("import", "stock", path("stock.csv"), "--json"));

    assertEquals(2, JsonShape.parse(terminal.outLines().get(0)).get("unmatched").intValue());
    assertEquals(5, sellable("A", "S1"), "rule 7");
    terminal.run("import", "stock", path("stock.csv"));
    assertTrue(terminal.out().contains("3 unchanged"), terminal::out);
  }

  @Test
  void shouldSendNothingWhenARowIsBad() throws IOException {
    defineAAtS1();
    file("stock.csv", "sku,location,quantity", "A,S1,5", "A,S1,many");

    assertEquals(2, terminal.run("import", "stock", path("stock.csv")));

    assertTrue(terminal.err().contains("stock.csv line 3: quantity 'many'"), terminal::err);
    assertEquals(0, sellable("A", "S1"));
  }

  @Test
  void shouldNameMissingColumns() throws IOException {
    file("stock.csv", "sku,quantity", "A,5");

    assertEquals(2, terminal.run("import", "stock", path("stock.csv")));

    assertTrue(terminal.err().contains("line 1: missing column location"), terminal::err);
  }

  @Test
  void shouldPrintOnlyDifferencesOnADryRun() throws IOException {
    defineAAtS1();
    assertEquals(0, terminal.run("receive", "--at", "S1", "--line", "A=5"));
    terminal.run("define", "sku", "B");
    file("stock.csv", "sku,location,quantity", "A,S1,9", "A,S1,5", "B,S1,2", "X,S1,0", "B,S1,3");

    assertEquals(0, terminal.run("import", "stock", path("stock.csv"), "--dry-run", "--json"));

    assertEquals(
        List.of(
            "{\"sku\":\"B\",\"location\":\"S1\",\"sellable\":0,\"quantity\":3,\"result\":\"OK\"}",
            "{\"sku\":\"X\",\"location\":\"S1\",\"sellable\":null,\"quantity\":0,\"result\":\"UNKNOWN_SKU\"}"),
        terminal.outLines());
    assertEquals(0, sellable("B", "S1"));
  }

  @Test
  void shouldPrintNewCodesOnADryRunOfTheCatalog() throws IOException {
    defineAAtS1();
    file("skus.csv", "sku,name", "A,tea", "B,juice");
    file(
        "locations.csv",
        "location,name,type,latitude,longitude,region,channels",
        "S1,,,,,,",
        "S2,,,,,,");

    assertEquals(0, terminal.run("import", "skus", path("skus.csv"), "--dry-run"));
    assertEquals(List.of("new  B"), terminal.outLines());
    assertEquals(
        0, terminal.run("import", "locations", path("locations.csv"), "--dry-run", "--json"));
    assertEquals(List.of("{\"location\":\"S2\",\"result\":\"NEW\"}"), terminal.outLines());
  }

  @Test
  void shouldExitWithOneWhenRowsAreRefused() throws IOException {
    StringBuilder text =
        new StringBuilder("location,name,type,latitude,longitude,region,channels\n");
    for (int i = 0; i < 101; i++) {
      text.append('S').append(i).append(",,,,,,\n");
    }
    Files.writeString(folder.resolve("locations.csv"), text); // the server has room for 100

    assertEquals(1, terminal.run("import", "locations", path("locations.csv"), "--json"));

    JsonNode summary = JsonShape.parse(terminal.outLines().get(0));
    assertEquals(1, summary.get("refused").get("CAPACITY_EXCEEDED").intValue());
    assertEquals(100, summary.get("ok").intValue());
  }

  private void restartServer() {
    server.close();
    server = new TestServer(folder.resolve("data"));
    terminal = server.terminal();
  }

  private void defineAAtS1() {
    assertEquals(0, terminal.run("define", "sku", "A"));
    assertEquals(0, terminal.run("define", "location", "S1"));
  }

  private JsonNode load(String kind, String name) {
    assertEquals(0, terminal.run("import", kind, path(name), "--json"), terminal::err);
    JsonNode summary = JsonShape.parse(terminal.outLines().get(0));
    assertEquals(
        List.of("rows", "ok", "unchanged", "unmatched", "refused", "seconds"),
        JsonShape.fields(summary));
    return summary;
  }

  private static void assertCounts(int refused, int rows, int ok, int unchanged, JsonNode summary) {
    assertEquals(refused, summary.get("refused").size());
    assertEquals(rows, summary.get("rows").intValue());
    assertEquals(ok, summary.get("ok").intValue());
    assertEquals(unchanged, summary.get("unchanged").intValue());
  }

  private int sellable(String sku, String location) {
    assertEquals(0, terminal.run("stock", sku, "--at", location, "--json"), terminal::out);
    return JsonShape.parse(terminal.outLines().get(0)).get("sellable").intValue();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void file(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private static String[] concat(List<String> first, String[] second) {
    String[] all = first.toArray(new String[first.size() + second.length]);
    System.arraycopy(second, 0, all, first.size(), second.length);
    return all;
  }
}

package io.zaiko.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.serve.TestServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * What programs read, and what people are warned of, where a plain look at the command's page does
 * not show it; each test has SKUs, locations, regions and ids of its own.
 */
class DomainCommandsTest {
  private static final List<String> CHANGE_FIELDS =
      List.of(
          "sequence",
          "kind",
          "sku",
          "location",
          "channel",
          "ats",
          "atf",
          "sellable",
          "reserved",
          "oversold",
          "band",
          "band_before",
          "reservation");

  @TempDir private static Path folder;
  private static TestServer server;

  private Terminal terminal;
  private String sku;
  private String store;
  private String other;
  private String region;
  private String id;

  @BeforeAll
  static void startServer() {
    server = new TestServer(folder.resolve("data"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void setUpTwoStores(TestInfo test) {
    terminal = server.terminal();
    String own = Integer.toHexString(test.getDisplayName().hashCode());
    sku = "緑茶-" + own;
    store = "渋谷-" + own;
    other = "上野-" + own;
    region = "関東-" + own;
    id = "注文-" + own;
    ok("define", "sku", sku);
    ok("define", "location", store, "--region", region, "--coordinates", "35.66,139.70");
    ok("define", "location", other, "--region", region, "--coordinates", "35.71,139.78");
    ok("receive", "--at", store, "--line", sku + "=10");
  }

  @Test
  void shouldNameWhereALineWithChoicesWasPlaced() {
    ok("receive", "--at", other, "--line", sku + "=2");

    JsonNode answer =
        last(
            "reserve",
            "--id",
            id,
            "--channel",
            "EC",
            "--line",
            sku + "@@" + region + "=11",
            "--split");

    assertEquals("OK", answer.get("result").textValue(), "rule 13");
    JsonNode lines = answer.get("lines");
    assertEquals(2, lines.size());
    assertEquals("PLACED", lines.get(0).get("result").textValue());
    assertEquals(other, lines.get(0).get("location").textValue(), "first by the bytes of the code");
    assertEquals(2, lines.get(0).get("quantity").intValue());
    assertEquals(store, lines.get(1).get("location").textValue());
    assertEquals(9, lines.get(1).get("quantity").intValue());
  }

  @Test
  void shouldLeaveTheLocationOfAnUnservedChoiceOpen() {
    terminal.run(
        "reserve",
        "--id",
        id,
        "--channel",
        "EC",
        "--line",
        sku + "@" + other + "," + store + "=11",
        "--json");

    JsonNode line = JsonShape.parse(terminal.out().strip()).get("lines").get(0);
    assertEquals("INSUFFICIENT", line.get("result").textValue());
    assertTrue(line.get("location").isNull());
    assertEquals(10, line.get("quantity").intValue(), "what the best of them has");
  }

  @Test
  void shouldTellWhomASaleEndangers() {
    ok("reserve", "--id", id, "--channel", "EC", "--line", sku + "@" + store + "=8");

    JsonNode answer = last("sell", "--at", store, "--line", sku + "=5", "--policy", "warn");

    assertEquals(1, answer.get("oversold_opened").intValue(), "rule 9");
    assertEquals(1, answer.get("endangered").intValue());
    JsonNode first = answer.get("first_endangered").get(0);
    assertEquals(List.of("id", "state", "sku", "location", "units"), JsonShape.fields(first));
    assertEquals(id, first.get("id").textValue());
    assertEquals(8, first.get("units").intValue());
    assertTrue(terminal.err().contains("zaiko oversold --endangered"), terminal::err);

    JsonNode row = line(0, "oversold", "--at", store, "--endangered");
    assertEquals(first, row);
    JsonNode end = last("oversold", "--at", store);
    assertEquals(List.of("records", "units", "sequence"), JsonShape.fields(end));
    assertEquals(3, end.get("units").intValue());
  }

  @Test
  void shouldWarnOfFactsThatWereNotDoneAsAsked() {
    Instant before = Instant.now().minus(1, ChronoUnit.DAYS);
    ok("count", "--at", store, "--line", sku + "=10");
    ok("sell", "--at", store, "--line", sku + "=1", "--occurred-at", before.toString());
    assertTrue(terminal.err().contains("a count later than that"), "rule 23: " + terminal.err());
    ok("return", "--at", store, "--line", sku + "=1", "--reservation", id);
    assertTrue(terminal.err().contains("recorded without it"), "rule 18: " + terminal.err());
    ok("sell", "--at", store, "--line", sku + "=1", "--redeem", id);
    assertTrue(terminal.err().contains("covered only 0 of 1"), "rule 17: " + terminal.err());
    ok("transfer", "receive", id, "--line", sku + "=1");
    assertTrue(terminal.err().contains("no transfer of this id"), "rule 19a: " + terminal.err());
    ok("sell", "--at", store, "--line", sku + "=1", "--device", id, "--device-sequence", "3");
    assertEquals("", terminal.err());
    ok("sell", "--at", store, "--line", sku + "=1", "--device", id, "--device-sequence", "5");
    assertTrue(terminal.err().contains("zaiko device"), "rule 22: " + terminal.err());
    assertEquals("[4]", last("device", id).get("missing").toString());
  }

  @Test
  void shouldSayWhetherSoManyCanBeHad() {
    JsonNode enough = last("stock", sku, "--at", store, "--channel", "EC", "--quantity", "10");
    JsonNode tooMany = last("stock", sku, "--at", store, "--channel", "EC", "--quantity", "11");

    assertEquals(
        List.of("sku", "location", "quantity", "available", "sequence"), JsonShape.fields(enough));
    assertTrue(enough.get("available").booleanValue());
    assertFalse(tooMany.get("available").booleanValue());
  }

  @Test
  void shouldExplainEveryTerm() {
    ok("safety", "--channel", "EC", "--at", store, "--sku", sku, "--quantity", "1");
    ok("quota", "--channel", "EC", "--at", store, "--sku", sku, "--quantity", "5");
    ok("reserve", "--id", id, "--channel", "EC", "--line", sku + "@" + store + "=2");
    ok("suspend", store);

    JsonNode terms = last("stock", sku, "--at", store, "--channel", "EC", "--explain");

    assertEquals(0, terms.get("ats").intValue(), "rule 20");
    assertEquals("×", terms.get("band").textValue());
    assertEquals("sku", terms.get("safety_of").textValue());
    assertEquals(5, terms.get("quota").intValue());
    assertEquals(2, terms.get("quota_used").intValue());
    assertTrue(terms.get("suspended").booleanValue());
    assertFalse(terms.get("channel_disabled").booleanValue());
    JsonNode plain = last("stock", sku, "--at", store, "--explain");
    for (String field : List.of("safety_of", "quota", "quota_used", "channel_disabled")) {
      assertTrue(plain.get(field).isNull(), field);
    }
  }

  @Test
  void shouldFindTheNearestThatHaveEnough() {
    ok("receive", "--at", other, "--line", sku + "=3");
    String[] near = {"stock", sku, "--near", "35.712,139.781", "--channel", "EC"};

    assertEquals(other, line(0, near).get("location").textValue(), "rule 28");
    assertTrue(line(0, near).get("distance_metres").intValue() < 1_000);
    assertEquals(2, last(near).get("locations").intValue());
    String[] many = Arrays.copyOf(near, near.length + 2);
    many[near.length] = "--quantity";
    many[near.length + 1] = "4";
    assertEquals(store, line(0, many).get("location").textValue());
    many[near.length] = "--within";
    many[near.length + 1] = "1.5";
    assertEquals(1, last(many).get("locations").intValue());
    many[near.length] = "--limit";
    many[near.length + 1] = "1";
    assertEquals(1, last(many).get("locations").intValue());
  }

  @Test
  void shouldShowADeadlineAndTransferLines() {
    ok(
        "reserve",
        "--id",
        id,
        "--channel",
        "BOPIS",
        "--line",
        sku + "@" + store + "=1",
        "--paid",
        "--deadline",
        "2031-01-31T20:00:00+09:00",
        "--on-deadline",
        "expire");
    JsonNode order = last("reservation", id);
    assertEquals("2031-01-31T11:00:00.000000Z", order.get("deadline").textValue());
    assertEquals("expire", order.get("on_deadline").textValue());
    assertFalse(order.get("overdue").booleanValue());
    assertTrue(order.get("expires_at").isNull());

    ok(
        "transfer",
        "request",
        "--id",
        id + "T",
        "--from",
        store,
        "--to",
        other,
        "--line",
        sku + "=4");
    ok("transfer", "dispatch", id + "T", "--line", sku + "=3");
    JsonNode transfer = last("reservation", id + "T");
    assertEquals(other, transfer.get("destination").textValue());
    assertTrue(transfer.get("on_deadline").isNull());
    assertEquals(3, transfer.get("transfer_lines").get(0).get("in_transit").intValue(), "19a");
    assertEquals(3, last("stock", sku, "--at", other).get("in_transit").intValue());
  }

  @Test
  void shouldTellOfAPassedDeadlineInThePickList() {
    String past = Instant.now().minus(1, ChronoUnit.HOURS).toString();
    ok(
        "reserve",
        "--id",
        id + "2",
        "--channel",
        "BOPIS",
        "--line",
        sku + "@" + store + "=2",
        "--paid");
    ok(
        "reserve",
        "--id",
        id + "1",
        "--channel",
        "BOPIS",
        "--line",
        sku + "@" + store + "=1",
        "--paid",
        "--deadline",
        past);
    ok("stage", id + "1");

    JsonNode first = line(0, "reservation", "--at", store);

    assertEquals(
        List.of(
            "location", "id", "sku", "open", "channel", "state", "due", "overdue", "destination"),
        JsonShape.fields(first));
    assertEquals(id + "1", first.get("id").textValue(), "what is due comes first");
    assertTrue(first.get("overdue").booleanValue(), "rule 11");
    assertEquals("STAGED", first.get("state").textValue());
    JsonNode end = last("reservation", "--at", store);
    assertEquals(List.of("location", "reservations", "units", "sequence"), JsonShape.fields(end));
    assertEquals(3, end.get("units").intValue());
  }

  @Test
  void shouldListWhatIsLowOnAChannel() {
    ok("bands", "--sku", sku, "--low", "10");

    JsonNode row = line(0, "low", "--channel", "EC", "--at", store);

    assertEquals("△", row.get("band").textValue(), "rule 29");
    assertEquals(sku, row.get("sku").textValue());
    assertEquals(
        List.of("records", "sequence"),
        JsonShape.fields(last("low", "--channel", "EC", "--at", store)));
  }

  @Test
  void shouldWatchUntilSoManyChangesCame() {
    Terminal watching = server.terminal();
    CompletableFuture<Integer> watch =
        CompletableFuture.supplyAsync(
            () ->
                watching.run(
                    "stock",
                    sku,
                    "--at",
                    store,
                    "--channel",
                    "EC",
                    "--watch",
                    "--changes",
                    "1",
                    "--for",
                    "60",
                    "--json"));
    // Whenever the watch begins, a sale is still to come that it must tell of.
    while (!watch.isDone()) {
      ok("sell", "--at", store, "--line", sku + "=1");
    }

    assertEquals(0, watch.join(), watching::err);
    List<String> lines = watching.outLines();
    JsonNode change = JsonShape.parse(lines.get(lines.size() - 1));
    assertEquals(CHANGE_FIELDS, JsonShape.fields(change));
    assertEquals(sku, change.get("sku").textValue());
    assertEquals("EC", change.get("channel").textValue());
    JsonNode before = JsonShape.parse(lines.get(0));
    assertTrue(change.get("sequence").longValue() > before.get("sequence").longValue(), "rule 30");
  }

  @Test
  void shouldEndAWatchWithItsTime() {
    assertEquals(0, terminal.run("stock", sku, "--all", "--watch", "--for", "0"));
    assertTrue(terminal.out().contains(store), terminal::out);
  }

  private void ok(String... command) {
    assertEquals(0, terminal.run(command), () -> terminal.out() + terminal.err());
  }

  /** The last object that a command prints, which must be done. */
  private JsonNode last(String... command) {
    List<String> lines = json(command);
    return JsonShape.parse(lines.get(lines.size() - 1));
  }

  private JsonNode line(int index, String... command) {
    return JsonShape.parse(json(command).get(index));
  }

  private List<String> json(String... command) {
    String[] withJson = Arrays.copyOf(command, command.length + 1);
    withJson[command.length] = "--json";
    ok(withJson);
    return terminal.outLines();
  }
}

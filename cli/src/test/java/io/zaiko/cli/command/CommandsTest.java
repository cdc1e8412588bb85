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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command against a real server; each test has SKUs, locations and ids of its own. */
class CommandsTest {
  private static final List<String> COMMAND_FIELDS =
      List.of(
          "result",
          "session",
          "request_id",
          "sequence",
          "durability",
          "time",
          "repeated",
          "oversold_opened",
          "endangered",
          "first_endangered",
          "device_gaps",
          "lines");
  private static final List<String> LINE_FIELDS =
      List.of("line", "sku", "location", "result", "asked", "quantity");
  private static final List<String> STOCK_FIELDS =
      List.of(
          "sku",
          "location",
          "channel",
          "ats",
          "atf",
          "on_hand",
          "sellable",
          "reserved",
          "safety",
          "in_transit",
          "oversold",
          "band",
          "sequence",
          "time");

  @TempDir private static Path folder;
  private static TestServer server;

  private Terminal terminal;
  private String sku;
  private String store;
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
  void defineOwnCodes(TestInfo test) {
    terminal = server.terminal();
    String own = Integer.toHexString(test.getDisplayName().hashCode());
    sku = "緑茶-" + own;
    store = "渋谷-" + own;
    id = "注文-" + own;
    ok("define", "sku", sku, "--name", "緑茶 500 ml");
    ok("define", "location", store);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "define sku $sku --name tea",
        "define location $store --type warehouse --coordinates 35.6,139.7 --region Kanto --channels EC,POS",
        "safety --channel EC --at $store --quantity 2",
        "safety --channel EC --at $store --sku $sku --quantity 2",
        "receive --at $store --line $sku=5 --reason PO-1",
        "sell --at $store --line $sku=1 --policy record",
        "sell --at $store --line $sku=1 --policy enforce",
        "return --at $store --line $sku=1 --disposition quality-check",
        "return --at $store --line $sku=1 --disposition damaged",
        "adjust --at $store --line $sku=-1 --reason broken",
        "count --at $store --line $sku=7 --bucket quality-control",
        "reserve --id $id --channel EC --line $sku@$store=1",
        "reserve --id $id --channel EC --line $sku@$store=1 --paid",
        "reserve --id $id --channel EC --line $sku@$store=900 --partial --expires 15m",
      })
  void shouldAnswerACommandWithTheFieldsOfTheSurface(String command) {
    ok("receive", "--at", store, "--line", sku + "=100");

    JsonNode answer = json(0, words(command));

    assertEquals(COMMAND_FIELDS, JsonShape.fields(answer));
    assertEquals("OK", answer.get("result").textValue());
    assertTrue(answer.get("session").isIntegralNumber());
    assertEquals(1, answer.get("request_id").intValue());
    assertTrue(answer.get("sequence").longValue() > 0);
    assertEquals("process", answer.get("durability").textValue());
    assertTrue(answer.get("time").textValue().matches(".*\\.\\d{6}Z"), answer::toString);
    assertTrue(Instant.parse(answer.get("time").textValue()).getEpochSecond() > 0);
    assertFalse(answer.get("repeated").booleanValue());
    assertTrue(answer.get("lines").isArray());
  }

  @Test
  void shouldLeadAReservationThroughItsLife() {
    ok("receive", "--at", store, "--line", sku + "=10");
    String line = sku + "@" + store + "=2";
    ok("reserve", "--id", id, "--channel", "BOPIS", "--line", sku + "@" + store + "=6");
    assertEquals("HELD", state());
    ok("extend", id, "--expires", "30m");
    ok("commit", id);
    assertEquals("COMMITTED", state());
    ok("stage", id);
    assertEquals("STAGED", state());
    ok("unstage", id);
    ok("fulfil", id, "--line", line);
    ok("short", id, "--line", line);
    ok("release", id);
    assertEquals("FULFILLED", state());

    JsonNode reservation = json(0, "reservation", id);
    assertEquals(
        List.of(
            "id",
            "channel",
            "state",
            "expires_at",
            "deadline",
            "on_deadline",
            "overdue",
            "destination",
            "lines",
            "transfer_lines",
            "sequence"),
        JsonShape.fields(reservation));
    assertEquals(
        "{\"sku\":\"%s\",\"location\":\"%s\",\"requested\":6,\"open\":0,\"fulfilled\":2,\"released\":2,\"expired\":0,\"shorted\":2}"
            .formatted(sku, store),
        reservation.get("lines").get(0).toString(),
        "rule 10");
    assertTrue(reservation.get("expires_at").isNull());
    JsonNode stock = json(0, "stock", sku, "--at", store);
    assertEquals(10 - 2 - 2, stock.get("sellable").intValue());
    assertEquals(10 - 2, stock.get("on_hand").intValue(), "short moves to blocked");
  }

  @Test
  void shouldShowStockForAChannelAndWithout() {
    ok("receive", "--at", store, "--line", sku + "=10");
    ok("safety", "--channel", "EC", "--at", store, "--quantity", "3");
    ok("reserve", "--id", id, "--channel", "POS", "--line", sku + "@" + store + "=2");

    JsonNode ec = json(0, "stock", sku, "--at", store, "--channel", "EC");
    JsonNode plain = json(0, "stock", sku, "--at", store);

    assertEquals(STOCK_FIELDS, JsonShape.fields(ec));
    assertEquals(10 - 2 - 3, ec.get("ats").intValue(), "rule 3");
    assertEquals(3, ec.get("safety").intValue());
    assertEquals("EC", ec.get("channel").textValue());
    assertEquals("○", ec.get("band").textValue(), "rule 29");
    assertEquals(STOCK_FIELDS, JsonShape.fields(plain));
    for (String field : List.of("channel", "ats", "safety", "band")) {
      assertTrue(plain.get(field).isNull(), field);
    }
    assertEquals(8, plain.get("atf").intValue());
  }

  @Test
  void shouldAddUpTheNetworkInTheLastObject() {
    String other = store + "-2";
    ok("define", "location", other);
    ok("receive", "--at", store, "--line", sku + "=10");
    ok("sell", "--at", other, "--line", sku + "=4");

    assertEquals(0, terminal.run("stock", sku, "--all", "--json"));

    List<String> lines = terminal.outLines();
    assertEquals(3, lines.size());
    assertEquals(STOCK_FIELDS, JsonShape.fields(lines.get(0)));
    JsonNode last = JsonShape.parse(lines.get(2));
    assertEquals(List.of("sku", "network_ats", "locations", "sequence"), JsonShape.fields(last));
    assertEquals(10, last.get("network_ats").intValue(), "rule 4: a negative store cancels none");
    assertEquals(2, last.get("locations").intValue());
  }

  @Test
  void shouldAnswerABasketLineByLine() {
    ok("receive", "--at", store, "--line", sku + "=2");

    JsonNode basket = json(0, "basket", "--at", store, "--line", sku + "=3", "no-such-sku=1");

    assertEquals(
        List.of("location", "channel", "available", "lines", "sequence", "time"),
        JsonShape.fields(basket));
    assertFalse(basket.get("available").booleanValue());
    assertEquals(
        List.of("sku", "quantity", "ats", "result"), JsonShape.fields(basket.get("lines").get(0)));
    assertEquals(2, basket.get("lines").get(0).get("ats").intValue());
    assertEquals("UNKNOWN_SKU", basket.get("lines").get(1).get("result").textValue());
  }

  @Test
  void shouldPrintARefusalWithItsLinesAndExitWithOne() {
    ok("receive", "--at", store, "--line", sku + "=2");

    JsonNode answer =
        json(1, "reserve", "--id", id, "--channel", "EC", "--line", sku + "@" + store + "=3");

    assertEquals("INSUFFICIENT", answer.get("result").textValue(), "rule 6");
    JsonNode line = answer.get("lines").get(0);
    assertEquals(LINE_FIELDS, JsonShape.fields(line));
    assertEquals(3, line.get("asked").intValue());
    assertEquals(2, line.get("quantity").intValue());
    assertEquals(1, terminal.run("commit", id));
    assertTrue(terminal.out().startsWith("UNKNOWN_RESERVATION  "), terminal::out);
  }

  @Test
  void shouldPrintWhatIsAnsweredBeforeTheJournalWithoutSequence() {
    JsonNode answer = json(1, "sell", "--at", store, "--line", sku + "=0");

    assertEquals(COMMAND_FIELDS, JsonShape.fields(answer));
    assertEquals("MALFORMED", answer.get("result").textValue());
    assertTrue(answer.get("sequence").isNull());
    assertTrue(answer.get("time").isNull());
  }

  @Test
  void shouldWarnOfUnmatchedLinesAndExitWithZero() {
    assertEquals(0, terminal.run("sell", "--at", store, "--line", "unheard-of=1", sku + "=1"));

    assertTrue(terminal.out().startsWith("OK  "), terminal::out);
    assertTrue(terminal.err().contains("unheard-of at " + store), "rule 7: " + terminal.err());
  }

  @Test
  void shouldAnswerTheSameRequestIdOnceAndAgain() {
    String[] sale = {
      "sell", "--at", store, "--line", sku + "=1", "--client", id, "--request-id", "5"
    };

    JsonNode first = json(0, sale);
    JsonNode again = json(0, sale);

    assertFalse(first.get("repeated").booleanValue());
    assertTrue(again.get("repeated").booleanValue(), "rule 21");
    assertEquals(first.get("sequence"), again.get("sequence"));
    assertEquals(5, again.get("request_id").intValue());
    assertEquals(-1, json(0, "stock", sku, "--at", store).get("sellable").intValue());
    JsonNode other =
        json(1, "sell", "--at", store, "--line", sku + "=2", "--client", id, "--request-id", "5");
    assertEquals("IDEMPOTENCY_CONFLICT", other.get("result").textValue());
  }

  @Test
  void shouldPrintAQuestionThatHasNoAnswer() {
    JsonNode answer = json(1, "stock", "no-such-sku", "--at", store);

    assertEquals(List.of("result", "reason"), JsonShape.fields(answer));
    assertEquals("UNKNOWN_SKU", answer.get("result").textValue());
    assertEquals("UNKNOWN_RESERVATION", json(1, "reservation", id).get("result").textValue());
  }

  @Test
  void shouldPrintTablesForPeople() {
    ok("receive", "--at", store, "--line", sku + "=7");

    assertEquals(0, terminal.run("stock", sku, "--at", store, "--channel", "EC"));

    assertTrue(terminal.outLines().get(0).matches("sku +location +ats +atf .*"), terminal::out);
    assertTrue(terminal.outLines().get(1).startsWith(sku + "  " + store + "    7"), terminal::out);
    assertTrue(terminal.outLines().get(2).startsWith("sequence "), terminal::out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stock",
        "stock A",
        "stock A --at S --all",
        "sell --at S",
        "sell --at S --line A",
        "sell --at S --line A@S=1",
        "sell --at S --line A=1 --policy maybe",
        "sell --at S --line A=1 --device TILL-1",
        "sell --at S --line A=1 --occurred-at noon",
        "sell --at S --line A=1 --request-id 3",
        "reserve --id R --channel EC --line A=1",
        "reserve --id R --channel EC --line A@S=1 --expires 5",
        "reserve --id R --channel EC --line A@S=1 --expires 15m --paid",
        "reserve --id R --channel NOPE --line A@S=1",
        "reserve --id R --channel EC --line A@S=1 --deadline 2030-01-01T00:00:00Z",
        "reserve --id R --channel EC --line A@S=1 --paid --on-deadline expire",
        "reserve --id R --channel EC --line A@S,,T=1",
        "reserve --id R --channel EC --line A@@=1",
        "extend R",
        "extend R --expires 5m --deadline 2030-01-01T00:00:00Z",
        "commit R --on-deadline expire",
        "reallocate R --line A@S",
        "quota --channel EC --at S --sku A",
        "quota --channel EC --at S --sku A --quantity -1",
        "quota --channel EC --at S --sku A --quantity 1 --unlimited",
        "bands --channel EC",
        "count",
        "count --at S",
        "count open",
        "move --at S --line A=1 --from sellable",
        "transfer request --id T --from A --to B",
        "delete shop A",
        "reservation",
        "reservation R --at S",
        "stock A --all --explain --at S",
        "stock A --all --quantity 0",
        "stock A --at S --within 3",
        "stock A --at S --region R",
        "stock A --near 35,139 --within 0",
        "stock A --near 35,139 --limit 0",
        "stock A --near 35,139 --watch",
        "stock A --all --region R --watch",
        "stock A --at S --for 5",
        "simulate --table",
        "simulate --commands 0",
        "count --at S --line A=1 --bucket lost",
        "commit",
        "commit R extra",
        "define location S --coordinates 91,0",
        "define sku A --server nowhere",
        "define shop A",
        "import things file.csv",
        "trace no-such-file.csv",
        "trace no-such-file.csv --connections 0",
        "replay verify --data",
        "replay as-of --sequence 1 --time 2026-11-22T09:00:00Z",
        "replay as-of --time yesterday",
        "stock A --at S --near 35,139",
        "no-such-command",
      })
  void shouldExitWithTwoOnWrongUsage(String command) {
    assertEquals(2, terminal.run(words(command)));
    assertEquals("", terminal.out());
    assertTrue(terminal.err().startsWith("zaiko"), terminal::err);
  }

  @Test
  void shouldExitWithThreeWhenThereIsNoServer() {
    assertEquals(3, terminal.run("commit", id, "--server", "127.0.0.1:1"));
    assertTrue(terminal.err().contains("127.0.0.1:1"), terminal::err);
    assertFalse(terminal.err().contains("\tat "), "no stack trace for people");
  }

  private String state() {
    return json(0, "reservation", id).get("state").textValue();
  }

  private void ok(String... command) {
    assertEquals(0, terminal.run(command), terminal::out);
  }

  private JsonNode json(int exitCode, String... command) {
    String[] withJson = Arrays.copyOf(command, command.length + 1);
    withJson[command.length] = "--json";
    assertEquals(exitCode, terminal.run(withJson), () -> terminal.out() + terminal.err());
    assertEquals(1, terminal.outLines().size(), terminal::out);
    return JsonShape.parse(terminal.outLines().get(0));
  }

  private String[] words(String command) {
    return command.replace("$sku", sku).replace("$store", store).replace("$id", id).split(" ");
  }
}

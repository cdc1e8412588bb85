package io.zaiko.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Main;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code replay ledger}, {@code unmatched} and {@code tail} print. */
class LedgerCommandTest {
  @TempDir private Path folder;
  private AuditFixture journal;
  private Terminal terminal;

  @BeforeEach
  void fillAJournal() {
    journal = new AuditFixture(folder);
    terminal = journal.terminal();
  }

  @Test
  void shouldPrintTheLedgerWithTheFieldsOfTheSurface() {
    List<JsonNode> rows = journal.rows(0, "replay", "ledger", "--sku", "A", "--at", "S1");

    assertEquals(3, rows.size());
    assertEquals(
        List.of(
            "sequence",
            "time",
            "sku",
            "location",
            "reference_time",
            "occurred_at",
            "command",
            "channel",
            "client",
            "reference",
            "from",
            "to",
            "quantity",
            "sellable_after",
            "reserved_after"),
        JsonShape.fields(rows.get(0)));
    assertEquals(journal.receipt().get("sequence"), rows.get(0).get("sequence"));
    assertEquals(journal.receipt().get("time"), rows.get(0).get("time"));
    assertEquals("supplier", rows.get(0).get("from").textValue());
    assertEquals("sellable", rows.get(0).get("to").textValue());
    assertTrue(rows.get(0).get("occurred_at").isNull());
    assertTrue(rows.get(0).get("client").isTextual());
    JsonNode promised = rows.get(2);
    assertTrue(promised.get("from").isNull() && promised.get("to").isNull());
    assertEquals("R1", promised.get("reference").textValue());
    assertEquals("BOPIS", promised.get("channel").textValue());
    assertEquals(2, promised.get("quantity").intValue());
    assertEquals(6, promised.get("sellable_after").intValue());
    assertEquals(2, promised.get("reserved_after").intValue());
  }

  @Test
  void shouldPrintTheLedgerForPeople() {
    assertEquals(0, terminal.run("replay", "ledger", "--sku", "A"));

    List<String> lines = terminal.outLines();
    assertTrue(lines.get(0).stripLeading().startsWith("sequence  time"), terminal::out);
    assertTrue(lines.get(2).contains("SELL"), terminal::out);
    assertTrue(lines.get(2).contains("sellable  customer"), terminal::out);
    assertTrue(lines.get(4).startsWith("3 movements, sequence "), terminal::out);
  }

  @Test
  void shouldSayWhatHasNoLedger() {
    assertEquals(
        "UNKNOWN_SKU", journal.run(1, "replay", "ledger", "--sku", "C").get("result").textValue());
    assertEquals(
        "UNKNOWN_LOCATION",
        journal.run(1, "replay", "ledger", "--sku", "A", "--at", "S9").get("result").textValue());
    assertEquals(2, terminal.run("replay", "ledger"));
    assertTrue(terminal.err().contains("--sku"), terminal::err);
  }

  @Test
  void shouldListUnmatchedLines() {
    List<JsonNode> rows = journal.rows(0, "replay", "unmatched");

    assertEquals(1, rows.size());
    assertEquals(
        List.of(
            "sequence",
            "time",
            "sku",
            "location",
            "unknown",
            "reference_time",
            "occurred_at",
            "command",
            "channel",
            "client",
            "reference",
            "line",
            "quantity"),
        JsonShape.fields(rows.get(0)));
    assertEquals("C", rows.get(0).get("sku").textValue());
    assertEquals("SKU", rows.get(0).get("unknown").textValue());
    assertEquals(1, rows.get(0).get("line").intValue());
    assertEquals(0, terminal.run("replay", "unmatched"));
    assertTrue(terminal.out().contains("1 unmatched line, sequence "), terminal::out);
  }

  @Test
  void shouldPrintTheLastRecords() {
    List<JsonNode> rows = journal.rows(0, "replay", "tail", "--records", "1000");

    assertEquals(
        List.of(
            "sequence",
            "time",
            "command",
            "result",
            "repeated",
            "oversold_opened",
            "session",
            "request_id",
            "client",
            "channel",
            "reference",
            "reference_time",
            "lines"),
        JsonShape.fields(rows.get(0)));
    assertEquals("CONFIGURE", rows.get(0).get("command").textValue());
    assertTrue(rows.get(0).get("session").isNull(), "the server's own has none");
    JsonNode last = rows.get(rows.size() - 1);
    assertEquals(rows.size(), last.get("sequence").intValue());
    assertEquals("RESERVE", last.get("command").textValue());
    assertEquals("INSUFFICIENT", last.get("result").textValue());
    assertEquals(1, last.get("lines").size());
    assertEquals(
        JsonShape.parse("{\"sku\":\"A\",\"location\":\"S1\",\"quantity\":7}"),
        last.get("lines").get(0));
  }

  @Test
  void shouldPrintTheLastRecordsForPeople() {
    assertEquals(0, terminal.run("replay", "tail", "--records", "1"));

    assertEquals(1, terminal.outLines().size());
    assertTrue(
        terminal.out().strip().matches("\\d+  \\S+Z  RESERVE +INSUFFICIENT +\\S+  EC  R2  A@S1=7"),
        terminal::out);
    assertEquals(0, terminal.run("replay", "tail"));
    assertEquals(10, terminal.outLines().size());
    assertEquals(2, terminal.run("replay", "tail", "--records", "-1"));
  }

  @Test
  void shouldStopFollowingWhenNobodyReadsAnyMore() {
    Writer leftPager =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Console console =
        new Console(new PrintWriter(leftPager), terminal.console().err(), Style.PLAIN, Style.PLAIN);

    int exitCode =
        Main.run(
            console, Map.of("ZAIKO_DATA", journal.data().toString()), "replay", "tail", "--follow");

    assertEquals(0, exitCode);
  }
}

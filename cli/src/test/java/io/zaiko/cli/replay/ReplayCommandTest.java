package io.zaiko.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir private Path folder;
  private AuditFixture journal;
  private Terminal terminal;

  @BeforeEach
  void fillAJournal() {
    journal = new AuditFixture(folder);
    terminal = journal.terminal();
  }

  @Test
  void shouldVerifyWithTheFieldsOfTheSurface() {
    JsonNode verified = journal.run(0, "replay", "verify");

    assertEquals(
        List.of(
            "records",
            "first_sequence",
            "last_sequence",
            "digests_checked",
            "state_hash",
            "ok",
            "problem",
            "at_sequence",
            "seconds",
            "records_per_second",
            "left_out",
            "not_applied",
            "unusable_snapshots"),
        JsonShape.fields(verified));
    assertTrue(verified.get("ok").booleanValue());
    assertTrue(verified.get("problem").isNull());
    assertTrue(verified.get("state_hash").textValue().matches("[0-9a-f]{16}"));
    assertEquals(0, terminal.run("replay", "verify"));
    assertTrue(terminal.out().contains("ok  state hash "), terminal::out);
  }

  @Test
  void shouldExitWithFourWhenTheJournalIsDamaged() throws IOException {
    journal.damage();

    JsonNode verified = journal.run(4, "replay", "verify");

    assertFalse(verified.get("ok").booleanValue());
    assertTrue(verified.get("problem").isTextual());
    assertTrue(verified.get("at_sequence").isIntegralNumber());
    assertEquals(4, terminal.run("replay", "stats"));
    assertTrue(terminal.err().contains("damaged"), terminal::err);
    assertEquals(4, terminal.run("replay", "as-of"));
  }

  @Test
  void shouldCountWithTheFieldsOfTheSurface() {
    JsonNode stats = journal.run(0, "replay", "stats");

    assertEquals(
        List.of(
            "commands",
            "results",
            "skus",
            "locations",
            "stock_records",
            "on_hand_total",
            "reserved_total",
            "oversold_total",
            "open_reservations",
            "first_sequence",
            "last_sequence",
            "state_hash"),
        JsonShape.fields(stats));
    assertEquals(1, stats.get("commands").get("SELL").intValue());
    assertEquals(1, stats.get("results").get("INSUFFICIENT").intValue());
    assertEquals(2, stats.get("skus").intValue());
    assertEquals(7, stats.get("on_hand_total").intValue());
    assertEquals(
        journal.run(0, "replay", "verify").get("state_hash"), stats.get("state_hash"), "rule 26");
  }

  @Test
  void shouldShowStockAtTheEndAndBefore() {
    JsonNode end = journal.run(0, "replay", "as-of", "--sku", "A", "--at", "S1");

    assertEquals(
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
            "time"),
        JsonShape.fields(end));
    assertEquals(6, end.get("sellable").intValue());
    String received = journal.receipt().get("sequence").asText();
    JsonNode before = journal.run(0, "replay", "as-of", "--sku", "A", "--sequence", received);
    assertEquals(10, before.get("sellable").intValue());
    assertEquals(received, before.get("sequence").asText());
    JsonNode atTime =
        journal.run(
            0,
            "replay",
            "as-of",
            "--sku",
            "A",
            "--time",
            journal.receipt().get("time").textValue());
    assertEquals(before, atTime);
  }

  @Test
  void shouldShowEveryRecordWithoutAFilter() {
    assertEquals(0, terminal.run("replay", "as-of", "--json"));

    assertEquals(2, terminal.outLines().size());
  }

  @Test
  void shouldSayWhatIsNotDefinedAtThatPoint() {
    assertEquals(
        "UNKNOWN_SKU",
        journal
            .run(1, "replay", "as-of", "--sku", "A", "--sequence", "1")
            .get("result")
            .textValue());
    assertEquals(
        "UNKNOWN_LOCATION",
        journal.run(1, "replay", "as-of", "--at", "S2").get("result").textValue());
  }
}

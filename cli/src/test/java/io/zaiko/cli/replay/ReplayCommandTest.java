package io.zaiko.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.serve.TestServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir private Path folder;
  private Terminal terminal;
  private long received;
  private String receivedAt;

  @BeforeEach
  void fillAJournal() {
    try (TestServer server = new TestServer(folder.resolve("data"))) {
      terminal = server.terminal();
      run(0, "define", "sku", "A");
      run(0, "define", "sku", "B");
      run(0, "define", "location", "S1");
      JsonNode receipt = run(0, "receive", "--at", "S1", "--line", "A=10", "--line", "B=1");
      received = receipt.get("sequence").longValue();
      receivedAt = receipt.get("time").textValue();
      run(0, "sell", "--at", "S1", "--line", "A=4");
      run(1, "reserve", "--id", "R", "--channel", "EC", "--line", "A@S1=7");
      assertTrue(run(0, "replay", "verify").get("ok").booleanValue(), "also while the server runs");
    }
  }

  @Test
  void shouldVerifyWithTheFieldsOfTheSurface() {
    JsonNode verified = run(0, "replay", "verify");

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
            "records_per_second"),
        JsonShape.fields(verified));
    assertTrue(verified.get("ok").booleanValue());
    assertTrue(verified.get("problem").isNull());
    assertTrue(verified.get("state_hash").textValue().matches("[0-9a-f]{16}"));
    assertEquals(0, terminal.run("replay", "verify"));
    assertTrue(terminal.out().contains("ok  state hash "), terminal::out);
  }

  @Test
  void shouldExitWithFourWhenTheJournalIsDamaged() throws IOException {
    damage("A");

    JsonNode verified = run(4, "replay", "verify");

    assertFalse(verified.get("ok").booleanValue());
    assertTrue(verified.get("problem").isTextual());
    assertTrue(verified.get("at_sequence").isIntegralNumber());
    assertEquals(4, terminal.run("replay", "stats"));
    assertTrue(terminal.err().contains("damaged"), terminal::err);
    assertEquals(4, terminal.run("replay", "as-of"));
  }

  @Test
  void shouldCountWithTheFieldsOfTheSurface() {
    JsonNode stats = run(0, "replay", "stats");

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
            "last_sequence",
            "state_hash"),
        JsonShape.fields(stats));
    assertEquals(1, stats.get("commands").get("SELL").intValue());
    assertEquals(1, stats.get("results").get("INSUFFICIENT").intValue());
    assertEquals(2, stats.get("skus").intValue());
    assertEquals(7, stats.get("on_hand_total").intValue());
    assertEquals(run(0, "replay", "verify").get("state_hash"), stats.get("state_hash"), "rule 26");
  }

  @Test
  void shouldShowStockAtTheEndAndBefore() {
    JsonNode end = run(0, "replay", "as-of", "--sku", "A", "--at", "S1");

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
    JsonNode before =
        run(0, "replay", "as-of", "--sku", "A", "--sequence", String.valueOf(received));
    assertEquals(10, before.get("sellable").intValue());
    assertEquals(received, before.get("sequence").longValue());
    JsonNode atTime = run(0, "replay", "as-of", "--sku", "A", "--time", receivedAt);
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
        run(1, "replay", "as-of", "--sku", "A", "--sequence", "1").get("result").textValue());
    assertEquals(
        "UNKNOWN_LOCATION", run(1, "replay", "as-of", "--at", "S2").get("result").textValue());
  }

  @Test
  void shouldExitWithFiveWhereThereIsNoJournal() {
    assertEquals(5, terminal.run("replay", "verify", "--data", folder.toString()));
    assertTrue(terminal.err().contains("is not a Zaiko data directory"), terminal::err);
    assertFalse(terminal.err().contains("\tat "), "no stack trace for people");
  }

  private JsonNode run(int exitCode, String... command) {
    String[] withJson = Arrays.copyOf(command, command.length + 1);
    withJson[command.length] = "--json";
    assertEquals(exitCode, terminal.run(withJson), () -> terminal.out() + terminal.err());
    return JsonShape.parse(terminal.outLines().get(0));
  }

  /** Changes the code in the first DEFINE_SKU: its length, the code, and an empty name. */
  private void damage(String text) throws IOException {
    List<Path> files;
    try (Stream<Path> paths = Files.walk(folder.resolve("data"))) {
      files = paths.filter(path -> path.toString().endsWith(".cq4")).toList();
    }
    String content = Files.readString(files.get(0), StandardCharsets.ISO_8859_1);
    int position = content.indexOf((char) text.length() + text + (char) 0);
    assertTrue(position >= 0, "DEFINE_SKU stands in the journal");
    try (FileChannel channel = FileChannel.open(files.get(0), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'Z'}), position + 1L);
    }
  }
}

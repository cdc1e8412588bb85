package io.zaiko.cli.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.JsonShape;
import io.zaiko.cli.Terminal;
import io.zaiko.cli.serve.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCommandTest {
  @TempDir private Path folder;

  /** One life of a server, so one file of the journal, and a snapshot beside it. */
  private JsonNode live(String code, String... options) {
    try (TestServer server = new TestServer(data())) {
      Terminal terminal = server.terminal();
      assertEquals(0, terminal.run("define", "sku", code), terminal::err);
      return snapshot(terminal, options);
    }
  }

  private static JsonNode snapshot(Terminal terminal, String... options) {
    List<String> command = new ArrayList<>(List.of("snapshot", "--json"));
    command.addAll(List.of(options));
    assertEquals(0, terminal.run(command.toArray(String[]::new)), terminal::err);
    assertEquals(1, terminal.outLines().size(), terminal::out);
    return JsonShape.parse(terminal.out());
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static long count(Path directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).count();
    }
  }

  @Test
  void shouldMakeOneBesideTheServerAndFindNothingNewAfterIt() {
    try (TestServer server = new TestServer(data())) {
      Terminal terminal = server.terminal();
      assertEquals(0, terminal.run("define", "sku", "A"), terminal::err);

      JsonNode made = snapshot(terminal);
      assertEquals(
          List.of(
              "file", "sequence", "state_hash", "records", "bytes", "new", "retired", "seconds"),
          JsonShape.fields(made));
      assertTrue(Files.exists(Path.of(made.get("file").textValue())), made::toString);
      assertTrue(made.get("new").booleanValue(), made::toString);
      assertEquals(made.get("sequence"), made.get("records"), "from the first record on");

      JsonNode again = snapshot(terminal);
      assertFalse(again.get("new").booleanValue(), again::toString);
      assertEquals(made.get("file"), again.get("file"));
      assertEquals(made.get("state_hash"), again.get("state_hash"));
      assertEquals(0, again.get("records").intValue());
    }
    Terminal terminal = new Terminal().with("ZAIKO_DATA", data().toString());
    assertEquals(0, terminal.run("snapshot"), terminal::err);
    assertTrue(terminal.out().contains("nothing new: "), terminal::out);
    assertTrue(terminal.out().contains(".snapshot read and checked in "), terminal::out);
  }

  @Test
  void shouldDeleteWhatIsOlderThanTheOlderOfTwo() throws IOException {
    live("A");
    assertEquals(0, live("B").get("retired").size());

    JsonNode third = live("C");

    assertEquals(2, third.get("retired").size(), "a snapshot and a journal file: " + third);
    assertEquals(2, count(data(), ".snapshot"));
    assertEquals(2, count(data(), ".cq4"));
  }

  @Test
  void shouldKeepOrMoveWhatIsOlderWhenToldTo() throws IOException {
    live("A");
    live("B");
    assertEquals(0, live("C", "--keep").get("retired").size());
    assertEquals(3, count(data(), ".snapshot"));

    Path archive = folder.resolve("archive");
    JsonNode fourth = live("D", "--archive", archive.toString());

    assertEquals(4, fourth.get("retired").size(), fourth::toString);
    assertEquals(2, count(data(), ".snapshot"));
    assertEquals(2, count(archive, ".snapshot"));
    assertEquals(2, count(archive, ".cq4"));
  }

  @Test
  void shouldSayEachStepAndWhatIsNotNeededAnyMore() {
    live("A");
    live("B");
    try (TestServer server = new TestServer(data())) {
      Terminal terminal = server.terminal();
      assertEquals(0, terminal.run("define", "sku", "C"), terminal::err);

      assertEquals(0, terminal.run("snapshot"), terminal::err);

      assertTrue(terminal.out().contains("records of the journal applied in "), terminal::out);
      assertTrue(terminal.out().contains("read back and compared in "), terminal::out);
      assertTrue(terminal.out().contains("; state hash "), terminal::out);
      assertTrue(terminal.out().contains("not needed any more: snapshots"), terminal::out);
    }
  }

  @Test
  void shouldExitWithFourAndTouchNothingWhenTheJournalIsDamaged() throws IOException {
    live("APPLE");
    live("PEAR");
    live("PLUM", "--keep");
    Path journal;
    try (Stream<Path> files = Files.walk(data())) {
      journal = files.filter(file -> file.toString().endsWith(".cq4")).sorted().toList().get(2);
    }
    // The snapshots go, so that the journal is read from its beginning.
    try (Stream<Path> files = Files.walk(data().resolve("snapshots"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    byte[] bytes = Files.readAllBytes(journal);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PLUM");
    bytes[at] = 'X';
    Files.write(journal, bytes);
    Terminal terminal = new Terminal().with("ZAIKO_DATA", data().toString());

    assertEquals(4, terminal.run("snapshot", "--json"), terminal::out);

    JsonNode damage = JsonShape.parse(terminal.out());
    assertEquals(List.of("problem", "at_sequence"), JsonShape.fields(damage));
    assertTrue(terminal.err().contains("Keep a copy of"), terminal::err);
    assertFalse(terminal.err().contains("\tat "), terminal::err);
    assertEquals(0, count(data(), ".snapshot"));
    assertEquals(3, count(data(), ".cq4"));
  }

  @Test
  void shouldExplainWhereThereIsNothingToMakeOneOf() {
    Terminal terminal = new Terminal().with("ZAIKO_DATA", folder.resolve("nowhere").toString());

    assertEquals(5, terminal.run("snapshot"));

    assertTrue(terminal.err().contains("does not exist"), terminal::err);
    assertFalse(terminal.err().contains("\tat "), terminal::err);
  }

  @Test
  void shouldNotKeepAndMoveAtOnce() {
    Terminal terminal = new Terminal();

    assertEquals(2, terminal.run("snapshot", "--keep", "--archive", "old"));

    assertTrue(terminal.err().contains("mutually exclusive"), terminal::err);
  }

  @Test
  void shouldBeWarnedOfByVerifyWhenItIsDamaged() throws IOException {
    Path file = Path.of(live("A").get("file").textValue());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    Terminal terminal = new Terminal().with("ZAIKO_DATA", data().toString());

    assertEquals(0, terminal.run("replay", "verify", "--json"), terminal::err);

    JsonNode unusable = JsonShape.parse(terminal.out()).get("unusable_snapshots");
    assertEquals(1, unusable.size(), unusable::toString);
    assertEquals(file.getFileName().toString(), unusable.get(0).get("file").textValue());
    assertTrue(terminal.err().contains("A start passes over it"), terminal::err);
  }
}

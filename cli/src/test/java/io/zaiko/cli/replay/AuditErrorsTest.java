package io.zaiko.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an auditor reads when something is wrong: what happened, and what to do. */
class AuditErrorsTest {
  @TempDir private Path folder;

  /** Every audit, as it is typed. */
  private static final List<String> AUDITS =
      List.of(
          "replay verify",
          "replay stats",
          "replay as-of",
          "replay ledger --sku A",
          "replay unmatched",
          "replay tail",
          "replay tail --follow");

  private static void assertExplained(Terminal terminal, String... words) {
    for (String word : words) {
      assertTrue(terminal.err().contains(word), () -> word + " is not in: " + terminal.err());
    }
    assertFalse(terminal.err().contains("\tat "), "no stack trace for people");
  }

  private static int audit(Terminal terminal, String audit) {
    return terminal.run(audit.split(" ", -1));
  }

  @Test
  void shouldSayThatThereIsNoDataDirectory() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path absent = folder.resolve("absent");
    for (String audit : AUDITS) {
      Terminal terminal = new Terminal().with("ZAIKO_DATA", absent.toString());
      assertEquals(5, audit(terminal, audit), audit);
      assertExplained(terminal, absent + " does not exist", "give the data directory");
      terminal.with("ZAIKO_DATA", file.toString());
      assertEquals(5, audit(terminal, audit), audit);
      assertExplained(terminal, file + " is not a directory", "give the data directory");
      terminal.with("ZAIKO_DATA", folder.toString());
      assertEquals(5, audit(terminal, audit), audit);
      assertExplained(terminal, "is not a Zaiko data directory", "give the data directory");
    }
    assertFalse(Files.exists(absent), "an audit makes nothing");
  }

  @Test
  void shouldSayThatTheDataIsOfANewerVersion() throws IOException {
    Files.writeString(folder.resolve("zaiko.format"), "2\n");
    Terminal terminal = new Terminal().with("ZAIKO_DATA", folder.toString());

    for (String audit : AUDITS) {
      assertEquals(5, audit(terminal, audit), audit);
      assertExplained(terminal, "newer version", "format 2", "use that version");
    }
  }

  @Test
  void shouldSayWhichFileCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("zaiko.format"), "1\n");
    Path unreadable = folder.resolve("journal/run-00000001/20260101-0000.cq4");
    Files.createDirectories(unreadable); // a directory cannot be read as a file, even by root
    Terminal terminal = new Terminal().with("ZAIKO_DATA", folder.toString());

    for (String audit : AUDITS) {
      assertEquals(5, audit(terminal, audit), audit);
      assertExplained(terminal, unreadable.toString(), "this user may use it");
    }
  }

  @Test
  void shouldWarnThatAnEmptyJournalProvesNothing() throws IOException {
    Files.writeString(folder.resolve("zaiko.format"), "1\n");
    Terminal terminal = new Terminal().with("ZAIKO_DATA", folder.toString());

    assertEquals(0, terminal.run("replay", "verify"));
    assertExplained(terminal, "is empty", "nothing to verify");
    assertEquals(1, terminal.run("replay", "ledger", "--sku", "A"));
    assertEquals(0, terminal.run("replay", "unmatched"));
    assertEquals(0, terminal.run("replay", "tail"));
    assertEquals(2, terminal.run("replay", "as-of", "--sequence", "1"));
  }

  @Test
  void shouldExitWithFourAndSayWhereTheJournalIsDamaged() throws IOException {
    AuditFixture journal = new AuditFixture(folder);
    journal.damage();
    long damaged = journal.run(4, "replay", "verify").get("at_sequence").longValue();

    for (String audit : AUDITS) {
      assertEquals(4, audit(journal.terminal(), audit), audit);
      String shown = journal.terminal().out() + journal.terminal().err();
      assertTrue(shown.contains("The journal is damaged at sequence " + damaged), shown);
      assertTrue(shown.contains("Records before sequence " + damaged + " are sound"), shown);
      assertTrue(shown.contains("Keep a copy of the directory"), shown);
      JsonNode json = journal.run(4, audit.split(" ", -1));
      assertEquals(damaged, json.get("at_sequence").longValue(), audit);
      assertTrue(json.get("problem").isTextual(), audit);
    }
    String sound = String.valueOf(damaged - 1);
    assertEquals(0, journal.terminal().run("replay", "as-of", "--sequence", sound), "as advised");
  }

  @Test
  void shouldSayThatAPointIsBeyondTheJournal() {
    AuditFixture journal = new AuditFixture(folder);
    Terminal terminal = journal.terminal();

    assertEquals(2, terminal.run("replay", "as-of", "--sequence", "1000000"));
    assertExplained(
        terminal, "no record 1000000", "the journal ends at sequence ", "Leave --sequence out");
    assertEquals(2, terminal.run("replay", "as-of", "--time", "2999-01-01T00:00:00Z"));
    assertExplained(terminal, "has not come yet", "the journal ends at sequence ");
    assertEquals(2, terminal.run("replay", "as-of", "--time", "1999-01-01T00:00:00Z"));
    assertExplained(terminal, "nothing was recorded by", "the journal begins at 20");
    assertEquals("", terminal.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--sequence 0",
        "--sequence -3",
        "--sequence one",
        "--time yesterday",
        "--time 2026-11-22T09:00:00",
        "--time +999999999-01-01T00:00:00Z",
        "--time 2026-11-22T09:00:00Z --sequence 1"
      })
  void shouldRefuseAPointThatIsNone(String point) {
    Terminal terminal = new AuditFixture(folder).terminal();

    assertEquals(2, audit(terminal, "replay as-of " + point));
    assertExplained(terminal, point.substring(0, "--time".length()));
    assertEquals("", terminal.out());
  }
}

package io.zaiko.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.pipeline.CommandIntake;
import io.zaiko.engine.pipeline.ReplySink;
import io.zaiko.engine.recovery.RecoveryProgress;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator reads of a record that cannot be applied, and of a journal that lost its head.
 */
final class QuarantineCommandTest {
  @TempDir private Path folder;

  private AuditFixture journal;
  private long last;

  @BeforeEach
  void writeAJournal() {
    journal = new AuditFixture(folder);
    last = journal.run(0, "replay", "verify").get("last_sequence").longValue();
  }

  /** Past the gateway, which would refuse it. */
  private long appendARecordThatFails() {
    try (EngineHost host =
        EngineHost.open(
            HostConfig.defaults(journal.data(), EngineConfig.defaults(1, 2)),
            new NoReplies(),
            RecoveryProgress.NONE)) {
      host.start();
      CommandIntake intake = host.intake();
      long slot = intake.claim(1);
      intake.write(slot, 0, 0, 0, true, new UnsafeBuffer(new byte[32]), 0, 32);
      intake.publish(slot, 1);
      host.failed().join();
    }
    return last + 1;
  }

  private static final class NoReplies implements ReplySink {
    @Override
    public void reply(
        int loop, int connection, int generation, DirectBuffer reply, int offset, int length) {}

    @Override
    public void endOfBatch() {}
  }

  @Test
  void shouldNameTheCommandThatHelps() {
    long failing = appendARecordThatFails();
    String command = "zaiko replay quarantine --data " + journal.data() + " --sequence " + failing;
    for (String audit : List.of("verify", "stats", "unmatched", "tail")) {
      assertEquals(4, journal.terminal().run("replay", audit), audit);
      String shown = journal.terminal().out() + journal.terminal().err();
      assertTrue(shown.contains(command), shown);
      assertFalse(shown.contains("restore its journal"), shown);
    }
  }

  @Test
  void shouldTakeOutARecordAndShowIt() {
    String failing = String.valueOf(appendARecordThatFails());
    List<JsonNode> tried =
        journal.rows(0, "replay", "quarantine", "--sequence", failing, "--dry-run");
    assertFalse(tried.get(1).get("written").booleanValue());
    List<JsonNode> done = journal.rows(0, "replay", "quarantine", "--sequence", failing);
    assertEquals(2, done.size());
    assertEquals("UNKNOWN", done.get(0).get("command").textValue());
    assertEquals("QUARANTINED", done.get(0).get("result").textValue());
    assertTrue(done.get(1).get("written").booleanValue());
    assertEquals(last + 2, done.get(1).get("first_void").longValue());
    JsonNode verified = journal.run(0, "replay", "verify");
    assertEquals(last + 1, verified.get("not_applied").get(0).get("sequence").longValue());
    assertEquals(verified.get("state_hash"), done.get(1).get("state_hash"));
    assertEquals(1, journal.terminal().run("replay", "quarantine", "--sequence", failing));
    assertTrue(journal.terminal().err().contains("is taken out already"));
  }

  @Test
  void shouldSayItInWords() {
    String failing = String.valueOf(appendARecordThatFails());
    assertEquals(0, journal.terminal().run("replay", "quarantine", "--sequence", failing));
    assertTrue(
        journal.terminal().out().contains("The server can be started"), journal.terminal().out());
    assertEquals(0, journal.terminal().run("replay", "verify"));
    assertTrue(
        journal.terminal().out().contains("Not applied: record " + failing),
        journal.terminal().out());
  }

  @Test
  void shouldRefuseWhatItIsNotFor() throws Exception {
    assertEquals(1, journal.terminal().run("replay", "quarantine", "--sequence", "3"));
    assertTrue(
        journal.terminal().err().contains("Record 3 can be applied"), journal.terminal().err());
    assertEquals(2, journal.terminal().run("replay", "quarantine", "--sequence", "0"));
    assertEquals(2, journal.terminal().run("replay", "quarantine"));
    journal.damage();
    assertEquals(4, journal.terminal().run("replay", "quarantine", "--sequence", "3"));
    assertTrue(
        journal.terminal().err().contains("The journal is damaged"), journal.terminal().err());
  }

  /** Two runs, a snapshot behind each, and a third one: the first run's file is retired. */
  @Test
  void shouldSayThatTheBeginningIsRetired() {
    for (int run = 0; run < 2; run++) {
      SnapshotMaker.make(journal.data(), OldFiles.DELETE, RecoveryProgress.NONE);
      appendARecordThatFails();
      String failing = String.valueOf(last + 1);
      journal.run(0, "replay", "quarantine", "--sequence", failing);
      last += 2;
    }
    SnapshotMaker.make(journal.data(), OldFiles.DELETE, RecoveryProgress.NONE);
    JsonNode verified = journal.run(0, "replay", "verify");
    assertEquals(last - 1, verified.get("first_sequence").longValue());
    assertTrue(
        journal.terminal().err().contains("the beginning of this journal is retired"),
        journal.terminal().err());
    assertEquals(2, journal.terminal().run("replay", "as-of", "--sequence", "3"));
    assertTrue(
        journal.terminal().err().contains("that is before sequence " + (last - 2)),
        journal.terminal().err());
    String from = String.valueOf(last - 2);
    assertEquals(0, journal.terminal().run("replay", "as-of", "--sequence", from));
  }
}

package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.client.Line;
import io.zaiko.client.ReserveRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.engine.host.DataDirectory;
import io.zaiko.engine.recovery.JournalReplay;
import io.zaiko.engine.recovery.JournalVerification;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayHook;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.replay.JournalAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.agrona.IoUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is started on a damaged journal refuses, with the position, or comes to exactly the
 * same state; audits say the same (rules 26, 27).
 *
 * <p>Long runs: {@code -Dzaiko.restarts=200 -Dzaiko.restarts.report=FILE}; a seed is a bit that is
 * flipped, and those that are in the file are not done again.
 */
final class DamagedJournalTest {
  private static final int RESTARTS = Integer.getInteger("zaiko.restarts", 3);
  private static final long SEED = Long.getLong("zaiko.restarts.seed", 1);
  private static final int ANSWERS = 2_000;
  private static final int MOST_COMMANDS = 200_000;
  private static final int INTEGRITY = 4;

  @TempDir Path directory;

  private Path sound;
  private JournalVerification before;

  /** What a server that was started did: its exit status, or 0 if it listened. */
  private record Start(int exitCode, List<String> output) {
    String text() {
      return String.join("\n", output);
    }
  }

  @BeforeEach
  void writeAJournal() throws Exception {
    sound = directory.resolve("sound");
    for (int run = 1; run <= 2; run++) {
      try (ServerProcess server =
              ServerProcess.start(sound, "disk", "--config", smallFiles().toString());
          JavaProcess load =
              JavaProcess.start(
                  CrashLoad.class.getName(),
                  "run",
                  Integer.toString(server.port()),
                  directory.resolve("ledger-" + run).toString(),
                  Integer.toString(run),
                  Integer.toString(MOST_COMMANDS))) {
        load.awaitLine("answered " + ANSWERS);
        server.kill();
        assertEquals(0, load.await(), () -> load.output().toString());
      }
    }
    before = JournalAudit.verify(sound, RecoveryProgress.NONE);
    assertTrue(before.ok(), before.problem());
  }

  /**
   * One that was answered, so forced, and that lies in more than one sector. What the load wrote
   * last need be neither.
   */
  private static void appendALongRecord(Path data) throws Exception {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      String sku = CommandScript.sku(i % CommandScript.SKUS);
      lines.add(Line.of(sku, CommandScript.location(i % CommandScript.LOCATIONS), 1));
    }
    try (ServerProcess server = ServerProcess.start(data, "disk");
        ZaikoClient client = ZaikoClient.connect("127.0.0.1", server.port())) {
      client.reserve(ReserveRequest.of("long", "EC", lines)).join();
      server.kill();
    }
  }

  private Path smallFiles() throws IOException {
    return Files.writeString(
        directory.resolve("small-files"),
        "journal-roll-length = 262144\njournal-block-length = 2097152\n");
  }

  private static Start start(Path data) throws Exception {
    try (JavaProcess server =
        JavaProcess.start(
            "io.zaiko.cli.Main",
            "serve",
            "--data",
            data.toString(),
            "--listen",
            "127.0.0.1:0",
            "--durability",
            "disk")) {
      try {
        server.awaitLine("zaiko listens on");
      } catch (IllegalStateException e) {
        return new Start(server.await(), server.output());
      }
      server.kill();
      return new Start(0, server.output());
    }
  }

  private void assertSameState(Path data) {
    try (Replayed replayed =
        new JournalReplay(
                DataDirectory.journalOf(data).scan(),
                Durability.DISK,
                ReplayHook.NONE,
                RecoveryProgress.NONE)
            .toSequence(before.lastSequence())) {
      assertEquals(before.lastSequence(), replayed.records(), "silently another end");
      assertEquals(before.stateHash(), replayed.dispatcher().stateHash(), "silently another state");
    }
  }

  @Test
  void shouldRefuseAFlippedBitOrComeToTheSameState() throws Exception {
    String name = System.getProperty("zaiko.restarts.report");
    Path report = name == null ? directory.resolve("report") : Path.of(name);
    String done = Files.exists(report) ? Files.readString(report) : "";
    for (long seed = SEED; seed < SEED + RESTARTS; seed++) {
      if (!done.contains("{\"seed\":" + seed + ",")) {
        Files.writeString(report, flip(seed), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
  }

  private String flip(long seed) throws Exception {
    Path data = directory.resolve("data-" + seed);
    DamagedJournal.copy(sound, data);
    DamagedJournal.Bit bit = DamagedJournal.anyBit(data, new SplittableRandom(seed));
    DamagedJournal.flip(bit);
    JournalVerification verified = JournalAudit.verify(data, RecoveryProgress.NONE);
    Start start = start(data);
    String where = "seed " + seed + ", " + bit + ": " + start.text();
    if (start.exitCode() == 0) {
      assertTrue(verified.ok(), where);
      assertSameState(data);
    } else {
      assertEquals(INTEGRITY, start.exitCode(), where);
      assertFalse(verified.ok(), where);
      assertTrue(start.text().contains("sequence " + verified.atSequence() + ","), where);
      assertTrue(start.text().contains(" at byte "), where);
    }
    String line =
        String.format(
            Locale.ROOT,
            "{\"seed\":%d,\"file\":\"%s\",\"byte\":%d,\"bit\":%d,\"outcome\":\"%s\","
                + "\"problem\":\"%s\"}%n",
            seed,
            data.relativize(bit.file()),
            bit.position(),
            bit.number(),
            start.exitCode() == INTEGRITY
                ? "REFUSED"
                : start.text().contains("Left out: ") ? "LEFT_OUT" : "HARMLESS",
            verified.ok() ? "" : verified.problem());
    IoUtil.delete(data.toFile(), true);
    return line;
  }

  @Test
  void shouldLeaveOutWhatWasNeverFinishedAndRefuseWhatWas() throws Exception {
    Path data = directory.resolve("torn");
    DamagedJournal.copy(sound, data);
    appendALongRecord(data);
    long last = JournalAudit.verify(data, RecoveryProgress.NONE).lastSequence();
    DamagedJournal.emptyASectorOfTheLastRecord(data);
    Start refused = start(data);
    assertEquals(INTEGRITY, refused.exitCode(), refused.text());
    assertTrue(refused.text().contains("was on the device up to sequence " + last), refused.text());
    // As after a power loss that also took the mark: nobody can tell any more that it was forced.
    Files.delete(data.resolve("journal").resolve("forced"));
    JournalVerification verified = JournalAudit.verify(data, RecoveryProgress.NONE);
    assertTrue(verified.ok(), verified.problem());
    assertEquals(1, verified.cuts().size());
    assertEquals(verified.lastSequence() + 1, verified.cuts().get(0).sequence());
    Start started = start(data);
    assertEquals(0, started.exitCode(), started.text());
    assertTrue(started.text().contains(verified.cuts().get(0).text()), started.text());
  }
}

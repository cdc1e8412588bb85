package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.IoUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server under load at chosen points and at random moments, and looks for every
 * acknowledged command afterwards (rules 21, 26, 27).
 *
 * <p>Longer runs: {@code -Dzaiko.crash.cycles=1000 -Dzaiko.crash.report=FILE}. Ten cycles share a
 * data directory; they are written to the file together, and not done again when they are there.
 * {@code -Dzaiko.crash.seed=41 -Dzaiko.crash.cycles=10} repeats those of one.
 */
class CrashCyclesTest {
  private static final int CYCLES = Integer.getInteger("zaiko.crash.cycles", 20);
  private static final long SEED = Long.getLong("zaiko.crash.seed", 1);
  private static final int CYCLES_OF_A_LIFE = 10;

  @TempDir Path directory;

  @Test
  void shouldLoseInventAndContradictNothingWhenKilled() throws Exception {
    String name = System.getProperty("zaiko.crash.report");
    Path report = name == null ? directory.resolve("report") : Path.of(name);
    String done = Files.exists(report) ? Files.readString(report) : "";
    long last = SEED + CYCLES - 1;
    for (long seed = SEED; seed <= last; seed += CYCLES_OF_A_LIFE) {
      if (!done.contains("{\"seed\":" + seed + ",")) {
        List<String> lines = live(seed, Math.min(last, seed + CYCLES_OF_A_LIFE - 1));
        Files.write(report, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
  }

  private List<String> live(long first, long last) throws IOException {
    Path place = directory.resolve("life-" + first);
    CrashSnapshots.Old[] old = CrashSnapshots.Old.values();
    List<String> lines = new ArrayList<>();
    long seed = first;
    try (CrashLife life =
        new CrashLife(place, old[(int) (first / CYCLES_OF_A_LIFE % old.length)], "sound")) {
      for (; seed <= last; seed++) {
        String line = life.cycle(CrashPlan.of(seed));
        System.out.println(line);
        lines.add(line);
      }
      life.end();
    } catch (Exception | AssertionError e) {
      throw new AssertionError("cycle with seed " + seed + ", " + CrashPlan.of(seed), e);
    }
    IoUtil.delete(place.toFile(), true);
    return lines;
  }

  @Test
  void shouldFindWhatALateJournalLoses() throws Exception {
    CrashPlan plan = CrashPlan.only(FailPoint.BEFORE_APPEND);
    try (CrashLife life = new CrashLife(directory, CrashSnapshots.Old.KEEP, "late")) {
      AssertionError found = assertThrows(AssertionError.class, () -> life.cycle(plan));
      assertTrue(found.getMessage().contains("but the journal has null"), found.getMessage());
    }
  }

  @Test
  void shouldFindWhatWasNeverSentAndAnswersThatChanged() throws Exception {
    Path data = directory.resolve("data");
    Ledger ledger = new Ledger();
    long session;
    try (ServerInProcess server = new ServerInProcess(data);
        WireConnection connection = new WireConnection(server.port())) {
      CrashLoad load = new CrashLoad(connection, 1, ledger, CrashLoad.WINDOW, count -> {});
      session = load.session();
      load.runTo(200);
    }
    CrashAudit.audit(data, ledger, 1, session);
    assertFound("is in the journal but was never sent", data, ledger, 2, session);
    assertFound("is in the journal: whose?", data, ledger, 1, session + 1);
    String answer = ledger.answers().put(7L, "another one");
    assertFound("request 7 was answered another one but", data, ledger, 1, session);
    assertThrows(IllegalStateException.class, () -> ledger.answered(7, answer));
  }

  private static void assertFound(
      String expected, Path data, Ledger ledger, long seed, long session) {
    AssertionError found =
        assertThrows(AssertionError.class, () -> CrashAudit.audit(data, ledger, seed, session));
    assertTrue(found.getMessage().contains(expected), found.getMessage());
  }
}

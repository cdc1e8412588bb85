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
 */
class CrashCyclesTest {
  private static final int CYCLES = Integer.getInteger("zaiko.crash.cycles", 20);
  private static final int CYCLES_OF_A_LIFE = 10;

  @TempDir Path directory;

  @Test
  void shouldLoseInventAndContradictNothingWhenKilled() throws Exception {
    String name = System.getProperty("zaiko.crash.report");
    Path report = name == null ? directory.resolve("report") : Path.of(name);
    String done = Files.exists(report) ? Files.readString(report) : "";
    for (long seed = 1; seed <= CYCLES; seed += CYCLES_OF_A_LIFE) {
      if (!done.contains("{\"seed\":" + seed + ",")) {
        List<String> lines = live(seed, Math.min(CYCLES, seed + CYCLES_OF_A_LIFE - 1));
        Files.write(report, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
  }

  private List<String> live(long first, long last) throws IOException {
    Path data = directory.resolve("data-" + first);
    List<String> lines = new ArrayList<>();
    long seed = first;
    try (CrashLife life = new CrashLife(data)) {
      for (; seed <= last; seed++) {
        String line = life.cycle(CrashPlan.of(seed));
        System.out.println(line);
        lines.add(line);
      }
      life.end();
    } catch (Exception | AssertionError e) {
      throw new AssertionError("cycle with seed " + seed + ", " + CrashPlan.of(seed), e);
    }
    IoUtil.delete(data.toFile(), true);
    return lines;
  }

  @Test
  void shouldFindWhatALateJournalLoses() throws Exception {
    CrashPlan plan =
        new CrashPlan(1, "PROCESS", FailPoint.BEFORE_APPEND, 256, false, 500, 1, 0, 0);
    try (CrashLife life = new CrashLife(directory.resolve("data"), "late")) {
      AssertionError found = assertThrows(AssertionError.class, () -> life.cycle(plan));
      assertTrue(found.getMessage().contains("but the journal has null"), found.getMessage());
    }
  }
}

package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server under load at random moments and looks for every acknowledged command afterwards
 * (rules 21, 26, 27).
 *
 * <p>A cycle: a client process sends; the server is killed; it comes back; the client sends its
 * newest commands again, answered or not, and compares; the journal is audited against the client's
 * ledger. Longer runs: {@code -Dzaiko.crash.cycles=50 -Dzaiko.crash.seed=1}, results appended to
 * {@code -Dzaiko.crash.report=FILE}.
 */
class CrashCyclesTest {
  private static final int CYCLES = Integer.getInteger("zaiko.crash.cycles", 5);
  private static final long SEED = Long.getLong("zaiko.crash.seed", 1);
  private static final int CYCLES_PER_JOURNAL = 5;
  private static final int LEAST_ANSWERS = 1_000;
  private static final int MOST_COMMANDS = 200_000;

  @TempDir Path directory;

  @Test
  void shouldLoseInventAndContradictNothingWhenKilled() throws Exception {
    for (long seed = SEED; seed < SEED + CYCLES; seed++) {
      Path data = directory.resolve("data-" + (seed - SEED) / CYCLES_PER_JOURNAL);
      String durability = seed % 2 == 0 ? "disk" : "process";
      try {
        report(cycle(data, seed, durability));
      } catch (Exception | AssertionError e) {
        throw new AssertionError("cycle with seed " + seed + " at " + durability, e);
      }
    }
  }

  private String cycle(Path data, long seed, String durability) throws Exception {
    Path file = directory.resolve("ledger-" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int killAfter = LEAST_ANSWERS + random.nextInt(40) * 1_000;
    long killDelayNanos = random.nextLong(20_000_000);
    long session = runUntilKilled(data, file, seed, durability, killAfter, killDelayNanos);
    Ledger atKill = Ledger.read(file);
    assertTrue(atKill.answers().size() >= LEAST_ANSWERS, () -> "only " + atKill.answers().size());
    try (ServerProcess server = ServerProcess.start(data, durability)) {
      retry(server, file, seed);
    }
    Ledger afterRetry = Ledger.read(file);
    assertEquals(afterRetry.highestSent(), afterRetry.answers().size(), "all sent are answered");
    CrashAudit.Findings found = CrashAudit.audit(data, afterRetry, seed, session);
    return String.format(
        Locale.ROOT,
        "{\"seed\":%d,\"durability\":\"%s\",\"kill_after_answers\":%d,\"kill_delay_us\":%d,"
            + "\"answered_before_kill\":%d,\"in_flight\":%d,\"executed\":%d,\"repeated\":%d,"
            + "\"lost\":0,\"invented\":0,\"contradicted\":0}",
        seed,
        durability,
        killAfter,
        killDelayNanos / 1_000,
        atKill.answers().size(),
        atKill.highestSent() - atKill.answers().size(),
        found.executed(),
        found.repeats());
  }

  private static long runUntilKilled(
      Path data, Path file, long seed, String durability, int killAfter, long killDelayNanos)
      throws Exception {
    try (ServerProcess server = ServerProcess.start(data, durability);
        JavaProcess load = load("run", server, file, seed)) {
      String session = load.awaitLine("session ");
      load.awaitLine("answered " + killAfter);
      LockSupport.parkNanos(killDelayNanos);
      server.kill();
      assertEquals(0, load.await(), () -> load.output().toString());
      return Long.parseLong(session.substring("session ".length()));
    }
  }

  private static void retry(ServerProcess server, Path file, long seed) throws Exception {
    try (JavaProcess load = load("retry", server, file, seed)) {
      assertEquals(0, load.await(), () -> load.output().toString());
    }
  }

  private static JavaProcess load(String mode, ServerProcess server, Path file, long seed)
      throws IOException {
    return JavaProcess.start(
        CrashLoad.class.getName(),
        mode,
        Integer.toString(server.port()),
        file.toString(),
        Long.toString(seed),
        Integer.toString(MOST_COMMANDS));
  }

  private static void report(String line) throws IOException {
    System.out.println(line);
    String report = System.getProperty("zaiko.crash.report");
    if (report != null) {
      Files.writeString(
          Path.of(report),
          line + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}

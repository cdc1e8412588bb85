package io.zaiko.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.Reservations;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.RunResult;
import io.zaiko.bench.load.Target;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL under its own load generator. Where none is installed this is left out. */
class PgBenchTest {
  private static final int RECORDS = 3 * RunPlan.LOCATIONS;

  @TempDir Path folder;

  @Test
  void shouldCarryOutEveryShapeAndLeaveTheStockAsItWas() throws Exception {
    assumeTrue(PostgresServer.isInstalled(), "postgresql is not installed");
    try (PostgresServer server = PostgresServer.start(folder, false, null)) {
      server.fill(RECORDS, 100);
      PgBench bench = new PgBench(server, folder, null);

      for (String mix : new String[] {"query=1", "everywhere=1", "basket=1"}) {
        assertMeasured(bench.run(plan(mix, 2, 2)), 1);
      }
      assertMeasured(bench.run(plan("query=8,reserve=1,release=1", 1, 1)), 1);
      assertMeasured(bench.run(plan("query=8,reserve=1,release=1", 2, 32)), 16);

      assertEquals(
          "600|60000|0", server.sql("SELECT count(*), sum(on_hand), sum(reserved) FROM stock;"));
      assertEquals("0", server.sql("SELECT count(*) FROM reservation;"));
    }
  }

  @Test
  void shouldReserveAndReleaseOnceAndNeverTooMuch() throws Exception {
    assumeTrue(PostgresServer.isInstalled(), "postgresql is not installed");
    try (PostgresServer server = PostgresServer.start(folder, true, null)) {
      server.fill(RECORDS, 2);
      assertEquals("on", server.sql("SHOW synchronous_commit;"));
      assertEquals("0", server.sql("SELECT reserve(1, 2, 199, 2);"));
      assertRefused("too little stock", server, "SELECT reserve(2, 2, 199, 1);");
      assertEquals("2", server.sql("SELECT release(1);"));
      assertRefused("unknown reservation", server, "SELECT release(1);");
      assertEquals("1", server.sql("SELECT reserve(2, 2, 199, 1);"));
    }
  }

  @Test
  void shouldRefuseWhatPgbenchIsNotAsked() {
    assertThrows(IllegalArgumentException.class, () -> PgBenchScripts.of(plan("sell=1", 1, 1), 1));
    RunPlan zipf =
        new RunPlan(
            Target.POSTGRESQL,
            null,
            "query=1",
            "zipf:1.1",
            RECORDS,
            Reservations.open(8),
            1,
            0,
            1,
            0,
            1);
    assertThrows(IllegalArgumentException.class, () -> PgBenchScripts.of(zipf, 1));
  }

  private static void assertRefused(String expected, PostgresServer server, String sql) {
    IOException error = assertThrows(IOException.class, () -> server.sql(sql));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
  }

  private static void assertMeasured(RunResult result, int requestsInAScript) {
    assertEquals(0, result.failures().size(), result::toString);
    LatencySummary all = result.latency().get(RunResult.ALL);
    assertTrue(all.count() > 0 && all.minUs() > 0, result::toString);
    assertEquals(all.count() * requestsInAScript, result.answered());
    assertEquals(result.answered() / 0.5, result.perSecond());
  }

  private static RunPlan plan(String mix, int connections, int window) {
    return new RunPlan(
        Target.POSTGRESQL,
        "off",
        mix,
        "uniform",
        RECORDS,
        Reservations.open(40),
        connections,
        0,
        window,
        0.2,
        0.5);
  }
}

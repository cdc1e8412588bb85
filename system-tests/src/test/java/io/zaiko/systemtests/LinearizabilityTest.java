package io.zaiko.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules 6, 25 and 27 as clients see them over TCP: to eight of them it looks as if everything
 * happened one after the other, each thing at one moment between question and answer.
 *
 * <p>{@code -Dzaiko.histories=2000 -Dzaiko.histories.seed=1 -Dzaiko.histories.results=FILE} does
 * more of it, and goes on where it was stopped.
 */
class LinearizabilityTest {
  private static final int IN_A_BUILD = 160;
  private static final int THROUGH_A_PROXY = 10;

  @TempDir Path data;

  @Test
  void shouldLookAsIfEverythingHappenedOneAfterTheOther_rule25() throws Exception {
    int count = Integer.getInteger("zaiko.histories", IN_A_BUILD);
    String results = System.getProperty("zaiko.histories.results");
    try (ServerInProcess server = new ServerInProcess(data)) {
      Histories histories =
          new Histories(server.port(), seed(), results == null ? null : Path.of(results));
      histories.run(count, false);
      assertEquals(List.of(), histories.problems());
      if (results == null) {
        assertEquals(count, histories.checked());
        assertTrue(histories.unknown() > 0, "no operation was ever given up");
      }
    }
  }

  @Test
  void shouldFindNothingWrongWithAnHonestProxy() throws Exception {
    try (ServerInProcess server = new ServerInProcess(data);
        TamperingProxy proxy = new TamperingProxy(server.port(), new BrokenServers.Honest())) {
      Histories histories = new Histories(proxy.port(), seed(), null);
      histories.run(THROUGH_A_PROXY, true);
      assertEquals(List.of(), histories.problems());
    }
  }

  static List<TamperingProxy.Tamper> brokenServers() {
    return List.of(new BrokenServers.StaleStock(), new BrokenServers.EmptyPromises());
  }

  @ParameterizedTest
  @MethodSource("brokenServers")
  void shouldCatchABrokenServer(TamperingProxy.Tamper broken) throws Exception {
    try (ServerInProcess server = new ServerInProcess(data);
        TamperingProxy proxy = new TamperingProxy(server.port(), broken)) {
      Histories histories = new Histories(proxy.port(), seed(), null);
      histories.run(IN_A_BUILD, true);
      assertFalse(histories.problems().isEmpty(), "was not caught, seed " + seed());
    }
  }

  private static long seed() {
    return Long.getLong("zaiko.histories.seed", 1);
  }
}

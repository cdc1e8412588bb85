package io.zaiko.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random histories through the real dispatcher and through the reference engine: every answer,
 * every question and every sum is compared (rules 1 to 8, 10 to 12, 14, 15, 18, 19, 21, 24 to 27).
 * A failure prints its seed; {@code -Dzaiko.history.seed=N} runs that one alone.
 */
final class RandomHistoryTest {
  private static final int SEEDS = Integer.getInteger("zaiko.history.seeds", 200);
  private static final int COMMANDS = Integer.getInteger("zaiko.history.commands", 2_000);
  private static final Long ONE_SEED = Long.getLong("zaiko.history.seed");

  private final Coverage coverage = new Coverage();

  @Test
  void shouldAnswerAsTheReferenceDoes() {
    if (ONE_SEED != null) {
      run(ONE_SEED);
      return;
    }
    for (long seed = 1; seed <= SEEDS; seed++) {
      run(seed);
    }
    System.out.println(coverage);
    assertEquals(List.of(), coverage.notMet(), "answers that no history came to");
    assertEquals(List.of(), coverage.notExpected(), "answers that should not be possible");
  }

  private void run(long seed) {
    try (HistoryRun run = new HistoryRun(seed, coverage)) {
      run.run(COMMANDS);
    }
  }
}

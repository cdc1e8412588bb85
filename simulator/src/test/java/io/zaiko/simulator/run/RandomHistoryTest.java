package io.zaiko.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random histories through the real engine and through the reference: every answer, every question
 * and every sum is compared (rules 1 to 25). {@code -Dzaiko.history.seed=N} runs that seed alone.
 */
final class RandomHistoryTest {
  private static final int SEEDS = Integer.getInteger("zaiko.history.seeds", 50);
  private static final int COMMANDS = Integer.getInteger("zaiko.history.commands", 5_000);
  private static final Long ONE_SEED = Long.getLong("zaiko.history.seed");

  @Test
  void shouldAnswerAsTheReferenceDoes() {
    LongStream seeds =
        ONE_SEED == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(ONE_SEED);
    List<SimulationRun.Result> results =
        seeds.parallel().mapToObj(seed -> SimulationRun.of(seed, COMMANDS)).toList();

    Coverage coverage = new Coverage();
    results.forEach(result -> coverage.add(result.coverage()));
    List<String> failures = results.stream().flatMap(result -> result.failure().stream()).toList();
    assertEquals(List.of(), failures, () -> String.join("\n", failures));
    assertEquals(List.of(), coverage.notExpected(), "answers that should not be possible");
    if (ONE_SEED == null) {
      assertEquals(List.of(), coverage.notMet(), "answers that are possible but did not come");
    }
  }
}

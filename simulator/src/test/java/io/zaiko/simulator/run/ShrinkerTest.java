package io.zaiko.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.generate.Step;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ShrinkerTest {
  private static final List<Step> HISTORY =
      LongStream.rangeClosed(1, 1_000)
          .mapToObj(id -> new Step(id, new Action.Tick(0, id), true, false, false))
          .toList();

  private static boolean has(List<Step> steps, long id) {
    return steps.stream().anyMatch(step -> step.action().requestId() == id);
  }

  @Test
  void shouldLeaveOnlyWhatAFailureNeeds() {
    List<Step> smallest =
        new Shrinker(steps -> has(steps, 17) && has(steps, 803), 1_000_000).shrink(HISTORY);

    assertEquals(
        List.of(17L, 803L), smallest.stream().map(step -> step.action().requestId()).toList());
  }

  @Test
  void shouldGiveUpAfterSoManyCommands() {
    int[] run = {0};
    int budget = 3 * HISTORY.size();

    List<Step> smallest =
        new Shrinker(
                steps -> {
                  run[0] += steps.size();
                  return has(steps, 17) && has(steps, 803);
                },
                budget)
            .shrink(HISTORY);

    assertTrue(run[0] >= budget && run[0] < budget + HISTORY.size(), "ran " + run[0]);
    assertTrue(has(smallest, 17) && has(smallest, 803), "what is left still fails");
  }
}

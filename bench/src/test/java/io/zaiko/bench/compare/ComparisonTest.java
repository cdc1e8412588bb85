package io.zaiko.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.Target;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void shouldHaveZaikoDoWhateverAPeerDoesAtTheSamePlace() {
    for (Comparison.Bout bout : bouts(Target.PEERS)) {
      for (RunPlan plan : bout.plans()) {
        assertTrue(
            bout.plans().stream()
                .anyMatch(
                    other ->
                        other.target() == Target.ZAIKO
                            && other.mix().equals(plan.mix())
                            && other.window() == plan.window()),
            () -> "nothing to compare with: " + plan.name());
      }
    }
  }

  @Test
  void shouldStartEachServerOnceARound() {
    for (Comparison.Bout bout : bouts(Target.PEERS)) {
      Set<String> started = new HashSet<>();
      String last = "";
      for (RunPlan plan : bout.plans()) {
        String server = plan.target() + " " + plan.durability();
        assertTrue(server.equals(last) || started.add(server), () -> "started twice: " + server);
        last = server;
      }
    }
  }

  @Test
  void shouldLeaveOutWhoIsNotHere() {
    for (Comparison.Bout bout : bouts(EnumSet.of(Target.POSTGRESQL))) {
      assertTrue(
          bout.plans().stream()
              .map(RunPlan::target)
              .noneMatch(
                  target -> target == Target.REDIS_PER_RECORD || target == Target.REDIS_PER_SKU));
    }
    assertEquals(bouts(Target.PEERS).size(), bouts(Set.of()).size());
  }

  private static List<Comparison.Bout> bouts(Set<Target> peers) {
    return new Comparison(1_000, 20_000, 0.1, 0.2, peers).bouts();
  }
}

package io.zaiko.bench.report;

import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The repetitions of one plan in one session. Failed ones are counted but their figures never used.
 *
 * @param plan what they did
 * @param runs all of them, by round
 */
record RunGroup(RunPlan plan, List<RawRun> runs) {

  /** Sorts the runs of a session by plan, in the order in which plans come first. */
  static List<RunGroup> of(List<RawRun> runs) {
    Map<RunPlan, List<RawRun>> byPlan = new LinkedHashMap<>();
    runs.forEach(run -> byPlan.computeIfAbsent(run.plan(), plan -> new ArrayList<>()).add(run));
    return byPlan.entrySet().stream()
        .map(entry -> new RunGroup(entry.getKey(), List.copyOf(entry.getValue())))
        .toList();
  }

  /** Those that did not fail. */
  List<RawRun> good() {
    return runs.stream().filter(run -> !run.result().isFailed()).toList();
  }

  /** Those that failed. */
  List<RawRun> failed() {
    return runs.stream().filter(run -> run.result().isFailed()).toList();
  }

  /** A figure over the good runs; empty when all failed. */
  Optional<Spread> spread(ToDoubleFunction<RunResult> figure) {
    List<Double> values = good().stream().map(run -> figure.applyAsDouble(run.result())).toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /** A figure of the device over the good runs; empty when it was not measured. */
  Optional<Spread> device(ToDoubleFunction<RawRun> figure) {
    List<Double> values =
        good().stream().filter(run -> run.device() != null).map(figure::applyAsDouble).toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /** A figure of the latency of all operations, over the good runs. */
  Optional<Spread> latency(ToDoubleFunction<LatencySummary> figure) {
    return spread(result -> figure.applyAsDouble(all(result)));
  }

  static LatencySummary all(RunResult result) {
    return result.latency().get(RunResult.ALL);
  }

  /**
   * A figure in relation to another group's of the same session, round by round; empty when there
   * is no round in which neither failed.
   */
  Optional<Spread> ratio(RunGroup other, ToDoubleFunction<RunResult> figure) {
    List<Double> ratios = new ArrayList<>();
    for (RawRun run : good()) {
      for (RawRun base : other.good()) {
        if (base.round() == run.round()) {
          ratios.add(figure.applyAsDouble(run.result()) / figure.applyAsDouble(base.result()));
        }
      }
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
  }

  /** Whether another group put the same load on something else. */
  boolean hasLoadOf(RunGroup other) {
    return plan.mix().equals(other.plan.mix())
        && plan.rate() == other.plan.rate()
        && plan.window() == other.plan.window()
        && plan.connections() == other.plan.connections();
  }
}

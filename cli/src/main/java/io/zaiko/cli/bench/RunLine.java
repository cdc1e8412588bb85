package io.zaiko.cli.bench;

import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.load.RunResult;
import io.zaiko.cli.output.Style;
import java.util.Locale;

/** A measured run for people, in a line. Stateless. */
final class RunLine {
  private RunLine() {}

  static String of(RawRun run, Style style) {
    LatencySummary latency = run.result().latency().get(RunResult.ALL);
    return String.format(
        Locale.ROOT,
        "round %d  %-60s %,12.0f/s  p50 %,.1f  p99 %,.1f  p99.9 %,.1f us%s",
        run.round(),
        run.plan().name(),
        run.plan().isOpenLoop() ? run.result().sentPerSecond() : run.result().perSecond(),
        latency.p50Us(),
        latency.p99Us(),
        latency.p999Us(),
        run.result().isFailed()
            ? "  " + style.bad("FAILED: " + String.join("; ", run.result().failures()))
            : "");
  }
}

package io.zaiko.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.Pacing;
import io.zaiko.bench.load.Placement;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.RunResult;
import io.zaiko.bench.load.SnapshotLine;
import io.zaiko.bench.load.Target;
import io.zaiko.bench.report.SnapshotFigures.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotFiguresTest {
  private static final RunPlan OPEN = RawFixture.open("reserve=1,release=1", 300);
  private static final RunPlan CLOSED = RawFixture.closed(Target.ZAIKO, "reserve=1,release=1", 256);

  private final List<SnapshotLine> lines = new ArrayList<>();

  private void pair(int number, RunPlan plan, double without, double with, String... failures) {
    lines.add(line(number, plan, false, 1_000, without));
    lines.add(line(number, plan, true, 800, with, failures));
  }

  private static SnapshotLine line(
      int pair, RunPlan plan, boolean with, double rate, double p999, String... failures) {
    LatencySummary latency = new LatencySummary(9, 1, 1, 1, 1, 1, p999, p999, p999);
    RunResult result =
        new RunResult(
            9, rate, 0, Map.of(), Map.of(RunResult.ALL, latency), null, List.of(failures));
    RawRun run =
        new RawRun(
            "s", pair, new Placement(null, null, false), Pacing.PARK, plan, result, "a.hlog", null);
    List<Object> made = with ? List.of(Map.of("sequence", 5L), Map.of("sequence", 9L)) : List.of();
    return new SnapshotLine(plan.isOpenLoop() ? 0.3 : 0, with, made, with ? 0.75 : 0, run);
  }

  @Test
  void shouldTakeRatiosPairByPairAndLeaveFailedOnesOut() {
    pair(1, OPEN, 100, 150);
    pair(1, CLOSED, 1_000, 4_000);
    pair(2, OPEN, 200, 220);
    pair(3, OPEN, 100, 900, "missed its rate");
    pair(4, OPEN, 100, 120);

    SnapshotFigures figures = SnapshotFigures.of(lines);

    assertEquals(List.of(1, 2, 3, 4), figures.pairs(false).stream().map(Pair::number).toList());
    assertFalse(figures.pairs(false).get(2).isGood());
    assertEquals("1.20 (1.10 – 1.50)", figures.spread(false, Pair::p999Ratio));
    assertEquals(4.0, figures.median(true, Pair::p999Ratio));
    assertEquals("0.80", figures.spread(true, Pair::rateRatio));
    assertEquals(8, figures.snapshots(false));
    assertEquals(2, figures.snapshots(true));
  }

  @Test
  void shouldSayWhereThereIsNothing() {
    pair(1, OPEN, 100, 900, "missed its rate");

    assertNull(SnapshotFigures.of(lines).spread(false, Pair::p999Ratio));
    assertNull(SnapshotFigures.of(lines).median(true, Pair::p999Ratio));
  }

  @Test
  void shouldReadTheLinesThatWereWritten() throws IOException {
    pair(1, OPEN, 100, 150);

    for (SnapshotLine line : lines) {
      assertEquals(line, SnapshotLine.fromJson(line.toJson()));
    }
  }
}

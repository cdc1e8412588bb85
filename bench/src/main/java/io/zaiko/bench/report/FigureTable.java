package io.zaiko.bench.report;

import io.zaiko.bench.load.JsonObject;
import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.RunResult;
import io.zaiko.bench.load.Target;
import java.util.ArrayList;
import java.util.List;

/** The figures of a report in short, for the README. Stateless. */
final class FigureTable {
  /** "In stock at store X?"; what else runs in process is in the report. */
  private static final String READS = "AvailabilityBenchmark.";

  private FigureTable() {}

  /** The lines: what Zaiko did over the network in closed loops, and the reads in process. */
  static List<String> lines(RawFolder raw) {
    List<String> lines = new ArrayList<>();
    MarkdownTable network =
        new MarkdownTable(
            "over TCP",
            "durability",
            "#window",
            "#requests/s",
            "#p50 µs",
            "#p99 µs",
            "#p50 ÷ Netty echo",
            "where");
    for (Session session : raw.sessions()) {
      for (RunGroup group : session.closed()) {
        if (group.plan().target() == Target.ZAIKO) {
          network.row(
              Words.mix(group.plan().mix()),
              group.plan().durability(),
              group.plan().window(),
              Words.orNothing(group.spread(RunResult::perSecond)),
              Words.orNothing(group.latency(LatencySummary::p50Us)),
              Words.orNothing(group.latency(LatencySummary::p99Us)),
              Words.ratio(
                  session
                      .yardstick(group, Target.NETTY_ECHO)
                      .flatMap(echo -> group.ratio(echo, result -> RunGroup.all(result).p50Us()))),
              session.where());
        }
      }
    }
    if (!network.isEmpty()) {
      lines.addAll(network.lines());
      lines.add("");
    }
    List<JmhResult> reads =
        raw.benchmarks().stream().filter(result -> result.name().startsWith(READS)).toList();
    if (!reads.isEmpty()) {
      lines.addAll(benchmarks(reads).lines());
      lines.add("");
    }
    raw.sessions().stream()
        .map(FigureTable::machine)
        .distinct()
        .forEach(
            machine -> lines.add("Medians (least – most); client on the same machine: " + machine));
    return lines;
  }

  /** A table of JMH's results. */
  static MarkdownTable benchmarks(List<JmhResult> benchmarks) {
    MarkdownTable table = new MarkdownTable("in process", "with", "#result", "unit", "#forks");
    for (JmhResult result : benchmarks) {
      table.row(
          result.name(), result.parameters(), result.score().text(), result.unit(), result.forks());
    }
    return table;
  }

  private static String machine(Session session) {
    JsonObject facts = session.environment();
    return Words.fact(facts, "cpu")
        + ", "
        + Words.fact(facts, "cores")
        + " cores, JDK "
        + Words.fact(facts, "jdk")
        + ".";
  }
}

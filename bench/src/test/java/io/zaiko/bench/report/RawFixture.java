package io.zaiko.bench.report;

import io.zaiko.bench.load.DeviceRun;
import io.zaiko.bench.load.Json;
import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.Pacing;
import io.zaiko.bench.load.Placement;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.load.Reservations;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.RunResult;
import io.zaiko.bench.load.Target;
import io.zaiko.bench.recover.CacheState;
import io.zaiko.bench.recover.RecoveryKind;
import io.zaiko.bench.recover.RecoveryResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Raw files of made-up measurements. */
final class RawFixture {
  static final String SESSION = "20261123-101500-000";

  private final Path folder;

  RawFixture(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Map<String, Object> environment = new LinkedHashMap<>();
    environment.put("session", SESSION);
    environment.put("started", "2026-11-23T10:15:00Z");
    environment.put("cpu", "Some CPU");
    environment.put("cores", 2);
    environment.put("memory_gib", 24.0);
    environment.put("virtual", true);
    environment.put("jdk", "17.0.1");
    environment.put("commit", "abc");
    environment.put("commit_modified", true);
    environment.put("server_flags", List.of("-Xmx1g"));
    environment.put("rounds", 3);
    Files.writeString(folder.resolve("environment-" + SESSION + ".json"), Json.write(environment));
  }

  static RunPlan closed(Target target, String mix, int window) {
    String durability = target == Target.ZAIKO ? "process" : null;
    return new RunPlan(
        target,
        durability,
        mix,
        "uniform",
        1_000_000,
        Reservations.open(100_000),
        1,
        0,
        window,
        1,
        2);
  }

  static RunPlan closed(String durability, String mix, int window) {
    return new RunPlan(
        Target.ZAIKO,
        durability,
        mix,
        "uniform",
        1_000_000,
        Reservations.open(100_000),
        1,
        0,
        window,
        1,
        2);
  }

  static RunPlan open(String mix, int rate) {
    return new RunPlan(
        Target.ZAIKO,
        "disk",
        mix,
        "uniform",
        1_000_000,
        Reservations.open(100_000),
        1,
        rate,
        0,
        1,
        2);
  }

  /** Adds a run with this rate and p50; it failed if reasons are given. */
  RawFixture run(RunPlan plan, int round, double perSecond, double p50Us, String... failures)
      throws IOException {
    String log = plan.name() + "-" + round + ".hlog";
    LatencySummary latency =
        new LatencySummary(
            100, p50Us, p50Us, p50Us, p50Us, 2 * p50Us, 3 * p50Us, 4 * p50Us, 5 * p50Us);
    RawRun run =
        new RawRun(
            SESSION,
            round,
            new Placement("0", "0", true),
            Pacing.PARK,
            plan,
            new RunResult(
                100,
                perSecond,
                plan.isOpenLoop() ? perSecond : 0,
                Map.of(),
                Map.of(RunResult.ALL, latency),
                plan.isOpenLoop() ? latency : null,
                List.of(failures)),
            log,
            "disk".equals(plan.durability()) && !plan.isOpenLoop()
                ? new DeviceRun(50, 4_000, 2_000, latency)
                : null);
    Files.writeString(
        folder.resolve("load-" + SESSION + ".jsonl"),
        run.toJson() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    try (PrintStream stream = new PrintStream(Files.newOutputStream(folder.resolve(log)))) {
      HistogramLogWriter writer = new HistogramLogWriter(stream);
      writer.outputLogFormatVersion();
      writer.outputLegend();
      Histogram histogram = new Histogram(3);
      for (int i = 1; i <= 100; i++) {
        histogram.recordValue(Math.round(p50Us * 20 * i));
      }
      writer.outputIntervalHistogram(0, 1, histogram);
    }
    return this;
  }

  /** Adds a recovery of 1,000 commands, 200 behind the snapshot, of 1,000 bytes. */
  RawFixture recovery(
      int round, RecoveryKind kind, CacheState cache, double seconds, long deviceBytes)
      throws IOException {
    RecoveryResult result =
        new RecoveryResult(
            SESSION,
            round,
            kind,
            cache,
            "0",
            1_000,
            200,
            400,
            seconds,
            seconds - 0.25,
            0.125,
            0.375,
            seconds + 0.25,
            0.5,
            200,
            80,
            90,
            1_000,
            deviceBytes);
    Files.writeString(
        folder.resolve("recover-" + SESSION + ".jsonl"),
        result.toJson() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return this;
  }

  /** Adds what JMH would write of one benchmark. */
  RawFixture benchmark() throws IOException {
    Files.writeString(
        folder.resolve("jmh.json"),
        """
        [{"jmhVersion":"1.37","benchmark":"io.zaiko.bench.micro.AvailabilityBenchmark.byHandle",
          "mode":"avgt","threads":1,"forks":2,"params":{"records":"1000000"},
          "primaryMetric":{"score":80.5,"scoreError":"NaN","scoreUnit":"ns/op",
            "rawData":[[79.0,80.0],[81.0,82.5]]},"secondaryMetrics":{}}]
        """);
    return this;
  }

  Path folder() {
    return folder;
  }
}

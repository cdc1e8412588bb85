package io.zaiko.bench.peer;

import io.zaiko.bench.load.CpuPinning;
import io.zaiko.bench.load.Folders;
import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.Mix;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Carries out closed loops against a PostgreSQL by its own load generator, pgbench, with prepared
 * statements. One thread.
 */
final class PgBench {
  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(2);
  private static final int DIGITS = 3;
  private static final double MICROS = 1e6;
  private static final int LATENCY = 2;
  private static final int SECOND = 4;
  private static final int MICRO = 5;

  private final PostgresServer server;
  private final Path folder;
  private final String cpus;
  private int run;

  /**
   * @param folder for scripts and logs, which it leaves empty
   * @param cpus cores to tie pgbench to, null = none
   */
  PgBench(PostgresServer server, Path folder, String cpus) {
    this.server = server;
    this.folder = folder;
    this.cpus = cpus;
  }

  /**
   * Runs a plan against stock that lies there.
   *
   * @throws IllegalArgumentException if pgbench is not asked such a thing here
   * @throws IOException if a statement was refused, or pgbench failed otherwise
   */
  RunResult run(RunPlan plan) throws IOException, InterruptedException {
    if (plan.isOpenLoop()) {
      throw new IllegalArgumentException("PostgreSQL is measured in closed loops");
    }
    int window = plan.window() / plan.connections();
    Map<String, Integer> scripts = PgBenchScripts.of(plan, window);
    run++;
    Path place = Files.createTempDirectory(folder, "pgbench-");
    try {
      prepare(plan);
      Programs.run(command(plan, scripts, place), "", place);
      RunResult result = result(plan, place, window);
      clearUp();
      return result;
    } finally {
      Folders.delete(place);
    }
  }

  private void prepare(RunPlan plan) throws IOException, InterruptedException {
    if (Mix.parse(plan.mix()).reserves()) {
      server.sql(
          """
          SELECT count(reserve((%d * 1000 + c) * 1000000000::bigint + n,
            floor(random() * %d)::int, floor(random() * %d)::int, 1))
            FROM generate_series(0, %d) c, generate_series(1, %d) n;
          """
              .formatted(
                  run,
                  plan.stockRecords() / RunPlan.LOCATIONS,
                  RunPlan.LOCATIONS,
                  plan.connections() - 1,
                  open(plan)));
      server.sql("VACUUM (ANALYZE) stock;");
    }
  }

  private void clearUp() throws IOException, InterruptedException {
    server.sql("TRUNCATE reservation; UPDATE stock SET reserved = 0 WHERE reserved <> 0;");
    server.sql("VACUUM stock;");
  }

  private static int open(RunPlan plan) {
    return plan.reservations().open() / plan.connections();
  }

  private List<String> command(RunPlan plan, Map<String, Integer> scripts, Path place)
      throws IOException {
    List<String> command = new ArrayList<>(CpuPinning.prefix(cpus));
    command.add(Programs.find("pgbench").toString());
    command.addAll(server.connection());
    command.addAll(List.of("-n", "-M", "prepared", "-j", "1", "-l"));
    command.addAll(List.of("-c", Integer.toString(plan.connections())));
    long seconds = (long) Math.ceil(plan.warmupSeconds() + plan.seconds()) + 1;
    command.addAll(List.of("-T", Long.toString(seconds)));
    command.addAll(List.of("-D", "turn=0", "-D", "run=" + run));
    command.addAll(List.of("-D", "n=" + open(plan), "-D", "open=" + open(plan)));
    for (Map.Entry<String, Integer> script : scripts.entrySet()) {
      Path file = Files.createTempFile(place, "script-", ".sql");
      Files.writeString(file, script.getKey());
      command.addAll(List.of("-f", file + "@" + script.getValue()));
    }
    command.add("postgres");
    return command;
  }

  /** Reads the log: a line for each script that was carried out, in the order they ended. */
  private static RunResult result(RunPlan plan, Path place, int requests) throws IOException {
    Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
    List<Path> logs;
    try (Stream<Path> files = Files.list(place)) {
      logs = files.filter(file -> file.getFileName().toString().startsWith("pgbench_log")).toList();
    }
    double from = -1;
    for (Path log : logs) {
      try (Stream<String> lines = Files.lines(log)) {
        for (String line : (Iterable<String>) lines::iterator) {
          String[] fields = line.split(" ", -1);
          double ended = Long.parseLong(fields[SECOND]) + Long.parseLong(fields[MICRO]) / MICROS;
          from = from < 0 ? ended + plan.warmupSeconds() : from;
          if (ended >= from && ended < from + plan.seconds()) {
            long nanos = TimeUnit.MICROSECONDS.toNanos(Long.parseLong(fields[LATENCY]));
            latencies.recordValue(Math.min(nanos, LONGEST_NANOS));
          }
        }
      }
    }
    long answered = latencies.getTotalCount() * requests;
    return new RunResult(
        answered,
        answered / plan.seconds(),
        0,
        Map.of(),
        Map.of(RunResult.ALL, LatencySummary.of(latencies)),
        null,
        answered == 0 ? List.of("nothing was answered") : List.of());
  }
}

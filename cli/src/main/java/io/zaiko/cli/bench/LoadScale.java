package io.zaiko.cli.bench;

import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.Target;
import picocli.CommandLine.Option;

/** How large a load is and how long it lasts, as options. */
final class LoadScale {
  @Option(
      names = "--keys",
      paramLabel = "uniform|zipf:S",
      defaultValue = "uniform",
      description = "How stock records are chosen (default: ${DEFAULT-VALUE}).")
  private String keys;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Stock records, a multiple of 200 locations (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--open",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Reservations open all the time (default: ${DEFAULT-VALUE}).")
  private int open;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "1",
      description = "Connections that share the load, 1 to 32 (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Before each run is recorded (default: ${DEFAULT-VALUE}).")
  private double warmupSeconds;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Each run is recorded (default: ${DEFAULT-VALUE}).")
  private double seconds;

  int records() {
    return records;
  }

  /**
   * A run of this scale.
   *
   * @throws IllegalArgumentException when the options do not make one, with a message for people
   */
  RunPlan plan(Target target, String durability, String mix, int rate, int window) {
    return new RunPlan(
        target,
        durability,
        mix,
        keys,
        records,
        open,
        connections,
        rate,
        window,
        warmupSeconds,
        seconds);
  }
}

package io.zaiko.cli.bench;

import io.zaiko.bench.load.Reservations;
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
      description = {
        "Connections that share the load, 1 to 32; or up to 16384 with as large a window, so that",
        "each has one request in flight (default: ${DEFAULT-VALUE})."
      })
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

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "1",
      description = "Lines of each reservation, 1 to 256 (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Option(
      names = "--expiring",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Holds made before each run, on top, which all end at the same moment amid what is",
        "recorded (default: none)."
      })
  private int expiring;

  int records() {
    return records;
  }

  int connections() {
    return connections;
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
        new Reservations(open, lines, expiring),
        connections,
        rate,
        window,
        warmupSeconds,
        seconds);
  }
}

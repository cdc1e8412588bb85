package io.zaiko.cli.command;

import io.zaiko.cli.input.PointInTime;
import io.zaiko.protocol.sbe.OnDeadline;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Until when an order is to be picked up, and what becomes of it then. */
final class Deadline {
  @Option(
      names = "--deadline",
      required = true,
      paramLabel = "TIME",
      converter = PointInTime.class,
      description = "Until when it is to be picked up: 2026-11-30T20:00:00+09:00.")
  private Instant time;

  @Option(
      names = "--on-deadline",
      paramLabel = "WHAT",
      defaultValue = "report",
      description =
          "${COMPLETION-CANDIDATES}: whether it only is told of when the deadline passes, or gives"
              + " its units back (default: ${DEFAULT-VALUE}).")
  private Choices.Passing passing;

  Instant time() {
    return time;
  }

  OnDeadline passing() {
    return passing.wire();
  }
}

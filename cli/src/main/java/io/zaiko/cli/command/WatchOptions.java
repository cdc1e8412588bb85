package io.zaiko.cli.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether to go on with what changes, and until when. */
final class WatchOptions {
  // Nothing reads it: that it was typed makes the group.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--watch",
      required = true,
      description = "Go on with a row for every change, until Ctrl-C.")
  private boolean watch;

  @Option(names = "--for", paramLabel = "SECONDS", description = "Watch for so long.")
  private Long seconds;

  @Option(
      names = "--changes",
      paramLabel = "N",
      description = "Watch until so many changes were printed.")
  private Long changes;

  /** Longer than anybody watches, if nothing was said. */
  Duration longest() {
    return seconds == null ? Duration.ofDays(3_660) : Duration.ofSeconds(seconds);
  }

  long mostChanges() {
    return changes == null ? Long.MAX_VALUE : changes;
  }
}

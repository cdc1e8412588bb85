package io.zaiko.cli.serve;

import java.io.IOException;
import java.util.function.Consumer;

/** Makes snapshots, one at a time. */
interface SnapshotMaking {
  /**
   * Makes one and returns when that is over.
   *
   * @param results told each line of what it did; called by another thread
   * @param complaints told each line of what went wrong; called by yet another thread
   * @return an {@link io.zaiko.cli.output.ExitCode}, or what the system says of a killed process
   * @throws IOException if it cannot be begun
   */
  int make(Consumer<String> results, Consumer<String> complaints)
      throws IOException, InterruptedException;

  /** Ends it at once, also midway, and lets none begin any more. For any thread. */
  void end();
}

package io.zaiko.cli.serve;

import java.io.IOException;
import java.util.function.Consumer;

/** Makes snapshots, one at a time. */
interface SnapshotMaking {
  /**
   * Makes one and returns when that is over.
   *
   * @param lines told each line that it says
   * @return an {@link io.zaiko.cli.output.ExitCode}, or what the system says of a killed process
   * @throws IOException if it cannot be begun
   */
  int make(Consumer<String> lines) throws IOException, InterruptedException;

  /** Ends it at once, also midway, and lets none begin any more. For any thread. */
  void end();
}

package io.zaiko.bench.load;

import java.io.IOException;
import java.nio.file.Path;

/** Makes snapshots of a running server as it would have them made itself. */
public interface SnapshotRunner {
  /**
   * Makes one and returns when it is done.
   *
   * @return its description, a JSON object; null if {@link #end} was called meanwhile
   * @throws IOException if it fails
   */
  String make(Path data) throws IOException, InterruptedException;

  /** Ends the one that is being made, for good. For any thread. */
  void end();
}

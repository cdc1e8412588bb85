package io.zaiko.cli.bench;

import io.zaiko.bench.load.SnapshotRunner;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.serve.SnapshotChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Has snapshots made by the very processes that a server starts for it. */
final class SnapshotsByChildren implements SnapshotRunner {
  private SnapshotChild child;
  private boolean ended;

  @Override
  public String make(Path data) throws IOException, InterruptedException {
    SnapshotChild next = new SnapshotChild(data, List.of("--json"));
    synchronized (this) {
      if (ended) {
        return null;
      }
      child = next;
    }
    List<String> results = new ArrayList<>();
    List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    int exitCode = next.make(results::add, complaints::add);
    synchronized (this) {
      if (ended) {
        return null;
      }
    }
    if (exitCode != ExitCode.DONE) {
      throw new IOException("exit status " + exitCode + ": " + String.join("; ", complaints));
    }
    return results.get(0);
  }

  @Override
  public synchronized void end() {
    ended = true;
    if (child != null) {
      child.end();
    }
  }
}

package io.zaiko.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one snapshot after the other, without a pause, from its start until it is closed. Started,
 * closed and asked by one thread; they are made on another.
 */
final class SnapshotsInARow implements AutoCloseable {
  private final SnapshotRunner runner;
  private final Path data;
  private final List<Made> made = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "zaiko-bench-snapshots");
  private volatile boolean closed;
  private volatile Exception failure;

  /**
   * One of them. Times are of {@link System#nanoTime}.
   *
   * @param result what was said of it; null if it was not finished
   */
  private record Made(long fromNs, long toNs, Object result) {}

  /**
   * What happened in a stretch of time.
   *
   * @param snapshots that were finished in it, each as {@link Json} reads it
   * @param busyShare the part of it in which one was being made, 0 to 1
   */
  record During(List<Object> snapshots, double busyShare) {}

  private SnapshotsInARow(SnapshotRunner runner, Path data) {
    this.runner = runner;
    this.data = data;
  }

  static SnapshotsInARow start(SnapshotRunner runner, Path data) {
    SnapshotsInARow snapshots = new SnapshotsInARow(runner, data);
    snapshots.thread.start();
    return snapshots;
  }

  private void run() {
    try {
      while (!closed) {
        long fromNs = System.nanoTime();
        String json = runner.make(data);
        Object result = json == null ? null : Json.read(json);
        made.add(new Made(fromNs, System.nanoTime(), result));
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      failure = e; // for the one who closes
    }
  }

  /**
   * Ends the last one.
   *
   * @throws IOException if one failed, so that what was measured was not as it is said to be
   */
  @Override
  public void close() throws IOException {
    closed = true;
    runner.end();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IOException("a snapshot failed: " + failure.getMessage(), failure);
    }
  }

  /** What happened between two times of {@link System#nanoTime}; once it is closed. */
  During during(long fromNs, long toNs) {
    List<Object> finished = new ArrayList<>();
    long busyNs = 0;
    for (Made one : made) {
      busyNs += Math.max(0, Math.min(one.toNs(), toNs) - Math.max(one.fromNs(), fromNs));
      if (one.result() != null && one.toNs() >= fromNs && one.toNs() < toNs) {
        finished.add(one.result());
      }
    }
    return new During(finished, busyNs / (double) (toNs - fromNs));
  }
}

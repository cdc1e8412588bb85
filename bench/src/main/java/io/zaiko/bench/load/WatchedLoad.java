package io.zaiko.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One load on a server, that another thread can watch. One thread prepares, runs and closes; any
 * may call {@link #takeRecent}.
 */
public final class WatchedLoad implements AutoCloseable {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  private final RunPlan plan;
  private final InetSocketAddress server;
  private final IntervalLog log;

  /**
   * Prepares a load.
   *
   * @param server that runs and is empty
   * @param histograms a file for the latencies second by second
   */
  public WatchedLoad(RunPlan plan, InetSocketAddress server, Path histograms) throws IOException {
    this.plan = plan;
    this.server = server;
    log = new IntervalLog(histograms, plan);
  }

  /** Fills the server with the plan's stock. */
  public void fill() throws IOException {
    try (WireClient client = new WireClient(server)) {
      new LoadStore(client, client.register("load-fill"))
          .fill(plan.stockRecords() / RunPlan.LOCATIONS, RunPlan.LOCATIONS);
    }
  }

  /** Runs to the end; what breaks on the way is a failure of the result. */
  public RunResult run() throws IOException, InterruptedException {
    return new LoadRun(plan, Pacing.PARK, PATIENCE_NS).run(server, log).result();
  }

  /** Latencies of all operations since the last call, in nanoseconds; some seconds behind. */
  public Histogram takeRecent() {
    return log.takeRecent();
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}

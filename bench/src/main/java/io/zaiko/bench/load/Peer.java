package io.zaiko.bench.load;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Something else than Zaiko that does the same work: started afresh, filled, and ready to be
 * measured. It is ended when closed. One thread.
 */
public interface Peer extends AutoCloseable {
  /** Starts peers. */
  interface Starter {
    /**
     * Starts one and fills it.
     *
     * @param plan the first that it will carry out: says what is started, with how much stock
     * @param folder an empty one on the device that is to be measured
     * @param placement where it and its client run
     */
    Peer start(RunPlan plan, Path folder, Placement placement)
        throws IOException, InterruptedException;
  }

  /**
   * Carries out a plan.
   *
   * @param log keeps the latencies, if they are those of single requests; stays the caller's
   * @throws IOException when it does not answer as it should; what breaks once the run is prepared
   *     may be a failure of the result instead
   */
  RunResult run(RunPlan plan, IntervalLog log) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}

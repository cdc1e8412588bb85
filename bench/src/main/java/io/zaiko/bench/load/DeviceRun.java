package io.zaiko.bench.load;

/**
 * What the device did with the bytes of a journal's batches, right after a run at {@code disk}.
 *
 * @param commandsPerBatch of the run, on the average
 * @param bytesPerBatch of its journal, on the average; as many went to the device each time
 * @param forcesPerSecond of one thread that writes and forces, and does nothing else
 * @param latency of one write and force
 */
public record DeviceRun(
    double commandsPerBatch, double bytesPerBatch, double forcesPerSecond, LatencySummary latency) {
  /** Commands a second that it would allow, in batches like those of the run. */
  public double allowed() {
    return forcesPerSecond * commandsPerBatch;
  }
}

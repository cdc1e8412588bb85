package io.zaiko.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The latencies of a run second by second, in HdrHistogram's log format: values are nanoseconds,
 * the column of largest values milliseconds, and the tag is the operation. One thread, but for
 * {@link #takeRecent}.
 */
public final class IntervalLog implements AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream stream;
  private final HistogramLogWriter writer;
  private final Map<Operation, Histogram> totals = new EnumMap<>(Operation.class);
  private final Set<Operation> operations;
  private Histogram recent = Measured.newHistogram();
  private long lastNs;

  /** Begins a file. */
  IntervalLog(Path file, RunPlan plan) throws IOException {
    operations = Mix.parse(plan.mix()).weights().keySet();
    stream = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
    writer = new HistogramLogWriter(stream);
    writer.outputComment("[" + plan.name() + "; nanoseconds]");
    writer.outputLogFormatVersion();
    writer.outputLegend();
  }

  /**
   * Writes what was recorded since the last call.
   *
   * @param nowNs the time, in nanoseconds since the run began
   */
  void take(List<Measured> connections, long nowNs) {
    // Whatever this does it does on a core that what is measured would like to have.
    for (Operation operation : operations) {
      Histogram interval = connections.get(0).takeInterval(operation);
      for (Measured measured : connections.subList(1, connections.size())) {
        interval.add(measured.takeInterval(operation));
      }
      if (interval.getTotalCount() > 0) {
        interval.setTag(operation.word());
        writer.outputIntervalHistogram(
            lastNs / NANOS_PER_SECOND, nowNs / NANOS_PER_SECOND, interval, NANOS_PER_MILLI);
        totals.computeIfAbsent(operation, o -> Measured.newHistogram()).add(interval);
        addRecent(interval);
      }
    }
    lastNs = nowNs;
  }

  private synchronized void addRecent(Histogram interval) {
    recent.add(interval);
  }

  /** All operations together since the last call of this. Any thread. */
  synchronized Histogram takeRecent() {
    Histogram taken = recent;
    recent = Measured.newHistogram();
    return taken;
  }

  /** Everything written, by operation. */
  Map<Operation, Histogram> totals() {
    return totals;
  }

  /**
   * Ends the file.
   *
   * @throws IOException when something could not be written
   */
  @Override
  public void close() throws IOException {
    boolean failed = stream.checkError();
    stream.close();
    if (failed) {
      throw new IOException("the histogram log could not be written");
    }
  }
}

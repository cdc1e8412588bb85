package io.zaiko.bench.report;

import io.zaiko.bench.load.RawRun;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.HistogramLogReader;

/** The whole distribution of a group's latency, from its histogram logs. Stateless. */
final class Latencies {
  private static final int TICKS_PER_HALF = 5;
  private static final double FULL = 100;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final int DIGITS = 3;

  private Latencies() {}

  /**
   * Points of a curve.
   *
   * @param nines for each point, the percentile by the number of its nines: 2 for 99 %
   * @param micros the latency there
   */
  record Curve(List<Double> nines, List<Double> micros) {}

  /**
   * The good runs of a group together, all operations; empty when all failed.
   *
   * @throws ReportException when a log that a raw line names is not there
   */
  static Curve curve(Path folder, RunGroup group) {
    Histogram all = new Histogram(DIGITS);
    for (RawRun run : group.good()) {
      add(folder.resolve(run.histograms()), all);
    }
    List<Double> nines = new ArrayList<>();
    List<Double> micros = new ArrayList<>();
    if (all.getTotalCount() > 0) {
      for (HistogramIterationValue value : all.percentiles(TICKS_PER_HALF)) {
        double above = FULL - value.getPercentileLevelIteratedTo();
        // Beyond the last request there is no percentile to draw.
        if (above > FULL / all.getTotalCount()) {
          nines.add(Math.log10(FULL / above));
          micros.add(value.getValueIteratedTo() / NANOS_PER_MICRO);
        }
      }
    }
    return new Curve(nines, micros);
  }

  private static void add(Path file, Histogram sum) {
    try (HistogramLogReader log = new HistogramLogReader(file.toFile())) {
      while (log.nextIntervalHistogram() instanceof Histogram interval) {
        sum.add(interval);
      }
    } catch (FileNotFoundException e) {
      throw new ReportException(file + " belongs to the runs beside it, and is not there", e);
    }
  }
}

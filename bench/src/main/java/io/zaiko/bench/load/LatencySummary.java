package io.zaiko.bench.load;

import org.HdrHistogram.Histogram;

/** A distribution in a few figures, all in microseconds. */
public record LatencySummary(
    long count,
    double meanUs,
    double minUs,
    double p50Us,
    double p90Us,
    double p99Us,
    double p999Us,
    double p9999Us,
    double maxUs) {
  private static final double NANOS = 1e3;

  /** Of a histogram of nanoseconds. */
  public static LatencySummary of(Histogram nanos) {
    return new LatencySummary(
        nanos.getTotalCount(),
        nanos.getTotalCount() == 0 ? 0 : nanos.getMean() / NANOS,
        nanos.getTotalCount() == 0 ? 0 : nanos.getMinValue() / NANOS,
        nanos.getValueAtPercentile(50) / NANOS,
        nanos.getValueAtPercentile(90) / NANOS,
        nanos.getValueAtPercentile(99) / NANOS,
        nanos.getValueAtPercentile(99.9) / NANOS,
        nanos.getValueAtPercentile(99.99) / NANOS,
        nanos.getMaxValue() / NANOS);
  }
}

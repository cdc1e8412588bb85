package io.zaiko.cli.trace;

import io.zaiko.client.CommandAnswer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what becomes of the commands of a trace. Safe for any thread. */
final class TraceCounters {
  private static final long LONGEST_NS = TimeUnit.HOURS.toNanos(1);
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram latencyNs = new ConcurrentHistogram(LONGEST_NS, SIGNIFICANT_DIGITS);
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
  private final LongAdder ok = new LongAdder();
  private final LongAdder oversoldOpened = new LongAdder();

  void answered(CommandAnswer answer, long elapsedNs) {
    latencyNs.recordValue(Math.min(elapsedNs, LONGEST_NS));
    oversoldOpened.add(answer.oversellsOpened());
    if (answer.ok()) {
      ok.increment();
    } else {
      refused.computeIfAbsent(answer.code().name(), code -> new LongAdder()).increment();
    }
  }

  TraceSummary summary(long rows, long commands, long errors, long elapsedNs) {
    SortedMap<String, Long> byCode = new TreeMap<>();
    refused.forEach((code, count) -> byCode.put(code, count.sum()));
    return new TraceSummary(
        rows,
        commands,
        ok.sum(),
        byCode,
        errors,
        oversoldOpened.sum(),
        elapsedNs / 1e9,
        micros(50),
        micros(99),
        micros(99.9));
  }

  private long micros(double percentile) {
    return TimeUnit.NANOSECONDS.toMicros(latencyNs.getValueAtPercentile(percentile));
  }
}

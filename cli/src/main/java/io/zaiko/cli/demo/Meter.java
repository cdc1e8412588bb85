package io.zaiko.cli.demo;

import io.zaiko.client.CommandAnswer;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts and times the traffic. What waited for the server to come back is timed apart: it says how
 * long the restart took, not how long an answer takes.
 *
 * <p>Any thread may record; one thread takes the samples.
 */
final class Meter {
  private static final long LONGEST_NS = TimeUnit.HOURS.toNanos(1);
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Recorder recorder = new Recorder(LONGEST_NS, SIGNIFICANT_DIGITS);
  private final Histogram total = new Histogram(LONGEST_NS, SIGNIFICANT_DIGITS);
  private final Map<ResultCode, LongAdder> refused = new ConcurrentHashMap<>();
  private final LongAdder commands = new LongAdder();
  private final LongAdder queries = new LongAdder();
  private final LongAdder oversellsOpened = new LongAdder();
  private final LongAdder answeredAgain = new LongAdder();
  private final LongAdder waitedForRestart = new LongAdder();
  private final AtomicLong longestWaitNs = new AtomicLong();
  private volatile boolean killed;
  private volatile long backNs = Long.MAX_VALUE;
  private Histogram interval;

  /**
   * What was counted in a stretch of time.
   *
   * @param refused answers but OK by code
   * @param p50Ns latency of a command from call to answer, in nanoseconds; 0 if none was answered
   */
  record Sample(
      long commands,
      long queries,
      SortedMap<String, Long> refused,
      long oversellsOpened,
      long p50Ns,
      long p99Ns,
      long p999Ns) {
    private Sample since(Sample before, Histogram latency) {
      SortedMap<String, Long> fresh = new TreeMap<>(refused);
      before.refused.forEach((code, count) -> fresh.merge(code, -count, Long::sum));
      fresh.values().removeIf(count -> count == 0);
      return new Sample(
          commands - before.commands,
          queries - before.queries,
          fresh,
          oversellsOpened - before.oversellsOpened,
          latency.getValueAtPercentile(50),
          latency.getValueAtPercentile(99),
          latency.getValueAtPercentile(99.9));
    }

    long refused(ResultCode code) {
      return refused.getOrDefault(code.name(), 0L);
    }

    long refusedAltogether() {
      return refused.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private Sample last = new Sample(0, 0, new TreeMap<>(), 0, 0, 0, 0);

  void command(CommandAnswer answer, long sentNs) {
    long now = System.nanoTime();
    commands.increment();
    if (!answer.ok()) {
      refused.computeIfAbsent(answer.code(), code -> new LongAdder()).increment();
    }
    oversellsOpened.add(answer.oversellsOpened());
    if (answer.repeated()) {
      answeredAgain.increment();
    }
    if (killed && sentNs - backNs < 0) {
      waitedForRestart.increment();
      longestWaitNs.accumulateAndGet(now - sentNs, Math::max);
    } else {
      recorder.recordValue(Math.min(now - sentNs, LONGEST_NS));
    }
  }

  void query() {
    queries.increment();
  }

  /** The server is about to be killed. */
  void killed() {
    backNs = System.nanoTime() + Long.MAX_VALUE / 2; // not known yet, and far away
    killed = true;
  }

  /** The server answers again. */
  void back() {
    backNs = System.nanoTime();
  }

  /** What was counted since the last sample. */
  Sample sample() {
    interval = recorder.getIntervalHistogram(interval);
    total.add(interval);
    Sample now = totals();
    Sample fresh = now.since(last, interval);
    last = now;
    return fresh;
  }

  /** Everything up to the last sample and since; latencies only up to the last sample. */
  Sample totals() {
    SortedMap<String, Long> byName = new TreeMap<>();
    refused.forEach((code, count) -> byName.put(code.name(), count.sum()));
    return new Sample(
        commands.sum(),
        queries.sum(),
        byName,
        oversellsOpened.sum(),
        total.getValueAtPercentile(50),
        total.getValueAtPercentile(99),
        total.getValueAtPercentile(99.9));
  }

  long commands() {
    return commands.sum();
  }

  /** Commands that had been executed before their answer was lost, and were answered again. */
  long answeredAgain() {
    return answeredAgain.sum();
  }

  /** Commands that were answered after the kill and called before the server was back. */
  long waitedForRestart() {
    return waitedForRestart.sum();
  }

  long longestWaitNs() {
    return longestWaitNs.get();
  }
}

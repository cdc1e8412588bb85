package io.zaiko.bench.load;

import io.zaiko.protocol.sbe.ResultCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What one connection saw in the recorded part of a run. Times are nanoseconds since the run began.
 *
 * <p>The receiving thread records answers, the sending one lateness; a third may take intervals at
 * any time. All else is read once both have ended.
 */
final class Measured {
  /** The time of a request that only helps the rig. */
  static final long UNMEASURED = -1;

  private static final long LONGEST_NS = TimeUnit.HOURS.toNanos(2);
  private static final int DIGITS = 3;
  private static final int CODES = 256;

  private final long fromNs;
  private final long toNs;
  private final Map<Operation, SingleWriterRecorder> latencies = new EnumMap<>(Operation.class);
  private final Histogram lateness = new Histogram(LONGEST_NS, DIGITS);
  private final long[] refused = new long[CODES];
  private long answersInside;
  private long lastSentNs;

  /**
   * @param fromNs when warm-up ends
   * @param toNs when the run ends
   */
  Measured(long fromNs, long toNs) {
    this.fromNs = fromNs;
    this.toNs = toNs;
    for (Operation operation : Operation.values()) {
      latencies.put(operation, new SingleWriterRecorder(LONGEST_NS, DIGITS));
    }
  }

  /** An answer came at a time, to a request that was sent, or should have been, at another. */
  void answer(Operation operation, long requestNs, long nowNs, ResultCode code) {
    if (requestNs == UNMEASURED) {
      return;
    }
    if (nowNs >= fromNs && nowNs < toNs) {
      answersInside++;
    }
    if (requestNs >= fromNs) {
      latencies.get(operation).recordValue(Math.min(nowNs - requestNs, LONGEST_NS));
    }
    if (code != ResultCode.OK) {
      refused[code.value()]++;
    }
  }

  /** A request that should have gone out at a time went out at another. */
  void sent(long intendedNs, long nowNs) {
    if (intendedNs >= fromNs) {
      lateness.recordValue(Math.min(Math.max(0, nowNs - intendedNs), LONGEST_NS));
      lastSentNs = nowNs;
    }
  }

  /** Takes what was recorded since the last call. */
  Histogram takeInterval(Operation operation) {
    return latencies.get(operation).getIntervalHistogram();
  }

  Histogram lateness() {
    return lateness;
  }

  /** Answers that came in the recorded part. */
  long answersInside() {
    return answersInside;
  }

  /** When the last recorded request went out; 0 if none did. */
  long lastSentNs() {
    return lastSentNs;
  }

  /** Adds answers that were not OK, warm-up included, by code. */
  void addRefusedTo(Map<String, Long> byCode) {
    for (ResultCode code : ResultCode.values()) {
      if (refused[code.value()] > 0) {
        byCode.merge(code.name(), refused[code.value()], Long::sum);
      }
    }
  }

  static Histogram newHistogram() {
    return new Histogram(LONGEST_NS, DIGITS);
  }
}

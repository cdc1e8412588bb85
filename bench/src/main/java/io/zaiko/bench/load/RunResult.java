package io.zaiko.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param answered requests of the recorded part that were answered
 * @param perSecond answers a second that came within the recorded part
 * @param sentPerSecond the rate that an open loop really sent at; 0 of a closed loop
 * @param refused answers other than OK by code, warm-up included
 * @param latency by operation's word, and {@link #ALL}; of an open loop from the intended times on
 * @param lateness of an open loop, how late requests went out; null of a closed loop
 * @param failures why the figures must not be used, for people; empty if they may
 */
public record RunResult(
    long answered,
    double perSecond,
    double sentPerSecond,
    Map<String, Long> refused,
    Map<String, LatencySummary> latency,
    LatencySummary lateness,
    List<String> failures) {
  /** The key of all operations together. */
  public static final String ALL = "all";

  /** An open loop that sent less than this part of its rate has missed it. */
  static final double KEPT_RATE = 0.99;

  /**
   * Judges a run.
   *
   * @param rate requests a second that were to be sent, 0 = a closed loop
   * @param broken what ended the run early; null if nothing did
   */
  static List<String> failures(
      int rate, double sentPerSecond, long answered, Map<String, Long> refused, String broken) {
    List<String> failures = new ArrayList<>();
    if (broken != null) {
      failures.add(broken);
    }
    if (rate > 0 && sentPerSecond < KEPT_RATE * rate) {
      failures.add(
          String.format(Locale.ROOT, "missed its rate: %.0f/s of %d/s", sentPerSecond, rate));
    }
    if (!refused.isEmpty()) {
      failures.add("answers other than OK: " + refused);
    }
    if (answered == 0) {
      failures.add("nothing was answered");
    }
    return List.copyOf(failures);
  }

  /** Whether the figures must not be used. */
  public boolean isFailed() {
    return !failures.isEmpty();
  }
}

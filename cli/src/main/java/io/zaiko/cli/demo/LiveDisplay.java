package io.zaiko.cli.demo;

import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Style;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Shows how the traffic gets on: on a terminal a few lines drawn over and over, elsewhere a line a
 * second, with JSON an object a second. One thread.
 */
final class LiveDisplay {
  private static final int BLOCK_LINES = 5;
  private static final String ERASE_BLOCK = "\u001B[" + BLOCK_LINES + "A\u001B[J";
  private static final int BAR_CELLS = 30;
  private static final String HEADING =
      String.format(
          Locale.ROOT,
          "%4s %11s %11s %7s %7s %8s %13s %8s %6s %9s",
          "s",
          "commands/s",
          "queries/s",
          "p50 ms",
          "p99 ms",
          "p99.9 ms",
          "INSUFFICIENT",
          "EXPIRED",
          "other",
          "oversold");

  private final Output output;
  private final int seconds;
  private final boolean redraws;
  private boolean drawn;

  /** Shows traffic that lasts so many seconds. */
  LiveDisplay(Output output, int seconds) {
    this.output = output;
    this.seconds = seconds;
    redraws = !output.isJson() && output.style() == Style.TERMINAL;
  }

  /** Tells people what happens; not part of the JSON. */
  void say(String text) {
    if (!output.isJson()) {
      erase();
      output.line(text);
    }
  }

  /** The traffic begins. */
  void begin() {
    if (!output.isJson() && !redraws) {
      output.line(HEADING);
    }
  }

  /** A second of traffic is over. */
  void second(int second, Meter.Sample sample) {
    if (output.isJson()) {
      json(second, sample);
    } else if (redraws) {
      block(second, sample);
    } else {
      output.line(row(second, sample));
    }
  }

  /** The server is away; so long now. */
  void waiting(String what, long nanos) {
    if (redraws) {
      erase();
      output.line(String.format(Locale.ROOT, "%s  %.1f s%n%n%n%n", what, nanos / 1e9));
      drawn = true;
    }
  }

  /** The last picture stays. */
  void end() {
    drawn = false;
  }

  private void erase() {
    if (drawn) {
      output.line(ERASE_BLOCK + "\u001B[1A");
      drawn = false;
    }
  }

  private void block(int second, Meter.Sample sample) {
    int full = Math.round((float) second / seconds * BAR_CELLS);
    String refused =
        sample.refused().entrySet().stream()
            .map(LiveDisplay::countOf)
            .collect(Collectors.joining("   "));
    erase();
    output.line(
        String.join(
            System.lineSeparator(),
            "[" + "#".repeat(full) + ".".repeat(BAR_CELLS - full) + "] " + second + " s",
            String.format(
                Locale.ROOT,
                "commands   %,9d/s   p50 %s   p99 %s   p99.9 %s ms",
                sample.commands(),
                millis(sample.p50Ns()),
                millis(sample.p99Ns()),
                millis(sample.p999Ns())),
            String.format(Locale.ROOT, "queries    %,9d/s", sample.queries()),
            "refused    " + refused,
            String.format(Locale.ROOT, "oversold   %,9d opened", sample.oversellsOpened())));
    drawn = true;
  }

  private static String countOf(Map.Entry<String, Long> refusal) {
    return String.format(Locale.ROOT, "%s %,d", refusal.getKey(), refusal.getValue());
  }

  private static String row(int second, Meter.Sample sample) {
    long insufficient = sample.refused(ResultCode.INSUFFICIENT);
    long expired = sample.refused(ResultCode.EXPIRED);
    return String.format(
        Locale.ROOT,
        "%4d %,11d %,11d %7s %7s %8s %,13d %,8d %,6d %,9d",
        second,
        sample.commands(),
        sample.queries(),
        millis(sample.p50Ns()),
        millis(sample.p99Ns()),
        millis(sample.p999Ns()),
        insufficient,
        expired,
        sample.refusedAltogether() - insufficient - expired,
        sample.oversellsOpened());
  }

  /** Nanoseconds as milliseconds with two decimals. */
  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }

  private void json(int second, Meter.Sample sample) {
    output.json(
        json ->
            json.number("second", second)
                .number("commands", sample.commands())
                .number("queries", sample.queries())
                .number("p50_us", TimeUnit.NANOSECONDS.toMicros(sample.p50Ns()))
                .number("p99_us", TimeUnit.NANOSECONDS.toMicros(sample.p99Ns()))
                .number("p999_us", TimeUnit.NANOSECONDS.toMicros(sample.p999Ns()))
                .numbers("refused", sample.refused())
                .number("oversold_opened", sample.oversellsOpened()));
  }
}

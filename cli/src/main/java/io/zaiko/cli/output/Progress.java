package io.zaiko.cli.output;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says how far a long piece of work is, with its rate and the time left. Silent for the first two
 * seconds, so short work prints nothing. On a terminal one line is drawn over and over; elsewhere a
 * line is added now and then.
 *
 * <p>Not thread safe: one thread reports.
 */
public final class Progress implements AutoCloseable {
  private static final long SILENT_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long REDRAW_NS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long NEW_LINE_NS = TimeUnit.SECONDS.toNanos(10);
  private static final int BAR_CELLS = 24;
  private static final String ERASE_LINE = "\r\u001B[K";

  private final PrintWriter err;
  private final Style style;
  private final LongSupplier nanoTime;
  private final String unit;
  private final long startNs;
  private long nextPrintNs;
  private boolean drawn;

  /**
   * Starts the clock.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   * @param unit what is counted, in the plural: "rows"
   */
  public Progress(PrintWriter err, Style style, LongSupplier nanoTime, String unit) {
    this.err = err;
    this.style = style;
    this.nanoTime = nanoTime;
    this.unit = unit;
    this.startNs = nanoTime.getAsLong();
    this.nextPrintNs = startNs + SILENT_NS;
  }

  /**
   * Reports how much is done; cheap enough to call for every piece.
   *
   * @param done how many units
   * @param share which part of the whole that is, 0 to 1, or below 0 when nobody knows
   */
  public void update(long done, double share) {
    long now = nanoTime.getAsLong();
    if (now - nextPrintNs < 0) {
      return;
    }
    String text = describe(done, share, now - startNs);
    if (style == Style.TERMINAL) {
      err.print(ERASE_LINE + text);
    } else {
      err.println(text);
    }
    err.flush();
    drawn = true;
    nextPrintNs = now + (style == Style.TERMINAL ? REDRAW_NS : NEW_LINE_NS);
  }

  /** Removes the line from a terminal, so that a result can be printed amid the work. */
  public void clear() {
    if (drawn && style == Style.TERMINAL) {
      err.print(ERASE_LINE);
      err.flush();
    }
    drawn = false;
  }

  /** Removes the line from a terminal, so that results follow on a clean one. */
  @Override
  public void close() {
    clear();
  }

  private String describe(long done, double share, long elapsedNs) {
    double seconds = elapsedNs / 1e9;
    String counted = String.format(Locale.ROOT, "%,d %s  %,.0f/s", done, unit, done / seconds);
    if (share <= 0) {
      return counted;
    }
    double known = Math.min(1, share);
    long left = Math.round(seconds / known - seconds);
    return String.format(
        Locale.ROOT, "%s %3.0f%%  %s  ETA %s", bar(known), known * 100, counted, span(left));
  }

  private static String bar(double share) {
    int full = (int) Math.round(share * BAR_CELLS);
    return "[" + "#".repeat(full) + ".".repeat(BAR_CELLS - full) + "]";
  }

  private static String span(long seconds) {
    return seconds < 60
        ? seconds + "s"
        : String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
  }
}

package io.zaiko.cli.imports;

import io.zaiko.cli.output.Output;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what becomes of the rows of a file. Safe for any thread. */
final class ImportSummary {
  private final SortedMap<String, Long> refused = new TreeMap<>();
  private long rows;
  private long ok;
  private long unchanged;
  private long unmatched;

  synchronized void applied(long count) {
    rows += count;
    ok += count;
  }

  /** The server had these rows before, and did nothing now. */
  synchronized void knownBefore(long count) {
    rows += count;
    unchanged += count;
  }

  /** So many of the rows counted elsewhere name an unknown SKU or location. */
  synchronized void unmatched(long count) {
    unmatched += count;
  }

  synchronized void refused(ResultCode code, long count) {
    rows += count;
    refused.merge(code.name(), count, Long::sum);
  }

  synchronized boolean isAllAnsweredOk() {
    return refused.isEmpty();
  }

  synchronized void print(Output output, double seconds) {
    if (output.isJson()) {
      output.json(
          json ->
              json.number("rows", rows)
                  .number("ok", ok)
                  .number("unchanged", unchanged)
                  .number("unmatched", unmatched)
                  .numbers("refused", refused)
                  .decimal("seconds", seconds));
      return;
    }
    output.line(
        String.format(
            Locale.ROOT,
            "%,d rows in %.1f s: %,d applied, %,d unchanged since an earlier import",
            rows,
            seconds,
            ok,
            unchanged));
    refused.forEach(
        (code, count) ->
            output.line(
                output.style().bad(code) + String.format(Locale.ROOT, "  %,d rows", count)));
    if (unmatched > 0) {
      output.warn(
          unmatched
              + " rows name an unknown SKU or location: they are in the journal but moved no stock."
              + " Define what is missing, then import a file with these rows");
    }
  }
}

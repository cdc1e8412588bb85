package io.zaiko.cli.trace;

import io.zaiko.cli.input.CsvRow;
import io.zaiko.cli.output.Times;
import io.zaiko.client.Line;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row of a trace.
 *
 * @param item what and how many where, or null when the row means all that is open
 */
record TraceRow(
    CsvRow source, long timeMicros, TraceVerb verb, String channel, String reference, Line item) {
  static final List<String> COLUMNS =
      List.of("time", "command", "channel", "location", "sku", "quantity", "reference");

  static TraceRow of(CsvRow row) {
    TraceVerb verb = TraceVerb.of(row.required("command"));
    if (verb == null) {
      throw row.error(
          "command '%s' is none of %s"
              .formatted(
                  row.text("command"),
                  Arrays.stream(TraceVerb.values())
                      .map(TraceVerb::text)
                      .collect(Collectors.joining(", "))));
    }
    String reference = row.text("reference");
    if (verb.namesReservation() && reference.isEmpty()) {
      throw row.error("reference is empty; " + verb.text() + " needs the reservation's id there");
    }
    return new TraceRow(row, time(row), verb, row.text("channel"), reference, item(row, verb));
  }

  private static long time(CsvRow row) {
    String text = row.required("time");
    try {
      return Times.micros(Instant.parse(text));
    } catch (DateTimeException | ArithmeticException e) {
      throw row.error("time '" + text + "' is not ISO-8601 UTC such as 2020-02-06T00:50:01Z");
    }
  }

  private static Line item(CsvRow row, TraceVerb verb) {
    boolean whole =
        row.text("location").isEmpty()
            && row.text("sku").isEmpty()
            && row.text("quantity").isEmpty();
    if (whole && verb.mayBeWhole()) {
      return null;
    }
    String sku = row.required("sku");
    String location = row.required("location");
    long quantity = row.number("quantity");
    try {
      return new Line(sku, location, quantity);
    } catch (IllegalArgumentException e) {
      throw row.error(e.getMessage());
    }
  }

  /** Whether both rows are parts of one command when they stand side by side. */
  boolean belongsWith(TraceRow other) {
    return !reference.isEmpty() && verb == other.verb && reference.equals(other.reference);
  }
}

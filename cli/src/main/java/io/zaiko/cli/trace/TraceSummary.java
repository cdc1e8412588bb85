package io.zaiko.cli.trace;

import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What became of a trace.
 *
 * @param rows rows of the file that were sent
 * @param commands commands they made
 * @param ok commands answered OK
 * @param refused commands answered otherwise, by code
 * @param errors commands that got no answer
 * @param oversoldOpened how often available-to-fulfil of a SKU at a location fell below zero
 * @param seconds from the first command to the last answer
 * @param p50Micros half of the answers came within so many microseconds
 */
public record TraceSummary(
    long rows,
    long commands,
    long ok,
    SortedMap<String, Long> refused,
    long errors,
    long oversoldOpened,
    double seconds,
    long p50Micros,
    long p99Micros,
    long p999Micros) {

  /** Commands answered or failed in a second; 0 for an empty trace. */
  public long commandsPerSecond() {
    return seconds > 0 ? Math.round(commands / seconds) : 0;
  }

  /** Whether every row was answered. */
  public boolean isAnswered() {
    return errors == 0;
  }

  /** Prints it. */
  public void print(Output output) {
    if (output.isJson()) {
      output.json(this::fields);
    } else {
      text(output);
    }
  }

  private void fields(JsonFields json) {
    json.number("rows", rows)
        .number("commands", commands)
        .number("ok", ok)
        .numbers("refused", refused)
        .number("errors", errors)
        .number("oversold_opened", oversoldOpened)
        .decimal("seconds", seconds)
        .number("commands_per_second", commandsPerSecond())
        .number("p50_us", p50Micros)
        .number("p99_us", p99Micros)
        .number("p999_us", p999Micros);
  }

  private void text(Output output) {
    output.line(
        String.format(
            Locale.ROOT,
            "%,d rows, %,d commands in %,.1f s: %,d commands/s",
            rows,
            commands,
            seconds,
            commandsPerSecond()));
    output.line(
        String.format(
            Locale.ROOT,
            "answered after p50 %,d us, p99 %,d us, p99.9 %,d us",
            p50Micros,
            p99Micros,
            p999Micros));
    Table table = new Table("answer", "#commands").row("OK", ok);
    refused.forEach(table::row);
    if (errors > 0) {
      table.row("(none)", errors);
    }
    output.table(table);
    if (oversoldOpened > 0) {
      output.line(output.style().warning("oversold") + ": opened " + oversoldOpened + " times");
    }
  }
}

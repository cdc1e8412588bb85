package io.zaiko.cli.command;

import io.zaiko.cli.output.Counted;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Times;
import io.zaiko.client.LocationStock;
import io.zaiko.client.NearLocation;
import io.zaiko.client.NearestAnswer;
import io.zaiko.client.StockAnswer;
import io.zaiko.client.StockEverywhereAnswer;

/** Prints answers about the stock of one SKU. */
final class StockAnswers {
  private final Output output;

  StockAnswers(Output output) {
    this.output = output;
  }

  /**
   * Prints the stock at one location.
   *
   * @param explain whether to print every term
   * @param quantity how many somebody wants; null = nobody said
   */
  int print(StockAnswer answer, boolean explain, Long quantity) {
    StockRow row = StockRow.of(answer);
    if (explain) {
      StockTermsReport.print(output, row, answer.terms());
    } else {
      StockReport report = new StockReport(output);
      report.add(row);
      report.finish();
    }
    if (quantity != null) {
      printWhether(answer, quantity);
    }
    if (!output.isJson()) {
      output.line(QuestionReport.asOf(answer.sequence(), answer.timeMicros()));
    }
    return ExitCode.DONE;
  }

  private void printWhether(StockAnswer answer, long quantity) {
    boolean available = answer.available() >= quantity;
    if (output.isJson()) {
      output.json(
          json ->
              json.text("sku", answer.sku())
                  .text("location", answer.location())
                  .number("quantity", quantity)
                  .flag("available", available)
                  .number("sequence", answer.sequence()));
    } else {
      output.line(
          available
              ? output.style().good("available") + ": " + quantity + " can be had"
              : output.style().bad("not available")
                  + ": of "
                  + quantity
                  + " only "
                  + answer.available()
                  + " can be had");
    }
  }

  int print(StockEverywhereAnswer answer) {
    StockReport report = new StockReport(output);
    for (LocationStock stock : answer.locations()) {
      report.add(
          StockRow.of(
              answer.sku(), stock, answer.channel(), answer.sequence(), answer.timeMicros()));
    }
    report.finish();
    finish(answer.sku(), answer.networkAts(), answer.locations().size(), answer.sequence());
    if (!output.isJson()) {
      output.line(
          "%,d available in all, at %s; sequence %d or later, %s"
              .formatted(
                  answer.networkAts(),
                  Counted.of(answer.locations().size(), "location"),
                  answer.sequence(),
                  Times.iso(answer.timeMicros())));
    }
    return ExitCode.DONE;
  }

  int print(NearestAnswer answer) {
    StockReport report = new StockReport(output);
    long available = 0;
    for (NearLocation near : answer.locations()) {
      available += near.stock().available();
      report.add(
          StockRow.of(
              answer.sku(), near.stock(), answer.channel(), answer.sequence(), answer.timeMicros()),
          near.distanceMetres());
    }
    report.finish();
    finish(answer.sku(), available, answer.locations().size(), answer.sequence());
    if (!output.isJson()) {
      output.line(
          "%,d available at %s, nearest first; sequence %d or later, %s"
              .formatted(
                  available,
                  Counted.of(answer.locations().size(), "location"),
                  answer.sequence(),
                  Times.iso(answer.timeMicros())));
    }
    return ExitCode.DONE;
  }

  private void finish(String sku, long available, int locations, long sequence) {
    if (output.isJson()) {
      output.json(
          json ->
              json.text("sku", sku)
                  .number("network_ats", available)
                  .number("locations", locations)
                  .number("sequence", sequence));
    }
  }
}

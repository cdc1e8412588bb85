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
import java.util.List;
import java.util.function.Function;

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
      StockTermsReport.print(output, row, answer.terms(), null);
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

  /**
   * Prints the stock at all locations.
   *
   * @param least leaves out locations that have fewer available; null = none
   * @param terms asks for every term at a location; null = nobody wants them
   */
  int print(StockEverywhereAnswer answer, Long least, Function<String, StockAnswer> terms) {
    List<LocationStock> locations =
        answer.locations().stream()
            .filter(stock -> least == null || stock.available() >= least)
            .toList();
    StockReport report = new StockReport(output);
    for (LocationStock stock : locations) {
      if (terms == null) {
        report.add(
            StockRow.of(
                answer.sku(), stock, answer.channel(), answer.sequence(), answer.timeMicros()));
      } else {
        explain(terms.apply(stock.location()), null);
      }
    }
    report.finish();
    long available = locations.stream().mapToLong(LocationStock::available).sum();
    finish(answer.sku(), available, locations.size(), answer.sequence());
    if (!output.isJson()) {
      output.line(
          "%,d available in all, at %s; sequence %d or later, %s"
              .formatted(
                  available,
                  Counted.of(locations.size(), "location"),
                  answer.sequence(),
                  Times.iso(answer.timeMicros())));
    }
    return ExitCode.DONE;
  }

  /**
   * Prints the stock at the nearest locations.
   *
   * @param terms asks for every term at a location; null = nobody wants them
   */
  int print(NearestAnswer answer, Function<String, StockAnswer> terms) {
    StockReport report = new StockReport(output);
    long available = 0;
    for (NearLocation near : answer.locations()) {
      available += near.stock().available();
      if (terms == null) {
        report.add(
            StockRow.of(
                answer.sku(),
                near.stock(),
                answer.channel(),
                answer.sequence(),
                answer.timeMicros()),
            near.distanceMetres());
      } else {
        explain(terms.apply(near.stock().location()), near.distanceMetres());
      }
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

  /** One of several locations; of one that was deleted since it was listed there is nothing. */
  private void explain(StockAnswer answer, Integer distanceMetres) {
    if (!answer.ok()) {
      return;
    }
    if (!output.isJson()) {
      output.line(
          answer.location()
              + (distanceMetres == null ? "" : ", %,d metres away".formatted(distanceMetres)));
    }
    StockTermsReport.print(output, StockRow.of(answer), answer.terms(), distanceMetres);
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

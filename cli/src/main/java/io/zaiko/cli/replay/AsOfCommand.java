package io.zaiko.cli.replay;

import io.zaiko.cli.command.QuestionReport;
import io.zaiko.cli.command.StockReport;
import io.zaiko.cli.command.StockRow;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.input.PointInTime;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.output.Times;
import io.zaiko.client.StockLevels;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.replay.JournalPoint;
import io.zaiko.replay.StockAsOf;
import io.zaiko.replay.StockLevel;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the stock at a point of a journal. */
@Command(
    name = "as-of",
    description = "Shows the stock as it was at a point of a journal (default: its end).",
    footer = {
      "",
      "Examples:",
      "  zaiko replay as-of --sku 4901234567894 --at SHIBUYA",
      "  zaiko replay as-of --time 2026-11-22T09:00:00Z --at SHIBUYA --json"
    })
public final class AsOfCommand extends AuditCommand {
  @ArgGroup private Point point;

  @Option(names = "--sku", paramLabel = "S", description = "Only this SKU.")
  private String sku;

  @Option(names = "--at", paramLabel = "L", description = "Only this location.")
  private String location;

  private static final class Point {
    @Option(
        names = "--sequence",
        required = true,
        paramLabel = "N",
        description = "After this record of the journal.")
    private Long sequence;

    @Option(
        names = "--time",
        required = true,
        paramLabel = "T",
        converter = PointInTime.class,
        description = "At this engine time, ISO-8601, for example 2026-11-22T09:00:00Z.")
    private Instant time;

    JournalPoint toJournalPoint() {
      if (sequence != null && sequence < 1) {
        throw new InputException("--sequence is " + sequence + ", but the first record has 1");
      }
      try {
        return sequence == null
            ? JournalPoint.ofTime(Times.micros(time))
            : JournalPoint.ofSequence(sequence);
      } catch (ArithmeticException e) {
        throw new InputException(
            "--time " + time + " is too far from now to be told in microseconds", e);
      }
    }

    /** Complains about a point that the journal has not come to, or that lies before it. */
    void requireWithin(StockAsOf stock) {
      boolean isBeforeStart =
          sequence == null
              ? Times.micros(time) < stock.startTimeMicros()
              : sequence < stock.startSequence();
      if (isBeforeStart) {
        throw new InputException(
            "that is before sequence "
                + stock.startSequence()
                + ", "
                + Times.iso(stock.startTimeMicros())
                + ": what was before it is retired, and a snapshot stands for it. Give that"
                + " sequence or a later one, or the archive as --data");
      }
      String end =
          "the journal ends at " + QuestionReport.asOf(stock.sequence(), stock.timeMicros());
      if (sequence != null && stock.sequence() < sequence) {
        throw new InputException(
            "there is no record "
                + sequence
                + ": "
                + end
                + ". Leave --sequence out to see the end");
      }
      if (time != null && stock.sequence() == 0 && stock.nextTimeMicros() != 0) {
        throw new InputException(
            "nothing was recorded by "
                + time
                + ": the journal begins at "
                + Times.iso(stock.nextTimeMicros())
                + ". Give that time or a later one");
      }
      if (time != null && stock.nextTimeMicros() == 0 && time.isAfter(Instant.now())) {
        throw new InputException(
            time + " has not come yet: " + end + ". Leave --time out to see the end");
      }
    }
  }

  /** Prints to this console. */
  public AsOfCommand(Console console) {
    super(console);
  }

  @Override
  int audit(Path dataDirectory, Output output) {
    JournalPoint end = point == null ? JournalPoint.END : point.toJournalPoint();
    StockAsOf replayed;
    try (Progress progress = output.progress("records")) {
      replayed = StockAsOf.replay(dataDirectory, end, shownBy(progress, output));
    }
    try (StockAsOf stock = replayed) {
      if (point != null) {
        point.requireWithin(stock);
      }
      return print(stock, output);
    }
  }

  private int print(StockAsOf stock, Output output) {
    int skuHandle = sku == null ? StockAsOf.UNKNOWN : stock.sku(sku);
    int locationHandle = location == null ? StockAsOf.UNKNOWN : stock.location(location);
    if (sku != null && skuHandle == StockAsOf.UNKNOWN) {
      return QuestionReport.refused(output, ResultCode.UNKNOWN_SKU, "not defined at that point");
    }
    if (location != null && locationHandle == StockAsOf.UNKNOWN) {
      return QuestionReport.refused(
          output, ResultCode.UNKNOWN_LOCATION, "not defined at that point");
    }
    StockReport report = new StockReport(output);
    if (sku != null && location != null) {
      report.add(row(stock, sku, location, stock.level(skuHandle, locationHandle)));
    } else {
      stock.rows(
          skuHandle,
          locationHandle,
          (rowSku, rowLocation, level) -> report.add(row(stock, rowSku, rowLocation, level)));
    }
    report.finish();
    if (!output.isJson()) {
      output.line(QuestionReport.asOf(stock.sequence(), stock.timeMicros()));
    }
    return ExitCode.DONE;
  }

  private static StockRow row(StockAsOf stock, String sku, String location, StockLevel level) {
    return new StockRow(
        sku,
        location,
        null,
        null,
        null,
        null,
        new StockLevels(
            level.sellable(),
            level.reserved(),
            level.damaged(),
            level.qualityControl(),
            level.blocked(),
            level.inTransit()),
        stock.sequence(),
        stock.timeMicros());
  }
}

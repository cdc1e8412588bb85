package io.zaiko.cli.bench;

import io.zaiko.bench.report.PerformanceReport;
import io.zaiko.bench.report.ReadmeFigures;
import io.zaiko.bench.report.ReportException;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a report of raw files. */
@Command(
    name = "report",
    description = "Makes a report with tables and plots of what `zaiko bench` and JMH measured.",
    sortOptions = false,
    footer = {
      "",
      "The raw files are load-*.jsonl, environment-*.json and the .hlog files of `zaiko bench load`,",
      "recover-*.jsonl and environment-*.json of `zaiko bench recover`,",
      "and results of JMH (-rf json) in files named jmh*.json. The report's folder is named by date",
      "and title, and holds a copy of them.",
      "",
      "Examples:",
      "  zaiko bench report --raw data/bench/today --title 'Window and echo'",
      "  zaiko bench report --raw data/bench/today --title Release --readme README.md"
    })
public final class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--raw", required = true, paramLabel = "DIR", description = "The raw files.")
  private Path raw;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "perf-reports",
      description = "Where the report's folder goes (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--title",
      paramLabel = "T",
      defaultValue = "Load",
      description = "Heads the report and names its folder (default: ${DEFAULT-VALUE}).")
  private String title;

  @Option(
      names = "--readme",
      paramLabel = "FILE",
      description = "A README whose table of figures is to come from this report.")
  private Path readme;

  @Option(names = "--json", description = "Print what was made as one JSON object.")
  private boolean json;

  /** Prints to this console. */
  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      PerformanceReport.Made made =
          PerformanceReport.make(raw, out, title, LocalDate.now(ZoneOffset.UTC));
      if (readme != null) {
        ReadmeFigures.update(readme, made.folder());
      }
      print(made, console.output(json));
      return ExitCode.DONE;
    } catch (ReportException e) {
      throw new InputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new InputException("cannot make the report: " + e, e);
    }
  }

  private static void print(PerformanceReport.Made made, Output output) {
    if (output.isJson()) {
      output.json(
          fields ->
              fields
                  .text("report", made.folder().resolve("report.md").toString())
                  .number("runs", made.runs())
                  .number("failed", made.failed())
                  .number("benchmarks", made.benchmarks())
                  .number("plots", made.plots()));
    } else {
      output.line(
          String.format(
              Locale.ROOT,
              "%s: %d runs, %d of them failed, %d benchmarks, %d plots",
              made.folder().resolve("report.md"),
              made.runs(),
              made.failed(),
              made.benchmarks(),
              made.plots()));
    }
  }
}

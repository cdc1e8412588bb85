package io.zaiko.cli.simulate;

import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.simulator.run.Coverage;
import io.zaiko.simulator.run.SimulationRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs random histories through the engine and the reference engine. */
@Command(
    name = "simulate",
    description =
        "Runs random histories through the engine and a second engine written for clarity.",
    footer = {
      "",
      "The same seed and number of commands give the same history on any machine. The first answer",
      "that differs ends it with exit status 4, the seed, and the shortest history that shows it.",
      "With --report a line is appended for every seed, and seeds that stand there are skipped, so",
      "that a long run can be done in parts.",
      "",
      "Examples:",
      "  zaiko simulate --seed 1 --commands 5000",
      "  zaiko simulate --seed 1 --seeds 1000 --commands 10000 --report seeds.jsonl",
      "  zaiko simulate --report seeds.jsonl --table"
    })
public final class SimulateCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed, or the first of them, 0 or more (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--commands",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Commands of each history (default: ${DEFAULT-VALUE}).")
  private int commands;

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "How many seeds, one after the other (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--report", paramLabel = "FILE", description = "Where to keep what was run.")
  private Path file;

  @Option(
      names = "--table",
      description = "Run nothing; print how often --report met each answer of each command.")
  private boolean table;

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  /** Prints to this console. */
  public SimulateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireOptions();
    Output output = console.output(json);
    SimulationReport report = file == null ? SimulationReport.none() : SimulationReport.read(file);
    if (table) {
      printTable(report, output);
      return ExitCode.DONE;
    }
    int skipped = 0;
    for (long next = seed; next < seed + count; next++) {
      skipped += report.has(next, commands) ? 1 : 0;
    }
    boolean same = run(report, skipped, output);
    printSummary(report, skipped, output);
    return same ? ExitCode.DONE : ExitCode.INTEGRITY;
  }

  private void requireOptions() {
    if (seed < 0 || commands < 1 || count < 1) {
      throw new InputException("--seed must be 0 or more, --commands and --seeds 1 or more");
    }
    if (table && file == null) {
      throw new InputException("--table needs the --report of a run");
    }
  }

  /** False at the first difference. */
  private boolean run(SimulationReport report, int skipped, Output output) {
    int done = 0;
    try (Progress progress = output.progress("seeds")) {
      for (long next = seed; next < seed + count; next++) {
        if (report.has(next, commands)) {
          continue;
        }
        SimulationRun.Result result = SimulationRun.of(next, commands);
        report.add(result);
        progress.clear();
        print(result, output);
        if (!result.isOk()) {
          return false;
        }
        done++;
        progress.update(done, (double) done / (count - skipped));
      }
    }
    return true;
  }

  private static void print(SimulationRun.Result result, Output output) {
    if (output.isJson()) {
      output.json(
          fields ->
              fields
                  .number("seed", result.seed())
                  .number("commands", result.commands())
                  .flag("ok", result.isOk())
                  .text("difference", result.failure().orElse(null)));
    } else if (!result.isOk()) {
      output.line(output.style().bad("different") + "  " + result.failure().orElseThrow());
    }
  }

  private static void printSummary(SimulationReport report, int skipped, Output output) {
    Coverage coverage = report.coverage();
    List<Long> different = report.different();
    if (output.isJson()) {
      output.json(
          fields ->
              fields
                  .text("seeds", report.ranges())
                  .number("skipped", skipped)
                  .number("commands", report.commands())
                  .flag("ok", different.isEmpty())
                  .numberList("different", different)
                  .objects("not_met", coverage.notMet(), SimulateCommand::pair)
                  .objects("not_expected", coverage.notExpected(), SimulateCommand::pair));
      return;
    }
    output.line(
        "%s  seeds %s%s, %,d commands; answers not met: %d%s"
            .formatted(
                different.isEmpty()
                    ? output.style().good("no difference")
                    : output.style().bad("different: seeds " + different),
                report.ranges(),
                skipped == 0 ? "" : " (" + skipped + " of them before)",
                report.commands(),
                coverage.notMet().size(),
                coverage.notExpected().isEmpty()
                    ? ""
                    : ", not expected: " + String.join(", ", coverage.notExpected())));
  }

  /** A command and an answer stand in one text, the command first. */
  private static void pair(JsonFields fields, String pair) {
    int space = pair.indexOf(' ');
    fields.text("command", pair.substring(0, space)).text("answer", pair.substring(space + 1));
  }

  private static void printTable(SimulationReport report, Output output) {
    Coverage coverage = report.coverage();
    if (output.isJson()) {
      output.json(fields -> SimulationReport.write(coverage, fields));
      return;
    }
    output.line(
        "Seeds %s: %,d histories of %,d commands in all"
            .formatted(report.ranges(), report.seeds(), report.commands()));
    output.line("");
    output.line(coverage.toMarkdown().stripTrailing());
    output.line("");
    output.line(
        coverage.notMet().isEmpty()
            ? "Every answer that is possible was met."
            : "Not met: " + String.join(", ", coverage.notMet()));
  }
}

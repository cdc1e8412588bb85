package io.zaiko.cli.demo;

import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows everything at once. */
@Command(
    name = "demo",
    description = "Runs a server under traffic, kills it, and proves that nothing was lost.",
    footer = {
      "",
      "In a temporary directory: starts a server process, defines stores and SKUs, loads stock, sends",
      "EC, POS and BOPIS traffic over TCP, kills the server with SIGKILL in the middle, starts it",
      "again, and compares the demo's own ledger of all answers with the stock and the journal.",
      "",
      "Exit status 0 only if nothing acknowledged was lost and all state hashes agree, else 4. The",
      "directory is removed, unless something was wrong.",
      "",
      "Examples:",
      "  zaiko demo",
      "  zaiko demo --seconds 5 --stores 20 --skus 100 --json"
    })
public final class DemoCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Seconds of traffic, 2 to 120 (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--stores",
      paramLabel = "N",
      defaultValue = "200",
      description = "Stores to define (default: ${DEFAULT-VALUE}).")
  private int stores;

  @Option(
      names = "--skus",
      paramLabel = "N",
      defaultValue = "5000",
      description = "SKUs to define; every store gets stock of each (default: ${DEFAULT-VALUE}).")
  private int skus;

  @Option(
      names = "--json",
      description = "Print JSON: an object for each second, then one with the findings.")
  private boolean json;

  /** Prints to this console. */
  public DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    DemoPlan plan = new DemoPlan(seconds, stores, skus);
    String problem = plan.problem();
    if (problem != null) {
      throw new InputException(problem);
    }
    Output output = console.output(json);
    try (DemoDirectory directory = DemoDirectory.make(output)) {
      return run(plan, output, directory);
    }
  }

  private static int run(DemoPlan plan, Output output, DemoDirectory directory) throws Exception {
    DemoReport report;
    try {
      report = new Demo(plan, output, directory).run();
    } catch (RuntimeException e) {
      if (directory.isInterrupted()) {
        return ExitCode.FAILED; // Ctrl-C took the server away: that is all there is to say
      }
      throw e;
    }
    report.print(output);
    directory.keepIf(!report.isOk());
    return report.isOk() ? ExitCode.DONE : ExitCode.INTEGRITY;
  }
}

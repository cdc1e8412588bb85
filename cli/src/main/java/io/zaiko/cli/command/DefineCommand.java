package io.zaiko.cli.command;

import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gathers what can be defined. */
@Command(
    name = "define",
    description = "Defines SKUs and locations.",
    synopsisSubcommandLabel = "(sku | location)",
    footer = {"", "Examples:", "  zaiko define sku A", "  zaiko define location SHIBUYA"})
public final class DefineCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** Prints to this console. */
  public DefineCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(console.err());
    return ExitCode.USAGE;
  }
}

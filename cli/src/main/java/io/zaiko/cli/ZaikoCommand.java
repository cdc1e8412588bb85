package io.zaiko.cli;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a subcommand: says what there is. */
@Command(
    name = "zaiko",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Real-time inventory availability: what can still be promised, where, right now.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Options may also stand in variables (ZAIKO_SERVER for --server) or in a file named with @FILE.",
      "",
      "Exit status: 0 done, 1 the server answered another code than OK, 2 wrong usage, 3 no server,",
      "4 integrity failure, 5 cannot start or internal error.",
      "",
      "Examples:",
      "  zaiko serve",
      "  zaiko reserve --help"
    })
final class ZaikoCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec;

  ZaikoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(console.err());
    return ExitCode.USAGE;
  }
}

package io.zaiko.cli;

import io.zaiko.cli.output.CommandGroup;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;

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
final class ZaikoCommand extends CommandGroup {
  ZaikoCommand(Console console) {
    super(console);
  }
}

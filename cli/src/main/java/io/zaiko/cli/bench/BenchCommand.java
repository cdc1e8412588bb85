package io.zaiko.cli.bench;

import io.zaiko.cli.output.CommandGroup;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;

/** Measures, and prepares what is measured. */
@Command(
    name = "bench",
    description = "Measures, and prepares what is measured.",
    synopsisSubcommandLabel = "load|compare|snapshot|recover|soak|guard|report|convert",
    footer = {
      "",
      "Examples:",
      "  zaiko bench load --help",
      "  zaiko bench compare --help",
      "  zaiko bench snapshot --help",
      "  zaiko bench recover --help",
      "  zaiko bench soak --help",
      "  zaiko bench guard --help",
      "  zaiko bench report --help",
      "  zaiko bench convert --help"
    })
public final class BenchCommand extends CommandGroup {
  /** Prints to this console. */
  public BenchCommand(Console console) {
    super(console);
  }
}

package io.zaiko.cli.bench;

import io.zaiko.cli.output.CommandGroup;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;

/** Converts data that retailers publish to traces. */
@Command(
    name = "convert",
    description = "Converts data that retailers publish to traces.",
    synopsisSubcommandLabel = "retailer|pos|pharmacies",
    footer = {"", "Examples:", "  zaiko bench convert pharmacies --help"})
public final class ConvertCommand extends CommandGroup {
  /** Prints to this console. */
  public ConvertCommand(Console console) {
    super(console);
  }
}

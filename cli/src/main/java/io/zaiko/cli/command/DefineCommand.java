package io.zaiko.cli.command;

import io.zaiko.cli.output.CommandGroup;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;

/** Gathers what can be defined. */
@Command(
    name = "define",
    description = "Defines SKUs and locations.",
    synopsisSubcommandLabel = "(sku | location)",
    footer = {"", "Examples:", "  zaiko define sku A", "  zaiko define location SHIBUYA"})
public final class DefineCommand extends CommandGroup {
  /** Prints to this console. */
  public DefineCommand(Console console) {
    super(console);
  }
}

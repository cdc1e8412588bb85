package io.zaiko.cli.command;

import io.zaiko.cli.output.CommandGroup;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;

/** Gathers what can be deleted. */
@Command(
    name = "delete",
    description = "Deletes SKUs and locations.",
    synopsisSubcommandLabel = "(sku | location)",
    footer = {"", "Examples:", "  zaiko delete sku A", "  zaiko delete location SHIBUYA"})
public final class DeleteCommand extends CommandGroup {
  /** Prints to this console. */
  public DeleteCommand(Console console) {
    super(console);
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.CommandGroup;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;

/** Gathers what happens to a transfer. */
@Command(
    name = "transfer",
    description = "Takes units from one location to another.",
    synopsisSubcommandLabel = "(request | cancel | dispatch | receive | close)",
    footer = {
      "",
      "Examples:",
      "  zaiko transfer request --id T-1 --from DC-1 --to SHIBUYA --line 4901234567894=12",
      "  zaiko transfer dispatch T-1",
      "  zaiko transfer receive T-1 --line 4901234567894=11",
      "  zaiko transfer close T-1"
    })
public final class TransferCommand extends CommandGroup {
  /** Prints to this console. */
  public TransferCommand(Console console) {
    super(console);
  }
}

package io.zaiko.cli.replay;

import io.zaiko.cli.output.CommandGroup;
import io.zaiko.cli.output.Console;
import picocli.CommandLine.Command;

/** Gathers the audits. */
@Command(
    name = "replay",
    description =
        "Audits a journal; its server may be running or not. And takes out what stops it.",
    synopsisSubcommandLabel = "(verify | stats | as-of | ledger | unmatched | tail | quarantine)",
    footer = {"", "Examples:", "  zaiko replay verify --data data/zaiko"})
public final class ReplayCommand extends CommandGroup {
  /** Prints to this console. */
  public ReplayCommand(Console console) {
    super(console);
  }
}

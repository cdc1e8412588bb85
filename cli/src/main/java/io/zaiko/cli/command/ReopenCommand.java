package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ReopenRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reopens a suspended location. */
@Command(
    name = "reopen",
    description = "Lets a suspended location take promises again.",
    footer = {"", "Examples:", "  zaiko reopen SHIBUYA"})
public final class ReopenCommand extends SendingCommand {
  @Parameters(paramLabel = "LOC", description = "Code of the location.")
  private String location;

  /** Prints to this console. */
  public ReopenCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new ReopenRequest(location);
  }
}

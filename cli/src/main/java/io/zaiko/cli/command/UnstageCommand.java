package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.UnstageRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a staged order back. */
@Command(
    name = "unstage",
    description = "Takes a staged order back to COMMITTED.",
    footer = {"", "Examples:", "  zaiko unstage ORDER-1"})
public final class UnstageCommand extends SendingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  /** Prints to this console. */
  public UnstageCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new UnstageRequest(id);
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.CommitRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Turns a hold into an order. */
@Command(
    name = "commit",
    description = "Turns a hold into an order: it does not expire any more.",
    footer = {"", "Examples:", "  zaiko commit ORDER-1"})
public final class CommitCommand extends SendingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  /** Prints to this console. */
  public CommitCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new CommitRequest(id);
  }
}

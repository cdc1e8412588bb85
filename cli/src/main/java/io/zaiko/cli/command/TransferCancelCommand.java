package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.TransferCancelRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Cancels a transfer. */
@Command(
    name = "cancel",
    description = "Gives back what a transfer has not dispatched.",
    footer = {"", "Examples:", "  zaiko transfer cancel T-1"})
public final class TransferCancelCommand extends SendingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the transfer.")
  private String id;

  /** Prints to this console. */
  public TransferCancelCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new TransferCancelRequest(id);
  }
}

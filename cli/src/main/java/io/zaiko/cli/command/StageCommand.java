package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.StageRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Marks an order as picked. */
@Command(
    name = "stage",
    description = "Marks an order as picked and waiting for the customer.",
    footer = {"", "Examples:", "  zaiko stage ORDER-1"})
public final class StageCommand extends SendingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  /** Prints to this console. */
  public StageCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new StageRequest(id);
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.SuspendRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Suspends a location. */
@Command(
    name = "suspend",
    description = "Lets a location take no new promises; facts and open reservations go on.",
    footer = {"", "Examples:", "  zaiko suspend SHIBUYA"})
public final class SuspendCommand extends SendingCommand {
  @Parameters(paramLabel = "LOC", description = "Code of the location.")
  private String location;

  /** Prints to this console. */
  public SuspendCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new SuspendRequest(location);
  }
}

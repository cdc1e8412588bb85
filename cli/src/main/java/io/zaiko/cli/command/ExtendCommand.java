package io.zaiko.cli.command;

import io.zaiko.cli.input.HoldTime;
import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ExtendRequest;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a hold last longer. */
@Command(
    name = "extend",
    description = "Lets a hold last so long from now on.",
    footer = {"", "Examples:", "  zaiko extend ORDER-1 --expires 30m"})
public final class ExtendCommand extends SendingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  @Option(
      names = "--expires",
      required = true,
      paramLabel = "TIME",
      converter = HoldTime.class,
      description = "How long from now: 30s, 15m, 24h.")
  private Duration hold;

  /** Prints to this console. */
  public ExtendCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new ExtendRequest(id, hold);
  }
}

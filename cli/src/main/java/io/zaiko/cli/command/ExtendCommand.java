package io.zaiko.cli.command;

import io.zaiko.cli.input.HoldTime;
import io.zaiko.cli.input.PointInTime;
import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ExtendRequest;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a hold or an order more time. */
@Command(
    name = "extend",
    description = "Lets a hold last so long from now on, or gives an order another deadline.",
    footer = {
      "",
      "Examples:",
      "  zaiko extend ORDER-1 --expires 30m",
      "  zaiko extend ORDER-1 --deadline 2026-11-30T20:00:00+09:00"
    })
public final class ExtendCommand extends SendingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  @ArgGroup(multiplicity = "1")
  private Until until;

  private static final class Until {
    @Option(
        names = "--expires",
        required = true,
        paramLabel = "TIME",
        converter = HoldTime.class,
        description = "Of a hold: how long from now: 30s, 15m, 24h.")
    private Duration hold;

    @Option(
        names = "--deadline",
        required = true,
        paramLabel = "TIME",
        converter = PointInTime.class,
        description = "Of an order: until when it is to be picked up: 2026-11-30T20:00:00+09:00.")
    private Instant deadline;
  }

  /** Prints to this console. */
  public ExtendCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return until.hold == null
        ? ExtendRequest.until(id, until.deadline)
        : ExtendRequest.holding(id, until.hold);
  }
}

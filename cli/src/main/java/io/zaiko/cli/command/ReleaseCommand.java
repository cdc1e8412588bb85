package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ReleaseRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives promised units back. */
@Command(
    name = "release",
    description = "Gives promised units back.",
    footer = {
      "",
      "Examples:",
      "  zaiko release ORDER-1",
      "  zaiko release ORDER-1 --line 4901234567894@SHIBUYA=1"
    })
public final class ReleaseCommand extends SendingCommand {
  @Mixin private LinesOfReservation reservation;

  /** Prints to this console. */
  public ReleaseCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new ReleaseRequest(reservation.id(), reservation.lines());
  }

  @Override
  List<AskedLine> asked() {
    return reservation.asked();
  }
}

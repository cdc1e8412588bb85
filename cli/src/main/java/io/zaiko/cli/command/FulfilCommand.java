package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.FulfilRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Records that an order was handed over. */
@Command(
    name = "fulfil",
    description = "Records that units of an order were handed over.",
    footer = {
      "",
      "Examples:",
      "  zaiko fulfil ORDER-1",
      "  zaiko fulfil ORDER-1 --line 4901234567894@SHIBUYA=1"
    })
public final class FulfilCommand extends SendingCommand {
  @Mixin private LinesOfReservation reservation;

  /** Prints to this console. */
  public FulfilCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new FulfilRequest(reservation.id(), reservation.lines());
  }

  @Override
  List<AskedLine> asked() {
    return reservation.asked();
  }
}

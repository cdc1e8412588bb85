package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ShortRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records that units were not found. */
@Command(
    name = "short",
    description =
        "Records that the picker did not find units of an order; they become blocked stock.",
    footer = {
      "",
      "Examples:",
      "  zaiko short ORDER-1",
      "  zaiko short ORDER-1 --line 4901234567894@SHIBUYA=1"
    })
public final class ShortCommand extends SendingCommand {
  @Mixin private LinesOfReservation reservation;

  @Option(names = "--keep-sellable", description = "Leave the units in sellable.")
  private boolean keepSellable;

  /** Prints to this console. */
  public ShortCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new ShortRequest(reservation.id(), reservation.lines(), keepSellable);
  }

  @Override
  List<AskedLine> asked() {
    return reservation.asked();
  }
}

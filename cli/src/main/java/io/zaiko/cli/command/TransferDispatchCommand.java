package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.TransferDispatchRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Records that units left. */
@Command(
    name = "dispatch",
    description =
        "Records that units left the source of a transfer; without --line all that is open.",
    footer = {
      "",
      "A fact: more than was asked for, or other SKUs, may leave.",
      "",
      "Examples:",
      "  zaiko transfer dispatch T-1",
      "  zaiko transfer dispatch T-1 --line 4901234567894=11"
    })
public final class TransferDispatchCommand extends SendingCommand {
  @Mixin private LinesOfTransfer transfer;

  /** Prints to this console. */
  public TransferDispatchCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new TransferDispatchRequest(transfer.id(), transfer.lines());
  }

  @Override
  List<AskedLine> asked() {
    return transfer.asked();
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.TransferReceiveRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Records that units arrived. */
@Command(
    name = "receive",
    description =
        "Records that units arrived at the destination; without --line all that is in transit.",
    footer = {
      "",
      "A fact: what is beyond what was in transit was found.",
      "",
      "Examples:",
      "  zaiko transfer receive T-1",
      "  zaiko transfer receive T-1 --line 4901234567894=11"
    })
public final class TransferReceiveCommand extends SendingCommand {
  @Mixin private LinesOfTransfer transfer;

  /** Prints to this console. */
  public TransferReceiveCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new TransferReceiveRequest(transfer.id(), transfer.lines());
  }

  @Override
  List<AskedLine> asked() {
    return transfer.asked();
  }
}

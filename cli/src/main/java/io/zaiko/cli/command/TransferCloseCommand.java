package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.TransferCloseRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a transfer. */
@Command(
    name = "close",
    description = "Ends a transfer: the lines arrived last, what is in transit then is lost.",
    footer = {
      "",
      "What is open is given back.",
      "",
      "Examples:",
      "  zaiko transfer close T-1",
      "  zaiko transfer close T-1 --line 4901234567894=11"
    })
public final class TransferCloseCommand extends SendingCommand {
  @Mixin private LinesOfTransfer transfer;

  /** Prints to this console. */
  public TransferCloseCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new TransferCloseRequest(transfer.id(), transfer.lines());
  }

  @Override
  List<AskedLine> asked() {
    return transfer.asked();
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.DeleteRequest;
import io.zaiko.protocol.sbe.ResultCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a location. */
@Command(
    name = "location",
    description = "Deletes a location that has neither stock nor reserved units.",
    footer = {
      "",
      "Its safety stock, quotas, bands and open count go with it. A code that comes back is a new one.",
      "",
      "Examples:",
      "  zaiko delete location SHIBUYA"
    })
public final class DeleteLocationCommand extends SendingCommand {
  @Parameters(paramLabel = "CODE", description = "Code of the location.")
  private String code;

  /** Prints to this console. */
  public DeleteLocationCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return DeleteRequest.location(code);
  }

  @Override
  String explain(ResultCode code) {
    return code == ResultCode.ILLEGAL_STATE
        ? "nothing was changed: it has stock or reserved units, or a transfer is under way. See: zaiko"
            + " reservation --at"
        : super.explain(code);
  }
}

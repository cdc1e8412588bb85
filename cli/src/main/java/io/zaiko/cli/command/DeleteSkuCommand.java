package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.DeleteRequest;
import io.zaiko.protocol.sbe.ResultCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a SKU. */
@Command(
    name = "sku",
    description = "Deletes a SKU that has neither stock nor reserved units.",
    footer = {
      "",
      "Its safety stock, quotas, bands go with it. A code that comes back is a new one.",
      "",
      "Examples:",
      "  zaiko delete sku 4901234567894"
    })
public final class DeleteSkuCommand extends SendingCommand {
  @Parameters(paramLabel = "CODE", description = "Code of the SKU.")
  private String code;

  /** Prints to this console. */
  public DeleteSkuCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return DeleteRequest.sku(code);
  }

  @Override
  String explain(ResultCode code) {
    return code == ResultCode.ILLEGAL_STATE
        ? "nothing was changed: it has stock or reserved units. See: zaiko stock SKU --all"
        : super.explain(code);
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.CountCloseRequest;
import io.zaiko.protocol.sbe.ResultCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends an open count. */
@Command(
    name = "close",
    description = "Ends the open count of a location; its cut cannot be counted at any more.",
    footer = {"", "Examples:", "  zaiko count close --at SHIBUYA"})
public final class CountCloseCommand extends SendingCommand {
  @Option(names = "--at", required = true, paramLabel = "LOC", description = "The location.")
  private String location;

  /** Prints to this console. */
  public CountCloseCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new CountCloseRequest(location);
  }

  @Override
  String explain(ResultCode code) {
    return code == ResultCode.ILLEGAL_STATE
        ? "nothing was changed: no count is open there"
        : super.explain(code);
  }
}

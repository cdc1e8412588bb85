package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Output;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.CountOpenRequest;
import io.zaiko.protocol.sbe.ResultCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets a cut. */
@Command(
    name = "open",
    description = "Sets a cut (棚卸基準時点) at a location; counts may refer to it while goods move on.",
    footer = {
      "",
      "One count may be open at a location; it is dropped after 48 hours.",
      "",
      "Examples:",
      "  zaiko count open --at SHIBUYA"
    })
public final class CountOpenCommand extends SendingCommand {
  @Option(names = "--at", required = true, paramLabel = "LOC", description = "The location.")
  private String location;

  /** Prints to this console. */
  public CountOpenCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new CountOpenRequest(location);
  }

  @Override
  void remark(CommandAnswer answer, Output output) {
    if (answer.ok() && !output.isJson()) {
      output.line("cut %d: count with --at %s --cut %1$d".formatted(answer.sequence(), location));
    }
  }

  @Override
  String explain(ResultCode code) {
    return code == ResultCode.ILLEGAL_STATE
        ? "nothing was changed: a count is open there already. End it: zaiko count close --at"
        : super.explain(code);
  }
}

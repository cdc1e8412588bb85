package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.CommitRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Turns a hold into an order. */
@Command(
    name = "commit",
    description = "Turns a hold into an order: it does not expire any more.",
    footer = {
      "",
      "Examples:",
      "  zaiko commit ORDER-1",
      "  zaiko commit ORDER-1 --deadline 2026-11-30T20:00:00+09:00 --on-deadline expire"
    })
public final class CommitCommand extends SendingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  @ArgGroup(exclusive = false)
  private Deadline deadline;

  /** Prints to this console. */
  public CommitCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    CommitRequest request = CommitRequest.of(id);
    return deadline == null ? request : request.withDeadline(deadline.time(), deadline.passing());
  }
}

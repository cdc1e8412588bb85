package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.ZaikoClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A reservation by its id, or all that are open at a location. */
@Command(
    name = "reservation",
    description =
        "Shows a reservation or transfer and what became of each line; with --at what is to be"
            + " picked at a location and what waits for pickup, the most urgent first.",
    footer = {
      "",
      "Examples:",
      "  zaiko reservation ORDER-1",
      "  zaiko reservation ORDER-1 --json",
      "  zaiko reservation --at SHIBUYA"
    })
public final class ReservationCommand extends AskingCommand {
  @ArgGroup(multiplicity = "1")
  private Which which;

  private static final class Which {
    @Parameters(paramLabel = "ID", arity = "1", description = "Id of the reservation or transfer.")
    private String id;

    @Option(
        names = "--at",
        required = true,
        paramLabel = "LOC",
        description = "All that is open at this location.")
    private String location;
  }

  /** Prints to this console. */
  public ReservationCommand(Console console) {
    super(console);
  }

  @Override
  int ask(ZaikoClient client, Output output) {
    return which.location == null
        ? new ReservationReport(output).print(Answers.await(client.reservation(which.id)))
        : new PickList(output).print(client, which.location);
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.input.LineArgument;
import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReleaseRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives promised units back. */
@Command(
    name = "release",
    description = "Gives promised units back.",
    footer = {
      "",
      "Examples:",
      "  zaiko release ORDER-1",
      "  zaiko release ORDER-1 --line 4901234567894@SHIBUYA=1"
    })
public final class ReleaseCommand extends SendingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  @Option(
      names = "--line",
      arity = "1..*",
      paramLabel = "SKU@LOC=QTY",
      converter = LinesAnywhere.class,
      description = "Only so many of these; the rest stays open (default: all that is open).")
  private List<LineArgument> lines;

  /** Prints to this console. */
  public ReleaseCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new ReleaseRequest(id, lines());
  }

  @Override
  List<Line> lines() {
    return lines == null ? List.of() : lines.stream().map(LineArgument::toLine).toList();
  }
}

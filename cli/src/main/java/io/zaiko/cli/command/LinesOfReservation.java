package io.zaiko.cli.command;

import io.zaiko.cli.input.LineArgument;
import io.zaiko.client.Line;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A reservation, all that is open of it or some of its lines. */
final class LinesOfReservation {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  @Option(
      names = "--line",
      arity = "1..*",
      paramLabel = "SKU@LOC=QTY",
      converter = LinesAnywhere.class,
      description = "Only so many of these; the rest stays open (default: all that is open).")
  private List<LineArgument> arguments;

  String id() {
    return id;
  }

  /** In the order typed; none for all that is open. */
  List<Line> lines() {
    return arguments == null ? List.of() : arguments.stream().map(LineArgument::toLine).toList();
  }

  List<AskedLine> asked() {
    return AskedLine.of(lines());
  }
}

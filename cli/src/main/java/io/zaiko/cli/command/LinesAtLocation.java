package io.zaiko.cli.command;

import io.zaiko.cli.input.LineArgument;
import io.zaiko.client.Line;
import java.util.List;
import picocli.CommandLine.Option;

/** Lines that are all at one location. */
final class LinesAtLocation {
  @Option(
      names = "--at",
      required = true,
      paramLabel = "LOC",
      description = "Code of the location.")
  private String location;

  @Option(
      names = "--line",
      required = true,
      arity = "1..*",
      paramLabel = "SKU=QTY",
      converter = LinesWithoutLocation.class,
      description = "A SKU and how many units; may be given up to 256 times.")
  private List<LineArgument> arguments;

  String location() {
    return location;
  }

  /** In the order typed. */
  List<Line> lines() {
    return arguments.stream().map(line -> line.at(location)).toList();
  }

  List<AskedLine> asked() {
    return AskedLine.of(lines());
  }
}

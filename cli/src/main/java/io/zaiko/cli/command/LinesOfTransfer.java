package io.zaiko.cli.command;

import io.zaiko.cli.input.LineArgument;
import io.zaiko.client.SkuLine;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A transfer, and some units of it. */
final class LinesOfTransfer {
  @Parameters(paramLabel = "ID", description = "Id of the transfer.")
  private String id;

  @Option(
      names = "--line",
      arity = "1..*",
      paramLabel = "SKU=QTY",
      converter = LinesWithoutLocation.class,
      description = "A SKU and how many units; may be given up to 256 times (default: see above).")
  private List<LineArgument> arguments;

  String id() {
    return id;
  }

  /** In the order typed; none if none was. */
  List<SkuLine> lines() {
    return arguments == null ? List.of() : arguments.stream().map(LineArgument::toSkuLine).toList();
  }

  List<AskedLine> asked() {
    return AskedLine.ofTransfer(lines(), null);
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.input.LineArgument;
import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.SkuLine;
import io.zaiko.client.TransferRequest;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks for a transfer. */
@Command(
    name = "request",
    description = "Promises units of one location to another, all of them or none.",
    footer = {
      "",
      "Until it is dispatched it is a paid reservation of the channel TRANSFER at the source.",
      "",
      "Examples:",
      "  zaiko transfer request --id T-1 --from DC-1 --to SHIBUYA --line 4901234567894=12"
    })
public final class TransferRequestCommand extends SendingCommand {
  @Option(names = "--id", required = true, paramLabel = "ID", description = "Id of your choice.")
  private String id;

  @Option(names = "--from", required = true, paramLabel = "LOC", description = "The source.")
  private String source;

  @Option(names = "--to", required = true, paramLabel = "LOC", description = "The destination.")
  private String destination;

  @Option(
      names = "--line",
      required = true,
      arity = "1..*",
      paramLabel = "SKU=QTY",
      converter = LinesWithoutLocation.class,
      description = "A SKU and how many units; may be given up to 256 times.")
  private List<LineArgument> arguments;

  /** Prints to this console. */
  public TransferRequestCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new TransferRequest(id, source, destination, lines());
  }

  private List<SkuLine> lines() {
    return arguments.stream().map(LineArgument::toSkuLine).toList();
  }

  @Override
  List<AskedLine> asked() {
    return AskedLine.ofTransfer(lines(), source);
  }

  @Override
  String explain(ResultCode code) {
    return code == ResultCode.ILLEGAL_STATE
        ? "nothing was changed: source and destination are the same location"
        : super.explain(code);
  }
}

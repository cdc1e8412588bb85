package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.MoveRequest;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves units between buckets. */
@Command(
    name = "move",
    description = "Moves units at a location from one bucket to another.",
    footer = {
      "",
      "Refused if the bucket has less, or if units are to leave sellable that are reserved.",
      "",
      "Examples:",
      "  zaiko move --at SHIBUYA --line 4901234567894=1 --from sellable --to damaged",
      "  zaiko move --at SHIBUYA --line 4901234567894=3 --from quality-control --to sellable"
    })
public final class MoveCommand extends SendingCommand {
  @Mixin private LinesAtLocation goods;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "BUCKET",
      converter = Choices.PlaceReader.class,
      description = "The bucket they leave: ${COMPLETION-CANDIDATES}.")
  private Choices.Place from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "BUCKET",
      converter = Choices.PlaceReader.class,
      description = "The bucket they go to: ${COMPLETION-CANDIDATES}.")
  private Choices.Place to;

  /** Prints to this console. */
  public MoveCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new MoveRequest(goods.lines(), from.wire(), to.wire(), "");
  }

  @Override
  List<AskedLine> asked() {
    return goods.asked();
  }

  @Override
  String explain(ResultCode code) {
    return code == ResultCode.MALFORMED && from == to
        ? "nothing was changed: --from and --to are the same bucket"
        : super.explain(code);
  }
}

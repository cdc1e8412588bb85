package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.CountRequest;
import io.zaiko.client.Line;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records a count. */
@Command(
    name = "count",
    description = "Records what was counted just now; it replaces what the book says.",
    footer = {
      "",
      "A fact: never refused for lack of stock. Lines with an unknown SKU or location are kept in the",
      "journal, move nothing, and are warned about.",
      "",
      "Examples:",
      "  zaiko count --at SHIBUYA --line 4901234567894=17",
      "  zaiko count --at SHIBUYA --bucket damaged --line 4901234567894=0"
    })
public final class CountCommand extends SendingCommand {
  @Mixin private LinesAtLocation goods;

  @Option(
      names = "--bucket",
      paramLabel = "B",
      defaultValue = "sellable",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Choices.CountedBucket bucket;

  /** Prints to this console. */
  public CountCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new CountRequest(goods.lines(), bucket.wire(), 0, "", "");
  }

  @Override
  List<Line> lines() {
    return goods.lines();
  }
}

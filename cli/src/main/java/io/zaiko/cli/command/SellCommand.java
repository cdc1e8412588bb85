package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.Line;
import io.zaiko.client.SellRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records a sale. */
@Command(
    name = "sell",
    description = "Records a sale, or with --policy enforce asks for it.",
    footer = {
      "",
      "A fact: never refused for lack of stock. Lines with an unknown SKU or location are kept in the",
      "journal, move nothing, and are warned about.",
      "",
      "Examples:",
      "  zaiko sell --at SHIBUYA --line 4901234567894=1",
      "  zaiko sell --at SHIBUYA --line 4901234567894=1 --policy enforce"
    })
public final class SellCommand extends SendingCommand {
  @Mixin private LinesAtLocation goods;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      defaultValue = "record",
      description =
          "${COMPLETION-CANDIDATES}: enforce refuses a sale beyond the stock that is not reserved"
              + " (default: ${DEFAULT-VALUE}).")
  private Choices.Policy policy;

  /** Prints to this console. */
  public SellCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new SellRequest(goods.lines(), "", policy.wire(), "");
  }

  @Override
  List<Line> lines() {
    return goods.lines();
  }
}

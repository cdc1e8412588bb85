package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.CountRequest;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Records a count. */
@Command(
    name = "count",
    description = "Records what was counted; it replaces what the book says.",
    synopsisSubcommandLabel = "[open | close]",
    footer = {
      "",
      "A fact: never refused for lack of stock. Lines with an unknown SKU or location are kept in the",
      "journal, move nothing, and are warned about. With --cut what moved since that cut stays moved.",
      "",
      "Examples:",
      "  zaiko count --at SHIBUYA --line 4901234567894=17",
      "  zaiko count --at SHIBUYA --bucket damaged --line 4901234567894=0",
      "  zaiko count open --at SHIBUYA",
      "  zaiko count --at SHIBUYA --cut 4711 --line 4901234567894=17",
      "  zaiko count --at SHIBUYA --expect 20 --line 4901234567894=17"
    })
public final class CountCommand extends SendingCommand {
  @Spec private CommandSpec spec;

  // A group, since subcommands are typed without what is required here.
  @ArgGroup(exclusive = false)
  private LinesAtLocation goods;

  @Option(
      names = "--bucket",
      paramLabel = "B",
      converter = Choices.PlaceReader.class,
      defaultValue = "sellable",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Choices.Place bucket;

  @Option(
      names = "--cut",
      paramLabel = "CUT",
      defaultValue = "0",
      description = "The cut that the count refers to, as count open said it (default: now).")
  private long cut;

  @Option(
      names = "--expect",
      paramLabel = "N",
      description = "Count only if the book has so many units of every line, else answer STALE.")
  private Long expected;

  /** Prints to this console. */
  public CountCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    CountRequest request =
        new CountRequest(goods().lines(), bucket.wire(), cut, OptionalLong.empty(), "", "");
    return expected == null ? request : request.expecting(expected);
  }

  @Override
  List<AskedLine> asked() {
    return goods().asked();
  }

  private LinesAtLocation goods() {
    if (goods == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required options: '--at=LOC', '--line=SKU=QTY'");
    }
    return goods;
  }
}

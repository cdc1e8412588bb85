package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.SetSafetyRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets safety stock. */
@Command(
    name = "safety",
    description =
        "Sets the safety stock: units at a location hidden from a channel, for one SKU or,"
            + " without --sku, for all that have none of their own.",
    footer = {
      "",
      "Examples:",
      "  zaiko safety --channel EC --at SHIBUYA --quantity 2",
      "  zaiko safety --channel EC --at SHIBUYA --sku 4901234567894 --quantity 5"
    })
public final class SafetyCommand extends SendingCommand {
  @Option(names = "--channel", required = true, paramLabel = "CH", description = "The channel.")
  private String channel;

  @Option(names = "--at", required = true, paramLabel = "LOC", description = "The location.")
  private String location;

  @Option(names = "--sku", paramLabel = "SKU", defaultValue = "", description = "Only this SKU.")
  private String sku;

  @Option(names = "--quantity", required = true, paramLabel = "N", description = "Units to hide.")
  private long quantity;

  /** Prints to this console. */
  public SafetyCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new SetSafetyRequest(sku, location, channel, quantity);
  }
}

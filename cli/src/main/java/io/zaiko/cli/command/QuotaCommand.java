package io.zaiko.cli.command;

import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.SetQuotaRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets a quota. */
@Command(
    name = "quota",
    description = "Caps the units of a SKU that a channel may have reserved at a location.",
    footer = {
      "",
      "A cap below what the channel has reserved breaks no promise; it refuses new ones.",
      "",
      "Examples:",
      "  zaiko quota --channel MARKETPLACE --at SHIBUYA --sku 4901234567894 --quantity 10",
      "  zaiko quota --channel MARKETPLACE --at SHIBUYA --sku 4901234567894 --unlimited"
    })
public final class QuotaCommand extends SendingCommand {
  @Option(names = "--channel", required = true, paramLabel = "CH", description = "The channel.")
  private String channel;

  @Option(names = "--at", required = true, paramLabel = "LOC", description = "The location.")
  private String location;

  @Option(names = "--sku", required = true, paramLabel = "SKU", description = "The SKU.")
  private String sku;

  @ArgGroup(multiplicity = "1")
  private Cap cap;

  private static final class Cap {
    @Option(
        names = "--quantity",
        required = true,
        paramLabel = "N",
        description = "Most units that may be reserved, 0 or more.")
    private long quantity;

    @Option(names = "--unlimited", required = true, description = "Take the cap away.")
    private boolean unlimited;
  }

  /** Prints to this console. */
  public QuotaCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return cap.unlimited
        ? SetQuotaRequest.unlimited(sku, location, channel)
        : new SetQuotaRequest(sku, location, channel, requireNotNegative(cap.quantity));
  }

  /** On the wire a number below zero takes the cap away; nobody shall do that by a slip. */
  private static long requireNotNegative(long quantity) {
    if (quantity < 0) {
      throw new InputException(
          "--quantity is " + quantity + ", but must be 0 or more; --unlimited takes the cap away");
    }
    return quantity;
  }
}

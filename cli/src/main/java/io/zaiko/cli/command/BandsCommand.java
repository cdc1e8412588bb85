package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.SetBandsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets bands. */
@Command(
    name = "bands",
    description =
        "Says from when on there is little (△): up to --low units. Enough (○) is again more than"
            + " --low and --hysteresis together.",
    footer = {
      "",
      "What is said of a SKU goes before what is said of all, then what is said of a channel before what",
      "is said of all channels.",
      "",
      "Examples:",
      "  zaiko bands --low 3",
      "  zaiko bands --channel EC --sku 4901234567894 --low 5 --hysteresis 2"
    })
public final class BandsCommand extends SendingCommand {
  @Option(names = "--channel", paramLabel = "CH", defaultValue = "", description = "Only for it.")
  private String channel;

  @Option(names = "--sku", paramLabel = "SKU", defaultValue = "", description = "Only this SKU.")
  private String sku;

  @Option(
      names = "--low",
      required = true,
      paramLabel = "N",
      description = "Units up to which there is little, 0 or more.")
  private long low;

  @Option(
      names = "--hysteresis",
      paramLabel = "N",
      defaultValue = "0",
      description = "Units more than --low until there is enough again (default: 0).")
  private long hysteresis;

  /** Prints to this console. */
  public BandsCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new SetBandsRequest(sku, channel, low, hysteresis);
  }
}

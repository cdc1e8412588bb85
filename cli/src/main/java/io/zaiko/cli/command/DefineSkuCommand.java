package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.DefineSkuRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Defines a SKU. */
@Command(
    name = "sku",
    description = "Defines a SKU, or updates its name.",
    footer = {"", "Examples:", "  zaiko define sku 4901234567894 --name 'Green tea 500 ml'"})
public final class DefineSkuCommand extends SendingCommand {
  @Parameters(paramLabel = "CODE", description = "Code of the SKU, often a GTIN-13/JAN.")
  private String code;

  @Option(names = "--name", paramLabel = "N", defaultValue = "", description = "Its name.")
  private String name;

  /** Prints to this console. */
  public DefineSkuCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new DefineSkuRequest(code, name);
  }
}

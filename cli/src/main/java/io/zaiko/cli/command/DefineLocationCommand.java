package io.zaiko.cli.command;

import io.zaiko.cli.input.Coordinates;
import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.DefineLocationRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Defines a location. */
@Command(
    name = "location",
    description = "Defines a store or warehouse, or updates all its attributes.",
    footer = {
      "",
      "Examples:",
      "  zaiko define location SHIBUYA",
      "  zaiko define location DC-1 --type warehouse --channels EC,MARKETPLACE",
      "  zaiko define location UENO --coordinates 35.713768,139.777254 --region Tokyo"
    })
public final class DefineLocationCommand extends SendingCommand {
  @Parameters(paramLabel = "CODE", description = "Code of the location.")
  private String code;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "store",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Choices.Type type;

  @Option(
      names = "--coordinates",
      paramLabel = "LAT,LON",
      converter = Coordinates.Converter.class,
      description = "Where it is, in degrees.")
  private Coordinates coordinates;

  @Option(names = "--region", paramLabel = "R", defaultValue = "", description = "Its region.")
  private String region;

  @Option(
      names = "--channels",
      split = ",",
      paramLabel = "CH",
      description = "Channels it serves, separated by commas (default: all that are configured).")
  private List<String> channels;

  /** Prints to this console. */
  public DefineLocationCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    DefineLocationRequest request =
        DefineLocationRequest.of(code)
            .withType(type.wire())
            .withRegion(region)
            .withChannels(channelNames());
    return coordinates == null
        ? request
        : request.at(coordinates.latitude(), coordinates.longitude());
  }

  /** A comma at the end, or spaces around one, are no names. */
  private List<String> channelNames() {
    return channels == null
        ? List.of()
        : channels.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
  }
}

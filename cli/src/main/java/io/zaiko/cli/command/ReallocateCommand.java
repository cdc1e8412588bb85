package io.zaiko.cli.command;

import io.zaiko.cli.input.LineArgument;
import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ReallocateRequest;
import io.zaiko.client.Relocation;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves promises to other locations. */
@Command(
    name = "reallocate",
    description = "Moves what a reservation has open of a SKU to another location, in one step.",
    footer = {"", "Examples:", "  zaiko reallocate ORDER-1 --line 4901234567894@SHIBUYA=UENO"})
public final class ReallocateCommand extends SendingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  @Option(
      names = "--line",
      required = true,
      arity = "1..*",
      paramLabel = "SKU@FROM=TO",
      converter = Relocations.class,
      description = "A SKU, where it is promised and where it shall be; up to 256 times.")
  private List<Relocation> lines;

  private static final class Relocations implements ITypeConverter<Relocation> {
    @Override
    public Relocation convert(String text) {
      return LineArgument.relocation(text);
    }
  }

  /** Prints to this console. */
  public ReallocateCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    return new ReallocateRequest(id, lines);
  }

  @Override
  List<AskedLine> asked() {
    return AskedLine.ofRelocations(lines);
  }
}

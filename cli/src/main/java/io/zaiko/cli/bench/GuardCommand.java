package io.zaiko.cli.bench;

import io.zaiko.bench.guard.Guard;
import io.zaiko.bench.guard.GuardFigure;
import io.zaiko.bench.guard.GuardReference;
import io.zaiko.bench.load.Machine;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zaiko bench guard}: whether a change made the engine slower. */
@Command(
    name = "guard",
    description = "Tells whether the engine's main operations became slower, or allocate.",
    sortOptions = false,
    footer = {
      "",
      "Each operation is measured in this process, in turns with a random read of this machine's",
      "memory, and only their ratio is held against that of the reference: so a slower or busier",
      "machine passes, and slower code does not. Takes about a minute.",
      "",
      "Exit status 0 when all is as fast as it was, within the tolerance, and allocates nothing; 1",
      "when something is not (it is named).",
      "",
      "Examples:",
      "  zaiko bench guard",
      "  zaiko bench guard --write     after a change that is meant to cost, or to save, something"
    })
public final class GuardCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      defaultValue = "bench/guard.json",
      description = "The ratios to hold against (default: ${DEFAULT-VALUE}).")
  private Path reference;

  @Option(
      names = "--write",
      description = "Write what is measured as the new reference, instead of holding against it.")
  private boolean write;

  @Option(
      names = "--tolerance",
      paramLabel = "N",
      defaultValue = "1.5",
      description =
          "With --write: how many times the ratio may be in the future (default: ${DEFAULT-VALUE}).")
  private double tolerance;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Stock records, a multiple of 200 locations (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--open",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Reservations open all the time (default: ${DEFAULT-VALUE}).")
  private int open;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description = "Turns of each operation (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0.3",
      description = "Of each turn (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--json", description = "Print an object for each operation.")
  private boolean json;

  /** Prints to this console. */
  public GuardCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Output output = console.output(json);
    if (records < 200 || records % 200 != 0 || open < 2 || rounds < 1 || !(seconds > 0)) {
      throw new InputException(
          "--records is a multiple of 200, --open 2 or more, --rounds 1 or more, --seconds above 0");
    }
    if (!(tolerance > 1)) {
      throw new InputException("--tolerance " + tolerance + " is not above 1");
    }
    GuardReference before = write ? null : reference();
    List<GuardFigure> figures;
    try (Guard guard = new Guard(records, open, seconds)) {
      figures = guard.run(rounds);
    }
    print(figures, before, output);
    return write ? keep(figures, output) : judge(figures, before, output);
  }

  private GuardReference reference() {
    try {
      return GuardReference.read(reference);
    } catch (IOException e) {
      throw new InputException("no reference to hold against (--write makes one): " + e, e);
    }
  }

  private static void print(List<GuardFigure> figures, GuardReference before, Output output) {
    if (output.isJson()) {
      for (GuardFigure figure : figures) {
        output.json(
            fields ->
                fields
                    .text("operation", figure.name())
                    .decimal("nanos", figure.nanos())
                    .decimal("ratio", figure.ratio())
                    .decimal("bytes", figure.bytes()));
      }
      return;
    }
    Table table = new Table("operation", "#ns", "#ratio", "#was", "#bytes");
    for (GuardFigure figure : figures) {
      Double was = before == null ? null : before.ratios().get(figure.name());
      table.row(
          figure.name(),
          text(figure.nanos()),
          text(figure.ratio()),
          was == null ? "-" : text(was),
          text(figure.bytes()));
    }
    output.table(table);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private int keep(List<GuardFigure> figures, Output output) {
    try {
      int cores = Runtime.getRuntime().availableProcessors();
      GuardReference.of(tolerance, figures).write(reference, Machine.describe(Path.of("."), cores));
    } catch (IOException e) {
      output.error("the reference cannot be written: " + e);
      return ExitCode.FAILED;
    }
    return ExitCode.DONE;
  }

  private static int judge(List<GuardFigure> figures, GuardReference before, Output output) {
    List<String> complaints = before.complaints(figures);
    complaints.forEach(output::error);
    return complaints.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
  }
}

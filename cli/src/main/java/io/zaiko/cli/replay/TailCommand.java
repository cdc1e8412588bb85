package io.zaiko.cli.replay;

import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.PlannedStop;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.output.Times;
import io.zaiko.replay.JournalTail;
import io.zaiko.replay.JournaledCommand;
import io.zaiko.replay.NamedLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the last records of a journal, and goes on as a server writes. */
@Command(
    name = "tail",
    description = "Prints the last records of a journal, one a line.",
    footer = {
      "",
      "Sequence, time, command, answer, client, channel, reference, then what it names.",
      "",
      "Examples:",
      "  zaiko replay tail --records 20",
      "  zaiko replay tail --follow --json"
    })
public final class TailCommand extends AuditCommand {
  private static final int LINES_SHOWN = 3;
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(names = "--follow", description = "Go on with what the server writes, until Ctrl-C.")
  private boolean follow;

  /** Prints to this console. */
  public TailCommand(Console console) {
    super(console);
  }

  @Override
  int audit(Path dataDirectory, Output output) {
    if (records < 0) {
      throw new InputException("--records is " + records + ", but must be 0 or more");
    }
    if (!follow) {
      read(dataDirectory, output, Runnable::run);
      return ExitCode.DONE;
    }
    try (PlannedStop stop = PlannedStop.ofThisProcess()) {
      read(dataDirectory, output, stop::whole);
    }
    return ExitCode.DONE;
  }

  private void read(Path dataDirectory, Output output, Executor printer) {
    try (Progress progress = output.progress("records")) {
      JournalTail.read(
          dataDirectory,
          records,
          (command, lines) -> {
            progress.clear();
            printer.execute(() -> print(command, lines, output));
          },
          () -> follow && waitForMore(output),
          shownBy(progress));
    }
  }

  /** False when nobody reads any more what is printed. */
  private static boolean waitForMore(Output output) {
    LockSupport.parkNanos(PAUSE_NS);
    return !output.isClosed();
  }

  private static void print(JournaledCommand command, List<NamedLine> lines, Output output) {
    if (output.isJson()) {
      output.json(json -> fields(json, command, lines));
    } else {
      output.line(text(command, lines).stripTrailing());
    }
  }

  private static void fields(JsonFields json, JournaledCommand command, List<NamedLine> lines) {
    json.number("sequence", command.sequence())
        .time("time", command.timeMicros())
        .text("command", command.command())
        .text("result", command.result())
        .flag("repeated", command.repeated())
        .number("oversold_opened", command.oversellsOpened())
        .numberOrNull("session", command.session() == 0 ? null : command.session())
        .numberOrNull("request_id", command.requestId() == 0 ? null : command.requestId())
        .text("client", command.client())
        .text("channel", command.channel())
        .text("reference", command.reference())
        .time("reference_time", command.referenceTimeMicros())
        .objects(
            "lines",
            lines,
            (object, line) ->
                object
                    .text("sku", line.sku())
                    .text("location", line.location())
                    .numberOrNull("quantity", line.quantity()));
  }

  private static String text(JournaledCommand command, List<NamedLine> lines) {
    return String.format(
        Locale.ROOT,
        "%8d  %s  %-15s  %-12s  %s  %s  %s  %s",
        command.sequence(),
        Times.iso(command.timeMicros()),
        command.command(),
        command.result() + (command.repeated() ? " again" : ""),
        shown(command.client()),
        shown(command.channel()),
        shown(command.reference()),
        text(lines));
  }

  private static String text(List<NamedLine> lines) {
    String first =
        lines.stream().limit(LINES_SHOWN).map(TailCommand::text).collect(Collectors.joining(" "));
    int more = lines.size() - LINES_SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** As lines are typed: SKU@LOCATION=QUANTITY, without what it does not have. */
  private static String text(NamedLine line) {
    String sku = Objects.requireNonNullElse(line.sku(), "");
    String at = line.location() == null ? "" : "@" + line.location();
    return sku + at + (line.quantity() == null ? "" : "=" + line.quantity());
  }

  private static String shown(String text) {
    return text == null ? "-" : text;
  }
}

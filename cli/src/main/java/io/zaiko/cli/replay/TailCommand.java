package io.zaiko.cli.replay;

import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.PlannedStop;
import io.zaiko.cli.output.Progress;
import io.zaiko.replay.JournalTail;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
            printer.execute(() -> RecordRow.print(command, lines, output));
          },
          () -> follow && waitForMore(output),
          shownBy(progress, output));
    }
  }

  /** False when nobody reads any more what is printed. */
  private static boolean waitForMore(Output output) {
    LockSupport.parkNanos(PAUSE_NS);
    return !output.isClosed();
  }
}

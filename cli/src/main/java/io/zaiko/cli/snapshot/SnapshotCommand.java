package io.zaiko.cli.snapshot;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Hashes;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.process.ThisProcess;
import io.zaiko.cli.serve.DataOption;
import io.zaiko.engine.host.IntegrityException;
import io.zaiko.engine.host.OldFiles;
import io.zaiko.engine.host.SnapshotMade;
import io.zaiko.engine.host.SnapshotMaker;
import io.zaiko.engine.memory.LargePages;
import io.zaiko.engine.recovery.RecoveryProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a snapshot of a data directory. */
@Command(
    name = "snapshot",
    description = "Makes a snapshot of a data directory, beside a running server or without one.",
    footer = {
      "",
      "Rebuilds the state from the newest snapshot and the journal behind it, comparing all that"
          + " can",
      "be compared, and writes it to a new file: the next start begins there. The two newest",
      "snapshots stay, with all of the journal since the older one; what is older is deleted,"
          + " unless",
      "told otherwise. It takes as much memory as the server's tables; when memory is short the",
      "system ends this process before the server.",
      "",
      "Exit status 4 when the journal is damaged: no file was changed then. A running server makes",
      "snapshots by itself, see 'zaiko serve --help'.",
      "",
      "Examples:",
      "  zaiko snapshot --data data/zaiko",
      "  zaiko snapshot --data /var/lib/zaiko --archive /mnt/archive/zaiko",
      "  zaiko snapshot --keep --json"
    })
public final class SnapshotCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private DataOption data;
  @ArgGroup private Old old;

  @Option(
      names = "--end-with-input",
      description =
          "End at once when standard input does, so that whoever started this takes it along.")
  private boolean endWithInput;

  @Option(names = "--json", description = "Print what was made as one JSON object.")
  private boolean json;

  /** What happens to files that are not needed any more; absent = they are deleted. */
  private static final class Old {
    @Option(
        names = "--archive",
        paramLabel = "DIR",
        description = "Move what is older there; it becomes a data directory that can be audited.")
    private Path archive;

    @Option(names = "--keep", description = "Leave what is older where it is.")
    private boolean keep;

    OldFiles files() {
      return keep ? OldFiles.KEEP : OldFiles.archive(archive);
    }
  }

  /** Prints to this console. */
  public SnapshotCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Output output = console.output(json);
    if (endWithInput) {
      ThisProcess.endWithStandardInput(ExitCode.FAILED);
    }
    LargePages.off();
    try {
      ThisProcess.endFirstWhenMemoryIsShort();
    } catch (IOException e) {
      output.warn("when memory is short the system may end the server before this process: " + e);
    }
    try {
      print(make(output), output);
      return ExitCode.DONE;
    } catch (IntegrityException e) {
      if (json) {
        output.json(
            fields -> fields.text("problem", e.getMessage()).number("at_sequence", e.sequence()));
      }
      throw e;
    }
  }

  private SnapshotMade make(Output output) {
    OldFiles files = old == null ? OldFiles.DELETE : old.files();
    try (Progress progress = output.progress("records")) {
      return SnapshotMaker.make(data.path(), files, shown(progress, output));
    }
  }

  private RecoveryProgress shown(Progress progress, Output output) {
    return new RecoveryProgress() {
      @Override
      public void onProgress(long records, double recordsPerSecond, double share) {
        if (!endWithInput) { // nobody watches
          progress.update(records, share);
        }
      }

      @Override
      public void onStep(String text) {
        if (!json) {
          progress.clear();
          output.line(text);
        }
      }
    };
  }

  private static void print(SnapshotMade made, Output output) {
    if (output.isJson()) {
      output.json(
          fields ->
              fields
                  .text("file", made.file().toString())
                  .number("sequence", made.sequence())
                  .text("state_hash", Hashes.text(made.stateHash()))
                  .number("records", made.records())
                  .number("bytes", made.bytes())
                  .flag("new", made.isNew())
                  .texts("retired", made.retired())
                  .decimal("seconds", made.seconds()));
      return;
    }
    output.line(
        String.format(
            Locale.ROOT,
            made.isNew()
                ? "%s: sequence %,d, %,d bytes, in %.1f s; state hash %s"
                : "nothing new: %s is of the end of the journal already, sequence %,d, %,d bytes;"
                    + " looked for %.1f s; state hash %s",
            made.file(),
            made.sequence(),
            made.bytes(),
            made.seconds(),
            Hashes.text(made.stateHash())));
    made.retired().forEach(file -> output.line("not needed any more: " + file));
  }
}

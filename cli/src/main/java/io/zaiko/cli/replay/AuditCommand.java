package io.zaiko.cli.replay;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.serve.DataOption;
import io.zaiko.engine.host.IntegrityException;
import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.engine.recovery.ReplayException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that reads the journal of a data directory. */
abstract class AuditCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private DataOption data;

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  AuditCommand(Console console) {
    this.console = console;
  }

  /** Reads, prints, and says which {@link ExitCode} fits. */
  abstract int audit(Path dataDirectory, Output output);

  @Override
  public final Integer call() {
    Output output = console.output(json);
    try {
      return audit(data.path(), output);
    } catch (IntegrityException e) {
      return damaged(output, e.getMessage(), e.sequence(), "");
    } catch (JournalDamagedException e) {
      return damaged(output, e.getMessage(), e.sequence(), ". " + adviceOnDamage(e.sequence()));
    } catch (ReplayException e) {
      String advice =
          e.recordFails()
              ? adviceOnRecord(data.path(), e.sequence())
              : adviceOnDamage(e.sequence());
      return damaged(output, e.getMessage(), e.sequence(), ". " + advice);
    }
  }

  private static int damaged(Output output, String problem, long sequence, String advice) {
    if (output.isJson()) {
      output.json(json -> json.text("problem", problem).number("at_sequence", sequence));
    }
    output.error(problem + advice);
    return ExitCode.INTEGRITY;
  }

  /** What to do about a record that the engine cannot apply. */
  static String adviceOnRecord(Path dataDirectory, long sequence) {
    return "The journal is sound; this is a fault of the engine. Keep a copy of the directory and"
        + " report it. 'zaiko replay quarantine --data "
        + dataDirectory
        + " --sequence "
        + sequence
        + "' goes on without the record";
  }

  /** What to do about a journal that cannot be trusted from a sequence on. */
  static String adviceOnDamage(long sequence) {
    String sound =
        sequence <= 1
            ? "Nothing before that is there to rely on."
            : "Records before sequence "
                + sequence
                + " are sound: 'zaiko replay as-of --sequence "
                + (sequence - 1)
                + "' shows the stock there.";
    return sound
        + " Keep a copy of the directory as it is, then restore its journal from a good copy";
  }

  /** Shows people how far a replay has come, and whether it begins in the middle. */
  static RecoveryProgress shownBy(Progress progress, Output output) {
    return new RecoveryProgress() {
      @Override
      public void onProgress(long records, double recordsPerSecond, double share) {
        progress.update(records, share);
      }

      @Override
      public void onStep(String text) {
        progress.clear();
        output.warn(
            "the beginning of this journal is retired, so this begins behind a snapshot: " + text);
      }
    };
  }
}

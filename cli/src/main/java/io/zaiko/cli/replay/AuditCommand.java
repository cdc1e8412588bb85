package io.zaiko.cli.replay;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.serve.DataOption;
import io.zaiko.engine.recovery.RecoveryProgress;
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

  /** Reads, prints, and says which {@link io.zaiko.cli.output.ExitCode} fits. */
  abstract int audit(Path dataDirectory, Output output);

  @Override
  public final Integer call() {
    return audit(data.path(), console.output(json));
  }

  /** Shows people how far a replay has come; how much is left nobody knows before the end. */
  static RecoveryProgress shownBy(Progress progress) {
    return (records, recordsPerSecond) -> progress.update(records, -1);
  }
}

package io.zaiko.cli.output;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others: typed alone it says what they are. */
public abstract class CommandGroup implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec;

  /** Prints to this console. */
  protected CommandGroup(Console console) {
    this.console = console;
  }

  @Override
  public final Integer call() {
    spec.commandLine().usage(console.err());
    console.err().flush();
    return ExitCode.USAGE;
  }
}

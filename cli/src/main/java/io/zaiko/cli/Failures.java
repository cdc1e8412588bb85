package io.zaiko.cli;

import io.zaiko.bench.convert.ConversionException;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.client.ZaikoException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into a message that says what to do, and an {@link ExitCode}. */
final class Failures implements IExecutionExceptionHandler {
  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    String name = command.getCommandSpec().qualifiedName();
    int exitCode = exitCode(e);
    console.err().println(console.errStyle().bad(name + ": ") + message(e));
    if (exitCode == ExitCode.FAILED && !(e instanceof IOException)) {
      e.printStackTrace(console.err());
    }
    console.err().flush();
    return exitCode;
  }

  private static int exitCode(Exception e) {
    if (e instanceof InputException || e instanceof ConversionException) {
      return ExitCode.USAGE;
    }
    if (e instanceof ZaikoException) {
      return ExitCode.UNREACHABLE;
    }
    return ExitCode.FAILED;
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}

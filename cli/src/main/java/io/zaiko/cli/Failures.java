package io.zaiko.cli;

import io.zaiko.bench.convert.ConversionException;
import io.zaiko.cli.demo.DemoException;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.client.ZaikoException;
import io.zaiko.client.ZaikoUnreachableException;
import io.zaiko.engine.host.HostException;
import io.zaiko.engine.host.IntegrityException;
import io.zaiko.engine.host.NotQuarantinableException;
import io.zaiko.engine.journal.JournalDamagedException;
import io.zaiko.engine.journal.JournalFailedException;
import io.zaiko.engine.journal.JournalVersionException;
import io.zaiko.engine.recovery.ReplayException;
import io.zaiko.gateway.GatewayException;
import java.io.UncheckedIOException;
import java.util.Objects;
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
    console.err().println(console.errStyle().bad(name + ": ") + message(e));
    if (!isExplained(e)) {
      e.printStackTrace(console.err());
    }
    console.err().flush();
    return exitCode(e);
  }

  private static int exitCode(Exception e) {
    if (e instanceof InputException || e instanceof ConversionException) {
      return ExitCode.USAGE;
    }
    if (e instanceof ZaikoException) {
      return ExitCode.UNREACHABLE;
    }
    if (e instanceof NotQuarantinableException) {
      return ExitCode.REFUSED;
    }
    if (e instanceof IntegrityException
        || e instanceof JournalDamagedException
        || e instanceof ReplayException) {
      return ExitCode.INTEGRITY;
    }
    return ExitCode.FAILED;
  }

  /** Whether the message alone says what happened and what to do; else the stack may help. */
  private static boolean isExplained(Exception e) {
    return exitCode(e) != ExitCode.FAILED
        || e instanceof HostException
        || e instanceof GatewayException
        || e instanceof JournalVersionException
        || e instanceof UncheckedIOException
        || e instanceof DemoException;
  }

  private static String message(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof ZaikoUnreachableException) {
      return message + " 'zaiko serve' starts one; --server HOST:PORT names another";
    }
    if (e instanceof UncheckedIOException) {
      return message
          + ": "
          + rootCause(e)
          + ". Check that it is there and that this user may use it";
    }
    if (e instanceof HostException && isAbout(e, JournalFailedException.class)) {
      return message + ": " + rootCause(e);
    }
    return message;
  }

  private static boolean isAbout(Throwable failure, Class<? extends Throwable> type) {
    return type.isInstance(failure)
        || (failure.getCause() != null && isAbout(failure.getCause(), type));
  }

  private static String rootCause(Throwable failure) {
    return failure.getCause() == null
        ? Objects.toString(failure.getMessage(), failure.toString())
        : rootCause(failure.getCause());
  }
}

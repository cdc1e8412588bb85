package io.zaiko.cli;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the {@code zaiko} command. */
public final class Main {
  private static final int HELP_WIDTH = 100;

  private Main() {}

  /** Runs one command and ends the process with its {@link ExitCode}. */
  public static void main(String[] args) {
    Console console =
        new Console(
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            style("zaiko.stdout.terminal"),
            style("zaiko.stderr.terminal"));
    int exitCode = run(console, System.getenv(), args);
    console.out().flush();
    console.err().flush();
    System.exit(exitCode);
  }

  /**
   * Runs one command in this process.
   *
   * @param environment variables that may stand for options, see {@link EnvironmentDefaults}
   * @return the {@link ExitCode}
   */
  public static int run(Console console, Map<String, String> environment, String... args) {
    return commandLine(console, environment).execute(args);
  }

  static CommandLine commandLine(Console console, Map<String, String> environment) {
    CommandLine commandLine = new CommandLine(new ZaikoCommand(console));
    CommandTree.add(commandLine, console);
    commandLine
        .setOut(console.out())
        .setErr(console.err())
        .setUsageHelpWidth(HELP_WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                console.outStyle() == Style.TERMINAL ? Ansi.ON : Ansi.OFF))
        .setParameterExceptionHandler((e, arguments) -> explainUsage(e))
        .setExecutionExceptionHandler(new Failures(console));
    return commandLine;
  }

  private static int explainUsage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + whatIsWrong(e));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  /** What follows a word that is no option was meant for it, and is not wrong in itself. */
  private static String whatIsWrong(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
      return "there is no option " + unmatched.getUnmatched().get(0);
    }
    return e.getMessage();
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }

  private static Style style(String property) {
    boolean colour = Boolean.getBoolean(property) && System.getenv("NO_COLOR") == null;
    return colour ? Style.TERMINAL : Style.PLAIN;
  }
}

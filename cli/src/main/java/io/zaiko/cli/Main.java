package io.zaiko.cli;

import io.zaiko.cli.input.WholeNumber;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the {@code zaiko} command. */
public final class Main {
  private static final int HELP_WIDTH = 100;

  /** How picocli names what was given of groups that exclude each other: {@code ={--paid}}. */
  private static final Pattern TOGETHER = Pattern.compile("=\\{([^}]*)}");

  private static final Pattern ERROR_PREFIX = Pattern.compile("^Error: ");

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
    String[] all =
        new EnvironmentArguments(environment).complete(commandLine(console, environment), args);
    try {
      return commandLine(console, environment).execute(all);
    } catch (InternalError e) {
      // So Java tells of a page of a mapped file that the system could not give.
      console
          .err()
          .println("zaiko: a file cannot be read; check that its disk works and is not full: " + e);
      console.err().flush();
      return ExitCode.FAILED;
    }
  }

  static CommandLine commandLine(Console console, Map<String, String> environment) {
    CommandLine commandLine = new CommandLine(new ZaikoCommand(console));
    CommandTree.add(commandLine, console);
    commandLine
        .setOut(console.out())
        .setErr(console.err())
        .setUsageHelpWidth(HELP_WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(long.class, WholeNumber::of)
        .registerConverter(Long.class, WholeNumber::of)
        .registerConverter(int.class, WholeNumber::ofInt)
        .registerConverter(Integer.class, WholeNumber::ofInt)
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

  private static String whatIsWrong(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return whatIsUnknown(unmatched);
    }
    String message = ERROR_PREFIX.matcher(e.getMessage()).replaceFirst("");
    List<String> together =
        TOGETHER.matcher(message).results().map(found -> found.group(1)).toList();
    return message.startsWith("expected only one match") && !together.isEmpty()
        ? String.join(" and ", together) + " exclude each other"
        : message;
  }

  /** What follows a word that is not known was meant for it, and is not wrong in itself. */
  private static String whatIsUnknown(UnmatchedArgumentException e) {
    String first = e.getUnmatched().get(0);
    if (e.isUnknownOption()) {
      return "there is no option " + first;
    }
    if (first.startsWith("@")) {
      return "there is no file " + first.substring(1) + " to read options from";
    }
    return e.getCommandLine().getSubcommands().isEmpty()
        ? "there is one word too many: " + first
        : "there is no command " + first;
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

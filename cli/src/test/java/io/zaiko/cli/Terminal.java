package io.zaiko.cli;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in this process and keeps what they print. */
public final class Terminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  /** Where the commands write. */
  public Console console() {
    return new Console(new PrintWriter(out), new PrintWriter(err), Style.PLAIN, Style.PLAIN);
  }

  /** Sets a variable for the commands that follow. */
  public Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs a command and returns its exit code; what earlier ones printed is forgotten. */
  public int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(console(), environment, args);
  }

  /** What the last command wrote to standard output. */
  public String out() {
    return out.toString();
  }

  /** The same by lines. */
  public List<String> outLines() {
    return out().lines().toList();
  }

  /** What the last command wrote to standard error. */
  public String err() {
    return err.toString();
  }
}

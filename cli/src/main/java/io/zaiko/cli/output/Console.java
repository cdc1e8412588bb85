package io.zaiko.cli.output;

import java.io.PrintWriter;

/**
 * Where the process writes and what may be written there.
 *
 * @param out standard output, UTF-8
 * @param err standard error, UTF-8
 * @param outStyle whether standard output is a terminal
 * @param errStyle whether standard error is a terminal
 */
public record Console(PrintWriter out, PrintWriter err, Style outStyle, Style errStyle) {

  /** The output of one command. */
  public Output output(boolean json) {
    return new Output(out, err, outStyle, errStyle, json);
  }
}

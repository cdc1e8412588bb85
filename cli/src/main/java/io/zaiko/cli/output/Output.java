package io.zaiko.cli.output;

import java.io.PrintWriter;
import java.util.function.Consumer;

/**
 * Where a command writes: results to standard output, as a table or as JSON lines; warnings and
 * progress to standard error.
 *
 * <p>Not thread safe.
 */
public final class Output {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Style outStyle;
  private final Style errStyle;
  private final boolean json;

  /** Writers stay the caller's; styles say whether they lead to a terminal. */
  public Output(PrintWriter out, PrintWriter err, Style outStyle, Style errStyle, boolean json) {
    this.out = out;
    this.err = err;
    this.outStyle = outStyle;
    this.errStyle = errStyle;
    this.json = json;
  }

  /** Whether results are asked for as JSON. */
  public boolean isJson() {
    return json;
  }

  /** How results may look. */
  public Style style() {
    return outStyle;
  }

  /** Prints one JSON object on a line of its own. */
  public void json(Consumer<JsonFields> fields) {
    line(JsonLines.line(fields));
  }

  /** Prints a line of a result. */
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Whether nobody takes results any more, as when a pager was left. */
  public boolean isClosed() {
    return out.checkError();
  }

  /** Prints a table. */
  public void table(Table table) {
    table.lines(outStyle).forEach(out::println);
    out.flush();
  }

  /** Tells people something that does not change the result. */
  public void warn(String text) {
    err.println(errStyle.warning("warning: ") + text);
    err.flush();
  }

  /** Tells people what went wrong. */
  public void error(String text) {
    err.println(errStyle.bad("error: ") + text);
    err.flush();
  }

  /** Tells people how a long command gets on; see {@link Progress}. */
  public Progress progress(String unit) {
    return new Progress(err, errStyle, System::nanoTime, unit);
  }
}

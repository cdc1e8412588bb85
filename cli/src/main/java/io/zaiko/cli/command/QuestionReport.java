package io.zaiko.cli.command;

import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Times;
import io.zaiko.protocol.sbe.ResultCode;

/** What the answers to questions have in common when they are printed. */
public final class QuestionReport {
  private QuestionReport() {}

  /** Prints why a question has no answer; returns the exit code. */
  public static int refused(Output output, ResultCode code, String reason) {
    if (output.isJson()) {
      output.json(
          json ->
              json.text("result", code.name()).text("reason", reason.isEmpty() ? null : reason));
    } else {
      boolean said = reason.isEmpty() || code == ResultCode.MALFORMED;
      String what = said ? Explanations.ofQuestion(code) : reason;
      output.line(output.style().bad(code.name()) + "  " + what);
    }
    return ExitCode.REFUSED;
  }

  /** The point of the journal that an answer shows. */
  public static String asOf(long sequence, long timeMicros) {
    String time = Times.iso(timeMicros);
    return "sequence " + sequence + (time == null ? "" : ", " + time);
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.cli.output.Times;
import io.zaiko.client.ReservationAnswer;
import io.zaiko.client.ReservationLine;
import io.zaiko.client.TransferLine;
import io.zaiko.protocol.sbe.OnDeadline;

/** Prints a reservation or transfer. */
final class ReservationReport {
  private final Output output;

  ReservationReport(Output output) {
    this.output = output;
  }

  int print(ReservationAnswer answer) {
    if (!answer.ok()) {
      return QuestionReport.refused(output, answer.code(), answer.reason());
    }
    if (output.isJson()) {
      output.json(json -> fields(json, answer));
    } else {
      printText(answer);
    }
    return ExitCode.DONE;
  }

  private static String state(ReservationAnswer answer) {
    return answer.state().orElseThrow().name();
  }

  private static void fields(JsonFields json, ReservationAnswer answer) {
    boolean dated = answer.deadlineMicros() != 0;
    json.text("id", answer.id())
        .text("channel", answer.channel())
        .text("state", state(answer))
        .time("expires_at", answer.expiresAtMicros())
        .time("deadline", answer.deadlineMicros())
        .text("on_deadline", dated ? Choices.Passing.of(answer.onDeadline()).toString() : null)
        .flag("overdue", answer.overdue())
        .text("destination", answer.destination().isEmpty() ? null : answer.destination())
        .objects("lines", answer.lines(), ReservationReport::lineFields)
        .objects("transfer_lines", answer.transferLines(), ReservationReport::transferFields)
        .number("sequence", answer.sequence());
  }

  private static void lineFields(JsonFields json, ReservationLine line) {
    json.text("sku", line.sku())
        .text("location", line.location())
        .number("requested", line.requested())
        .number("open", line.open())
        .number("fulfilled", line.fulfilled())
        .number("released", line.released())
        .number("expired", line.expired())
        .number("shorted", line.shorted());
  }

  private static void transferFields(JsonFields json, TransferLine line) {
    json.text("sku", line.sku())
        .number("dispatched", line.dispatched())
        .number("received", line.received())
        .number("in_transit", line.inTransit())
        .number("lost", line.lost())
        .number("found", line.found());
  }

  private void printText(ReservationAnswer answer) {
    output.line(
        "%s  %s  %s%s%s%s"
            .formatted(
                answer.id(),
                output.style().bold(state(answer)),
                answer.channel(),
                answer.destination().isEmpty() ? "" : ", to " + answer.destination(),
                until(answer),
                answer.overdue() ? ", " + output.style().warning("overdue") : ""));
    output.table(lines(answer));
    if (!answer.transferLines().isEmpty()) {
      output.table(transferLines(answer));
    }
    output.line(QuestionReport.asOf(answer.sequence(), answer.timeMicros()));
  }

  private static String until(ReservationAnswer answer) {
    if (answer.expiresAtMicros() != 0) {
      return ", expires " + Times.iso(answer.expiresAtMicros());
    }
    if (answer.deadlineMicros() == 0) {
      return "";
    }
    String then = answer.onDeadline() == OnDeadline.EXPIRE ? ", then expires" : "";
    return ", pickup until " + Times.iso(answer.deadlineMicros()) + then;
  }

  private static Table lines(ReservationAnswer answer) {
    Table table =
        new Table(
            "sku",
            "location",
            "#requested",
            "#open",
            "#fulfilled",
            "#released",
            "#expired",
            "#shorted");
    for (ReservationLine line : answer.lines()) {
      table.row(
          line.sku(),
          line.location(),
          line.requested(),
          line.open(),
          line.fulfilled(),
          line.released(),
          line.expired(),
          line.shorted());
    }
    return table;
  }

  private static Table transferLines(ReservationAnswer answer) {
    Table table = new Table("sku", "#dispatched", "#received", "#in transit", "#lost", "#found");
    for (TransferLine line : answer.transferLines()) {
      table.row(
          line.sku(),
          line.dispatched(),
          line.received(),
          line.inTransit(),
          line.lost(),
          line.found());
    }
    return table;
  }
}

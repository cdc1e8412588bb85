package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.JsonFields;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.cli.output.Times;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.ReservationAnswer;
import io.zaiko.client.ReservationLine;
import io.zaiko.client.ZaikoClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A reservation by its id. */
@Command(
    name = "reservation",
    description = "Shows a reservation: its state and what became of each line.",
    footer = {"", "Examples:", "  zaiko reservation ORDER-1", "  zaiko reservation ORDER-1 --json"})
public final class ReservationCommand extends AskingCommand {
  @Parameters(paramLabel = "ID", description = "Id of the reservation.")
  private String id;

  /** Prints to this console. */
  public ReservationCommand(Console console) {
    super(console);
  }

  @Override
  int ask(ZaikoClient client, Output output) {
    ReservationAnswer answer = Answers.await(client.reservation(id));
    if (!answer.ok()) {
      return QuestionReport.refused(output, answer.code(), answer.reason());
    }
    if (output.isJson()) {
      output.json(json -> fields(json, answer));
    } else {
      printText(answer, output);
    }
    return ExitCode.DONE;
  }

  private static String state(ReservationAnswer answer) {
    return answer.state().orElseThrow().name();
  }

  private static void fields(JsonFields json, ReservationAnswer answer) {
    json.text("id", answer.id())
        .text("channel", answer.channel())
        .text("state", state(answer))
        .time("expires_at", answer.expiresAtMicros())
        .objects("lines", answer.lines(), ReservationCommand::lineFields)
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

  private static void printText(ReservationAnswer answer, Output output) {
    String expiry = Times.iso(answer.expiresAtMicros());
    output.line(
        "%s  %s  %s%s"
            .formatted(
                answer.id(),
                output.style().bold(state(answer)),
                answer.channel(),
                expiry == null ? "" : ", expires " + expiry));
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
    output.table(table);
    output.line(QuestionReport.asOf(answer.sequence(), answer.timeMicros()));
  }
}

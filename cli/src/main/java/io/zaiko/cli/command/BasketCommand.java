package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import io.zaiko.cli.server.Answers;
import io.zaiko.client.BasketAnswer;
import io.zaiko.client.BasketLineAnswer;
import io.zaiko.client.BasketRequest;
import io.zaiko.client.ZaikoClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a basket can be had at one location. */
@Command(
    name = "basket",
    description = "Asks whether all of a basket can be promised at one location.",
    footer = {
      "",
      "Exit status 0 also when something is missing: the answer says so.",
      "",
      "Examples:",
      "  zaiko basket --at SHIBUYA --line 4901234567894=2 --line 4909876543217=1 --channel EC"
    })
public final class BasketCommand extends AskingCommand {
  @Mixin private LinesAtLocation basket;

  @Option(names = "--channel", paramLabel = "CH", description = "Channel that asks.")
  private String channel;

  /** Prints to this console. */
  public BasketCommand(Console console) {
    super(console);
  }

  @Override
  int ask(ZaikoClient client, Output output) {
    BasketAnswer answer =
        Answers.await(
            client.basket(new BasketRequest(basket.lines(), channel == null ? "" : channel)));
    if (!answer.ok()) {
      return QuestionReport.refused(output, answer.code(), answer.reason());
    }
    if (output.isJson()) {
      printJson(answer, output);
    } else {
      printText(answer, output);
    }
    return ExitCode.DONE;
  }

  private void printJson(BasketAnswer answer, Output output) {
    output.json(
        json ->
            json.text("location", basket.location())
                .text("channel", channel)
                .flag("available", answer.available())
                .objects(
                    "lines",
                    answer.lines(),
                    (line, one) ->
                        line.text("sku", one.line().sku())
                            .number("quantity", one.line().quantity())
                            .number("ats", one.ats())
                            .text("result", one.code().name()))
                .number("sequence", answer.sequence())
                .time("time", answer.timeMicros()));
  }

  private static void printText(BasketAnswer answer, Output output) {
    Table table = new Table("sku", "#asked", "#available", "result");
    for (BasketLineAnswer one : answer.lines()) {
      table.row(one.line().sku(), one.line().quantity(), one.ats(), one.code());
    }
    output.table(table);
    output.line(
        (answer.available()
                ? output.style().good("available")
                : output.style().bad("not available"))
            + "; "
            + QuestionReport.asOf(answer.sequence(), answer.timeMicros()));
  }
}

package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Counted;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.client.StockListAnswer;
import io.zaiko.client.ZaikoClient;
import io.zaiko.protocol.sbe.StockFilter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a channel has little or nothing of. */
@Command(
    name = "low",
    description = "Lists what a channel has little (△) or nothing (×) of, where it is served.",
    footer = {"", "Examples:", "  zaiko low", "  zaiko low --channel POS --at SHIBUYA --json"})
public final class LowCommand extends StockListCommand {
  @Option(
      names = "--channel",
      defaultValue = "EC",
      paramLabel = "CH",
      description = "Who asks; default: ${DEFAULT-VALUE}.")
  private String channel;

  /** Prints to this console. */
  public LowCommand(Console console) {
    super(console);
  }

  @Override
  StockFilter filter() {
    return StockFilter.LOW;
  }

  @Override
  String channel() {
    return channel;
  }

  @Override
  int print(ZaikoClient client, List<StockRow> rows, StockListAnswer last, Output output) {
    printRows(rows, output);
    if (output.isJson()) {
      output.json(json -> json.number("records", rows.size()).number("sequence", last.sequence()));
    } else {
      output.line(
          Counted.of(rows.size(), "record")
              + " low; "
              + QuestionReport.asOf(last.sequence(), last.timeMicros()));
    }
    return ExitCode.DONE;
  }
}

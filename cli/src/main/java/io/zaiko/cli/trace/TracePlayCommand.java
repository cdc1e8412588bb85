package io.zaiko.cli.trace;

import io.zaiko.cli.input.HoldTime;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.server.ServerOptions;
import io.zaiko.client.ZaikoClient;
import io.zaiko.client.ZaikoClientConfig;
import io.zaiko.client.ZaikoException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a file of commands against a server. */
@Command(
    name = "trace",
    description = "Sends the commands of a CSV file, in order, and says how it went.",
    footer = {
      "",
      "The file has the header time,command,channel,location,sku,quantity,reference. Commands are",
      "receive, sell, return, reserve, commit, fulfil, release, count and adjust. Adjacent rows with",
      "the same command and the same reference are one command. SKUs and locations that the server",
      "does not know are defined on the way. Each run sends everything anew.",
      "",
      "Exit status 0 when every row was answered, whatever the answers; 3 when one was not.",
      "",
      "Examples:",
      "  zaiko trace day.csv.gz",
      "  zaiko trace day.csv --speed 60 --connections 4 --json"
    })
public final class TracePlayCommand implements Callable<Integer> {
  private static final int MOST_CONNECTIONS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration OVERLOAD_PAUSE = Duration.ofMillis(2);

  private final Console console;
  @Mixin private ServerOptions server;

  @Parameters(paramLabel = "FILE", description = "The trace, .csv or .csv.gz.")
  private Path file;

  @Option(
      names = "--speed",
      paramLabel = "max|real|NUMBER",
      defaultValue = "max",
      converter = Pace.Converter.class,
      description =
          "As fast as answers come, as it happened, or so many times as fast (default: ${DEFAULT-VALUE}).")
  private Pace pace;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "1 to 32; with 1 the rows are applied strictly in order (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = HoldTime.class,
      description = "How long reservations are held (default: ${DEFAULT-VALUE}).")
  private Duration hold;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  /** Prints to this console. */
  public TracePlayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new InputException("--connections " + connections + " is not 1 to " + MOST_CONNECTIONS);
    }
    Output output = console.output(json);
    List<ZaikoClient> clients = new ArrayList<>();
    try (TraceReader reader = new TraceReader(file)) {
      connect(clients);
      TraceRunner runner = new TraceRunner(reader, clients, pace, hold);
      TraceSummary summary;
      try (Progress progress = output.progress("rows")) {
        summary = runner.run(progress);
      }
      summary.print(output);
      return exitCode(summary, runner.failure(), output);
    } finally {
      clients.forEach(ZaikoClient::close);
    }
  }

  private void connect(List<ZaikoClient> clients) {
    ZaikoClientConfig.Builder settings = server.settings().requestTimeout(PATIENCE);
    if (connections == 1) {
      // Sent again later it would be applied out of order; its row is counted as refused instead.
      settings.overloadRetries(0, OVERLOAD_PAUSE);
    }
    for (int i = 0; i < connections; i++) {
      clients.add(ZaikoClient.connect(settings.build()));
    }
  }

  private static int exitCode(TraceSummary summary, Throwable failure, Output output) {
    if (summary.isAnswered()) {
      return ExitCode.DONE;
    }
    output.error("the trace ended early: " + failure.getMessage());
    return failure instanceof ZaikoException ? ExitCode.UNREACHABLE : ExitCode.FAILED;
  }
}

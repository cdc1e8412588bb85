package io.zaiko.cli.command;

import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.server.ServerOptions;
import io.zaiko.client.ZaikoClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that asks a server something and prints the answer. */
abstract class AskingCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private ServerOptions server;

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  AskingCommand(Console console) {
    this.console = console;
  }

  /** Asks, prints, and says which {@link io.zaiko.cli.output.ExitCode} fits. */
  abstract int ask(ZaikoClient client, Output output);

  /** Opens the connection; commands with a name of their own open it under that. */
  ZaikoClient connect(ServerOptions server) {
    return server.connect();
  }

  @Override
  public final Integer call() {
    try (ZaikoClient client = connect(server)) {
      return ask(client, console.output(json));
    } catch (IllegalArgumentException e) {
      // The client says so about texts that fit no message.
      throw new InputException(e.getMessage(), e);
    }
  }
}

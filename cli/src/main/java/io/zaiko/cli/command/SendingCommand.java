package io.zaiko.cli.command;

import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.server.Answers;
import io.zaiko.cli.server.ServerOptions;
import io.zaiko.client.CommandAnswer;
import io.zaiko.client.CommandOptions;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import picocli.CommandLine.ArgGroup;

/** A command that tells a server something and prints what became of it. */
abstract class SendingCommand extends AskingCommand {
  @ArgGroup(exclusive = false)
  private ClientIdentity identity;

  private CommandRequest prepared;

  SendingCommand(Console console) {
    super(console);
  }

  /** What to send. */
  abstract CommandRequest request();

  /** The lines of the request, in the order sent, to name them in the answer. */
  List<AskedLine> asked() {
    return List.of();
  }

  @Override
  final ZaikoClient connect(ServerOptions server) {
    prepared = request(); // what cannot be sent is said before anything else
    return identity == null
        ? server.connect()
        : ZaikoClient.connect(server.settings().clientName(identity.name()).build());
  }

  @Override
  final int ask(ZaikoClient client, Output output) {
    CommandOptions options =
        identity == null
            ? CommandOptions.NONE
            : CommandOptions.NONE.withRequestId(identity.requestId());
    CommandAnswer answer = Answers.await(client.send(prepared, options));
    new CommandReport(output).print(answer, asked(), explain(answer.code()));
    remark(answer, output);
    return answer.ok() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  /** Why a command was refused; most are refused for reasons that its code says. */
  String explain(ResultCode code) {
    return Explanations.of(code);
  }

  /** Says more about an answer to people, where there is more to say. */
  void remark(CommandAnswer answer, Output output) {}
}

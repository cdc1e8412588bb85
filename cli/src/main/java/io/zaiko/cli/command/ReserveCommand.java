package io.zaiko.cli.command;

import io.zaiko.cli.input.HoldTime;
import io.zaiko.cli.input.LineArgument;
import io.zaiko.cli.output.Console;
import io.zaiko.client.CommandRequest;
import io.zaiko.client.Line;
import io.zaiko.client.ReserveRequest;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Promises units. */
@Command(
    name = "reserve",
    description = "Promises units to somebody: all of the lines or, with --partial, what there is.",
    footer = {
      "",
      "Examples:",
      "  zaiko reserve --id ORDER-1 --channel BOPIS --line 4901234567894@SHIBUYA=2 --expires 15m",
      "  zaiko reserve --id ORDER-2 --channel EC --line A@DC-1=1 --line B@UENO=1 --paid"
    })
public final class ReserveCommand extends SendingCommand {
  @Option(names = "--id", required = true, paramLabel = "ID", description = "Id of your choice.")
  private String id;

  @Option(names = "--channel", required = true, paramLabel = "CH", description = "Who asks.")
  private String channel;

  @Option(
      names = "--line",
      required = true,
      arity = "1..*",
      paramLabel = "SKU@LOC=QTY",
      converter = LinesAnywhere.class,
      description = "What is wanted where; may be given up to 256 times.")
  private List<LineArgument> lines;

  @ArgGroup private Begin begin;

  @Option(names = "--partial", description = "Grant what there is, line by line.")
  private boolean partial;

  private static final class Begin {
    @Option(
        names = "--expires",
        required = true,
        paramLabel = "TIME",
        converter = HoldTime.class,
        description = "How long the hold lasts: 30s, 15m, 24h (default: the server's).")
    private Duration hold;

    @Option(names = "--paid", required = true, description = "Begin as COMMITTED, without expiry.")
    private boolean paid;
  }

  /** Prints to this console. */
  public ReserveCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    Duration hold = begin == null || begin.hold == null ? Duration.ZERO : begin.hold;
    boolean paid = begin != null && begin.paid;
    return new ReserveRequest(id, channel, lines(), hold, partial, paid);
  }

  @Override
  List<Line> lines() {
    return lines.stream().map(LineArgument::toLine).toList();
  }
}

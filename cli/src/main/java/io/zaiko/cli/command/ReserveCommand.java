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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Promises units. */
@Command(
    name = "reserve",
    description = "Promises units to somebody: all of the lines or, with --partial, what there is.",
    footer = {
      "",
      "A line SKU@LOC,LOC2=QTY is served by the first location that has it whole, or with --split by",
      "several in this order; SKU@@REGION=QTY by the locations of a region in the order of their codes.",
      "",
      "Examples:",
      "  zaiko reserve --id ORDER-1 --channel BOPIS --line 4901234567894@SHIBUYA=2 --expires 15m",
      "  zaiko reserve --id ORDER-2 --channel EC --line A@DC-1=1 --line B@UENO=1 --paid",
      "  zaiko reserve --id ORDER-3 --channel EC --line A@DC-1,UENO=5 --line B@@KANTO=1 --split",
      "  zaiko reserve --id ORDER-4 --channel EC --line A@DC-1=1 --supersede ORDER-2"
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
      paramLabel = "SKU@LOC[,LOC2...]=QTY",
      converter = LinesWithChoices.class,
      description = "What is wanted where; may be given up to 256 times.")
  private List<Line> lines;

  @ArgGroup private Begin begin;

  @Option(names = "--partial", description = "Grant what there is, line by line.")
  private boolean partial;

  @Option(names = "--split", description = "Several locations may share a line.")
  private boolean split;

  @Option(
      names = "--supersede",
      paramLabel = "ID",
      defaultValue = "",
      description = "Release this reservation and take its place, in one step.")
  private String superseded;

  private static final class Begin {
    @Option(
        names = "--expires",
        required = true,
        paramLabel = "TIME",
        converter = HoldTime.class,
        description = "How long the hold lasts: 30s, 15m, 24h (default: the server's).")
    private Duration hold;

    @ArgGroup(exclusive = false)
    private Paid paid;
  }

  private static final class Paid {
    // Nothing reads it: that it was typed makes the group.
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--paid", required = true, description = "Begin as COMMITTED, without expiry.")
    private boolean paid;

    @ArgGroup(exclusive = false)
    private Deadline deadline;
  }

  private static final class LinesWithChoices implements ITypeConverter<Line> {
    @Override
    public Line convert(String text) {
      return LineArgument.withChoices(text);
    }
  }

  /** Prints to this console. */
  public ReserveCommand(Console console) {
    super(console);
  }

  @Override
  CommandRequest request() {
    ReserveRequest request = ReserveRequest.of(id, channel, lines).superseding(superseded);
    request = partial ? request.asPartial() : request;
    request = split ? request.asSplit() : request;
    return begin == null ? request : beginning(request);
  }

  private ReserveRequest beginning(ReserveRequest request) {
    if (begin.paid == null) {
      return request.withHold(begin.hold);
    }
    Deadline deadline = begin.paid.deadline;
    return deadline == null
        ? request.asPaid()
        : request.withDeadline(deadline.time(), deadline.passing());
  }

  @Override
  List<AskedLine> asked() {
    return AskedLine.of(lines);
  }
}

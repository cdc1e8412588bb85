package io.zaiko.cli.command;

import io.zaiko.cli.input.Coordinates;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.server.Answers;
import io.zaiko.cli.server.ServerOptions;
import io.zaiko.client.NearestAnswer;
import io.zaiko.client.NearestRequest;
import io.zaiko.client.StockAnswer;
import io.zaiko.client.StockEverywhereAnswer;
import io.zaiko.client.SubscribeRequest;
import io.zaiko.client.ZaikoClient;
import io.zaiko.protocol.Protocol;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stock of one SKU. */
@Command(
    name = "stock",
    description = "Shows the stock of a SKU at one location, at all that have a record, or nearby.",
    footer = {
      "",
      "With --channel: what that channel may promise now (ats), its safety stock, and its band:",
      "○ enough, △ little, × none.",
      "",
      "Examples:",
      "  zaiko stock 4901234567894 --at SHIBUYA --channel EC",
      "  zaiko stock 4901234567894 --at SHIBUYA --channel EC --explain",
      "  zaiko stock 4901234567894 --all --json",
      "  zaiko stock 4901234567894 --near 35.681236,139.767125 --within 5 --quantity 2 --channel BOPIS",
      "  zaiko stock 4901234567894 --all --channel EC --watch --for 60"
    })
public final class StockCommand extends AskingCommand {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SKU", description = "Code of the SKU.")
  private String sku;

  @ArgGroup(multiplicity = "1")
  private Where where;

  @Option(
      names = "--channel",
      paramLabel = "CH",
      defaultValue = "",
      description = "Channel that asks.")
  private String channel;

  @Option(
      names = "--quantity",
      paramLabel = "N",
      description =
          "With --all or --near: only locations that have so many. With --at: say whether so many can"
              + " be had.")
  private Long quantity;

  @Option(names = "--explain", description = "Every term that decides about ats.")
  private boolean explain;

  @ArgGroup(exclusive = false)
  private WatchOptions watch;

  private static final class Where {
    @Option(names = "--at", required = true, paramLabel = "LOC", description = "At this location.")
    private String location;

    @ArgGroup(exclusive = false)
    private Everywhere everywhere;

    @ArgGroup(exclusive = false)
    private Near near;
  }

  private static final class Everywhere {
    // Nothing reads it: that it was typed makes the group.
    @SuppressWarnings("UnusedVariable")
    @Option(names = "--all", required = true, description = "At all locations with a record.")
    private boolean all;

    @Option(
        names = "--region",
        paramLabel = "R",
        defaultValue = "",
        description = "Only at those of this region.")
    private String region;
  }

  private static final class Near {
    @Option(
        names = "--near",
        required = true,
        paramLabel = "LAT,LON",
        converter = Coordinates.Converter.class,
        description = "At the nearest locations to this point that have it, in degrees.")
    private Coordinates point;

    @Option(
        names = "--within",
        paramLabel = "KM",
        converter = Kilometres.class,
        description = "No farther than this (default: any distance).")
    private Integer metres;

    @Option(
        names = "--limit",
        paramLabel = "K",
        defaultValue = "10",
        description = "So many at most (default: ${DEFAULT-VALUE}).")
    private int rows;
  }

  /** Prints to this console. */
  public StockCommand(Console console) {
    super(console);
  }

  @Override
  ZaikoClient connect(ServerOptions server) {
    require(
        quantity == null || quantity > 0, "--quantity is " + quantity + ", but must be 1 or more");
    if (where.near != null) {
      int rows = where.near.rows;
      require(
          rows > 0 && rows <= Protocol.MAX_ROWS,
          "--limit is " + rows + ", but must be 1 to " + Protocol.MAX_ROWS);
    }
    boolean followable =
        where.near == null && (where.everywhere == null || where.everywhere.region.isEmpty());
    require(watch == null || followable, "--watch goes with --at, or --all without --region");
    return super.connect(server);
  }

  private void require(boolean fits, String message) {
    if (!fits) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  @Override
  int ask(ZaikoClient client, Output output) {
    StockAnswers answers = new StockAnswers(output);
    Function<String, StockAnswer> terms =
        explain ? location -> Answers.await(client.stock(sku, location, channel)) : null;
    if (where.near != null) {
      NearestAnswer answer = Answers.await(client.nearest(nearest()));
      return answer.ok()
          ? answers.print(answer, terms)
          : QuestionReport.refused(output, answer.code(), answer.reason());
    }
    if (where.everywhere != null) {
      StockEverywhereAnswer answer =
          Answers.await(client.stockInRegion(sku, channel, where.everywhere.region));
      return answer.ok()
          ? follow(client, output, answers.print(answer, quantity, terms), answer.sequence())
          : QuestionReport.refused(output, answer.code(), answer.reason());
    }
    StockAnswer answer = Answers.await(client.stock(sku, where.location, channel));
    return answer.ok()
        ? follow(client, output, answers.print(answer, explain, quantity), answer.sequence())
        : QuestionReport.refused(output, answer.code(), answer.reason());
  }

  private NearestRequest nearest() {
    NearestRequest request =
        NearestRequest.of(sku, channel, where.near.point.latitude(), where.near.point.longitude())
            .withMostRows(where.near.rows);
    request = where.near.metres == null ? request : request.within(where.near.metres);
    return quantity == null ? request : request.withLeast(quantity);
  }

  private int follow(ZaikoClient client, Output output, int exitCode, long sequence) {
    if (watch == null || exitCode != ExitCode.DONE) {
      return exitCode;
    }
    SubscribeRequest changes =
        SubscribeRequest.after(sequence)
            .withSku(sku)
            .withLocation(where.location)
            .withChannel(channel);
    return new StockWatch(output, watch).follow(client, changes);
  }
}

package io.zaiko.cli.bench;

import io.zaiko.bench.load.SnapshotLine;
import io.zaiko.bench.load.SnapshotSession;
import io.zaiko.bench.load.Target;
import io.zaiko.bench.report.SnapshotFigures;
import io.zaiko.bench.report.SnapshotFigures.Pair;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what snapshots cost those who are served meanwhile. */
@Command(
    name = "snapshot",
    description = "Measures latencies with snapshots being made beside a server, against none.",
    sortOptions = false,
    footer = {
      "",
      "First a closed loop (--window) finds the saturation. Then, in each pair, one server gets an",
      "open loop at a share of it, and the closed loop again, while snapshots are made one after"
          + " the",
      "other by processes as a server starts them; another server gets the same without. Servers",
      "are started afresh and filled.",
      "",
      "Pairs that are in the folder already, of the same load, are not done again: so it can be",
      "stopped and repeated, and prints the table of what is there. Exit status 0 when all was",
      "measured, also when runs failed; 5 when it broke off.",
      "",
      "Examples:",
      "  zaiko bench snapshot --out data/bench/snapshots",
      "  zaiko bench snapshot --pairs 1 --seconds 10 --durability disk --out data/bench/try"
    })
public final class SnapshotCostCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Pairs of a server without snapshots and one with (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--share",
      paramLabel = "PART",
      defaultValue = "0.3",
      description =
          "The part of the saturation that the open loop sends (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--mix",
      paramLabel = "OPERATION=WEIGHT,...",
      defaultValue = "reserve=1,release=1",
      description = "Operations by weight, as for 'bench load' (default: ${DEFAULT-VALUE}).")
  private String mix;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "256",
      description = "Requests in flight of the closed loop (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--durability",
      paramLabel = "process|disk",
      defaultValue = "process",
      description = "What an OK survives (default: ${DEFAULT-VALUE}).")
  private String durability;

  @Mixin private LoadScale scale;

  @Option(
      names = "--journals",
      paramLabel = "DIR",
      description = "Where servers keep journals while they run (default: --out).")
  private Path journals;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "data/bench-snapshots",
      description = "Folder for the raw files (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print each run's raw line, and last what they come to.")
  private boolean json;

  /** Prints to this console. */
  public SnapshotCostCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Output output = console.output(json);
    SnapshotSession session = new SnapshotSession(settings());
    List<SnapshotLine> lines = new ArrayList<>();
    try {
      session.run(
          line -> {
            lines.add(line);
            print(line, output);
          });
    } catch (IOException e) {
      output.error("measuring broke off: " + e.getMessage() + "; started again it goes on");
      return ExitCode.FAILED;
    }
    print(SnapshotFigures.of(lines), session, output);
    return ExitCode.DONE;
  }

  private SnapshotSession.Settings settings() {
    MeasuredServers servers = new MeasuredServers(null, null, scale.records(), scale.connections());
    try {
      return new SnapshotSession.Settings(
          pairs,
          share,
          scale.plan(Target.ZAIKO, LoadShape.checked(durability), mix, 0, window),
          servers,
          SnapshotsByChildren::new,
          servers.flags(),
          out,
          journals == null ? out : journals);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void print(SnapshotLine line, Output output) {
    if (output.isJson()) {
      output.line(line.toJson());
      return;
    }
    output.line(
        String.format(
            Locale.ROOT,
            "pair %d  %-10s %-17s %,12.0f/s  p99 %,.1f  p99.9 %,.1f us%s",
            line.run().round(),
            line.isSaturation() ? "saturation" : "share",
            line.with() ? line.snapshots().size() + " snapshots" : "without snapshots",
            line.run().result().perSecond(),
            SnapshotFigures.latency(line).p99Us(),
            SnapshotFigures.latency(line).p999Us(),
            line.run().result().isFailed()
                ? "  "
                    + output
                        .style()
                        .bad("FAILED: " + String.join("; ", line.run().result().failures()))
                : ""));
  }

  private static void print(SnapshotFigures figures, SnapshotSession session, Output output) {
    if (output.isJson()) {
      output.json(
          fields ->
              fields
                  .number("pairs", figures.pairs(false).size())
                  .number("snapshots", figures.snapshots(false))
                  .decimalOrNull("p999_ratio", figures.median(false, Pair::p999Ratio))
                  .number("snapshots_at_saturation", figures.snapshots(true))
                  .decimalOrNull("p999_ratio_at_saturation", figures.median(true, Pair::p999Ratio))
                  .decimalOrNull(
                      "rate_ratio_at_saturation", figures.median(true, Pair::rateRatio)));
      return;
    }
    Table table =
        new Table(
            "#pair",
            "load",
            "#per second",
            "#with",
            "#p99.9 us",
            "#with",
            "#ratio",
            "#snapshots",
            "#of the time %");
    figures.pairs(false).forEach(pair -> add(table, "share", pair));
    figures.pairs(true).forEach(pair -> add(table, "saturation", pair));
    output.table(table);
    output.line("p99.9 with snapshots to without, at the share: " + p999(figures, false));
    output.line(
        "at saturation: "
            + p999(figures, true)
            + "; of the requests a second there is left "
            + orNone(figures.spread(true, Pair::rateRatio)));
    output.line("raw lines: " + session.file());
  }

  private static String p999(SnapshotFigures figures, boolean atSaturation) {
    return orNone(figures.spread(atSaturation, Pair::p999Ratio));
  }

  private static String orNone(String spread) {
    return spread == null ? "no good pair" : spread;
  }

  private static void add(Table table, String load, Pair pair) {
    table.row(
        pair.number(),
        load,
        whole(pair.without().run().result().perSecond()),
        whole(pair.with().run().result().perSecond()),
        whole(SnapshotFigures.latency(pair.without()).p999Us()),
        whole(SnapshotFigures.latency(pair.with()).p999Us()),
        pair.isGood() ? String.format(Locale.ROOT, "%.2f", pair.p999Ratio()) : "failed",
        pair.with().snapshots().size(),
        whole(100 * pair.with().busyShare()));
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}

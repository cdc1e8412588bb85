package io.zaiko.cli.bench;

import io.zaiko.bench.soak.SoakSample;
import io.zaiko.bench.soak.SoakSession;
import io.zaiko.bench.soak.SoakVerdict;
import io.zaiko.cli.Main;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows whether what a server holds stays where it is. */
@Command(
    name = "soak",
    description = "Keeps a server under an even load and shows whether what it holds stays flat.",
    sortOptions = false,
    footer = {
      "",
      "Starts a server with journal files so small that some 30 are begun, a snapshot about 18 times,",
      "at most every 5 seconds, and old files deleted; fills it; and sends reservations, releases,",
      "sales and receipts at an even rate. Every few seconds it samples memory, heap, buffers, handles,",
      "threads, disk, files and latencies, and appends that to its file. In the end it audits what is",
      "left of the journal, draws a plot, and judges: the straight line through the last 80 %% of each",
      "figure may not grow by more than its allowance, 5 %% of its mean or a small amount, heap 10 %%,",
      "disk 15 %%. The first 20 %% are for the tables: stock is filled before, reservations that are",
      "closed go after 10 seconds, and answers that are remembered go round. Linux only.",
      "",
      "Exit status 0 when all is flat and the audit found nothing, 1 when something is not as it has",
      "to be (it is printed, and the data directory is kept), 5 when it broke off.",
      "",
      "Examples:",
      "  zaiko bench soak --out data/bench/today",
      "  zaiko bench soak --minutes 2 --rate 20000"
    })
public final class SoakCommand implements Callable<Integer> {
  private static final double SECONDS_PER_MINUTE = 60;
  private static final double MIB = 1 << 20;

  private final Console console;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long the load lasts, up to 60 (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Commands a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Between two samples (default: ${DEFAULT-VALUE}).")
  private double sampleSeconds;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Stock records, a multiple of 200 locations (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "4",
      description = "Connections that share the load (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--server-java",
      paramLabel = "FLAGS",
      defaultValue = "-Xmx512m",
      description = "More JVM flags for the server (default: ${DEFAULT-VALUE}).")
  private String serverJava;

  @Option(
      names = "--journals",
      paramLabel = "DIR",
      description = "Where the server keeps its data directory while it runs (default: --out).")
  private Path journals;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "data/bench",
      description = "Folder for the raw files (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print each sample's raw line.")
  private boolean json;

  /** Prints to this console. */
  public SoakCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Output output = console.output(json);
    if (!(sampleSeconds > 0)) {
      throw new InputException("--every is above 0 seconds");
    }
    SoakSession session = session();
    SoakVerdict verdict;
    try {
      verdict = session.run(sample -> print(sample, output));
    } catch (IOException e) {
      output.error("the soak broke off: " + e.getMessage());
      return ExitCode.FAILED;
    }
    if (!output.isJson()) {
      print(verdict, session, output);
    }
    if (!verdict.isOk()) {
      output.error(
          "not as it has to be: "
              + String.join("; ", verdict.failures())
              + ". The data directory is kept in "
              + session.kept());
    }
    return verdict.isOk() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private SoakSession session() {
    MeasuredServers servers = new MeasuredServers(serverJava, null, records, connections);
    try {
      return new SoakSession(
          new SoakSession.Settings(
              minutes * SECONDS_PER_MINUTE,
              rate,
              sampleSeconds,
              records,
              connections,
              new Commands(servers),
              servers.flags(),
              out,
              journals == null ? out : journals));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void print(SoakSample sample, Output output) {
    if (output.isJson()) {
      output.line(sample.toJson());
      return;
    }
    output.line(
        String.format(
            Locale.ROOT,
            "%6.0f s  resident %,.0f MiB  heap %,.0f  direct %,.1f  disk %,.0f MiB  %d handles"
                + "  %d threads  %d rolls  %d snapshots  %,d answered  p99 %.2f  p99.9 %.2f ms",
            sample.seconds(),
            sample.residentBytes() / MIB,
            sample.heapAfterCollectionBytes() / MIB,
            sample.directBytes() / MIB,
            sample.diskBytes() / MIB,
            sample.handles(),
            sample.threads(),
            sample.rolls(),
            sample.snapshots(),
            sample.answered(),
            sample.p99Us() / 1e3,
            sample.p999Us() / 1e3));
  }

  private static void print(SoakVerdict verdict, SoakSession session, Output output) {
    for (SoakVerdict.Growth growth : verdict.growths()) {
      output.line(
          String.format(
              Locale.ROOT,
              "%-24s mean %,16.0f  growth %,14.0f  allowed %,14.0f",
              growth.figure(),
              growth.mean(),
              growth.growth(),
              growth.allowed()));
    }
    output.line("audit: " + session.audit());
    output.line("raw lines: " + session.file());
  }

  /** Servers and audits with the Java and the flags of this process. */
  private record Commands(MeasuredServers servers) implements SoakSession.Commands {
    @Override
    public List<String> server(Path data, Path configuration) {
      return servers.command(data, "process", configuration);
    }

    @Override
    public List<String> audit(Path data) {
      List<String> command = JavaCommand.of(servers.flags(), Main.class);
      command.addAll(List.of("replay", "verify", "--data", data.toString(), "--json"));
      return command;
    }
  }
}

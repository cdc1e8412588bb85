package io.zaiko.cli.bench;

import io.zaiko.bench.compare.Comparison;
import io.zaiko.bench.compare.InProcess;
import io.zaiko.bench.load.CpuPinning;
import io.zaiko.bench.load.LoadSession;
import io.zaiko.bench.load.Pacing;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.load.Target;
import io.zaiko.bench.peer.Peers;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zaiko bench compare}: the same work on Zaiko and on what one would take instead. */
@Command(
    name = "compare",
    description = {
      "Has Zaiko, Redis, PostgreSQL and bare sockets do the same work, side by side in rounds.",
      "",
      "Servers are started on spare ports of this machine and ended again: those of Redis and",
      "PostgreSQL that are installed, others are left out. In each round everybody takes a turn.",
      "What is done is kept: a call that ran out of its minutes, or was stopped, goes on where it",
      "was when it is repeated. Leave the machine alone meanwhile."
    },
    footer = {
      "",
      "Examples:",
      "  zaiko bench compare --quick",
      "  zaiko bench compare --out data/bench/compare     repeat it until all is done",
      "  zaiko bench report --raw data/bench/compare --title 'Comparison'"
    })
public final class CompareCommand implements Callable<Integer> {
  private static final int QUICK_RECORDS = 100_000;
  private static final int QUICK_OPEN = 20_000;
  private static final double QUICK_SECONDS = 0.5;
  private static final int RECORDS = 1_000_000;
  private static final int OPEN = 100_000;
  private static final double SECONDS = 4;
  private static final String IN_PROCESS = "in-process";

  private final Console console;

  @Option(
      names = "--quick",
      description = {
        "One round of short runs with 100,000 stock records, in less than 5 minutes: to see that",
        "it works. Its figures say little."
      })
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Repetitions of everything (default: 5, and 20 of one-core).")
  private Integer rounds;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "No server is started after so many (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--only",
      paramLabel = "PLACE",
      description = {
        "Only what is measured there: one-core (one outstanding request, server and client on one",
        "core), window (any core), window-awake (the same, and cores do not sleep), connections-50",
        "or connections-10000 (one outstanding request each, any core), or in-process (the engine",
        "and a map written by hand, without servers)."
      })
  private String only;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "Stock records, a multiple of 200 locations (default: 1000000).")
  private Integer records;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Of each run, after half as many of warm-up (default: 4).")
  private Double seconds;

  @Option(
      names = "--server-java",
      paramLabel = "FLAGS",
      description = "More JVM flags for Zaiko and the bare sockets, for example '-Xmx8g'.")
  private String serverJava;

  @Option(
      names = "--journals",
      paramLabel = "DIR",
      description = "Where the servers keep their files while they run (default: --out).")
  private Path journals;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "data/bench-compare",
      description = "Folder for the raw files (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print each run's raw line.")
  private boolean json;

  /** Prints to this console. */
  public CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Output output = console.output(json);
    if ((rounds != null && rounds < 1) || minutes < 1) {
      throw new InputException("--rounds and --minutes are 1 or more");
    }
    List<Comparison.Bout> bouts = bouts(output);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    int cores = Runtime.getRuntime().availableProcessors();
    boolean done = true;
    try {
      String all = CpuPinning.ofThisProcess();
      for (Comparison.Bout bout : bouts) {
        String client = bout.placement().clientCpus();
        CpuPinning.tieThisProcess(client == null ? all : client);
        try {
          LoadSession session = new LoadSession(settings(bout, cores), bout.name());
          done &= session.run(run -> print(run, output), () -> System.nanoTime() < end);
        } finally {
          CpuPinning.tieThisProcess(all);
        }
      }
      done &= inProcess(output, end);
    } catch (IOException e) {
      output.error("comparing broke off: " + e.getMessage());
      return ExitCode.FAILED;
    }
    if (!output.isJson()) {
      output.line(
          done
              ? "All is done. The tables: zaiko bench report --raw " + out
              : "The minutes are over; the same command goes on. What is done is in " + out);
    }
    return ExitCode.DONE;
  }

  /** By JMH, which repeats everything by itself; last, since it takes its minutes at a stretch. */
  private boolean inProcess(Output output, long end) throws IOException {
    InProcess benchmarks = new InProcess(out, stockRecords(), openReservations(), quick);
    if ((only != null && !only.equals(IN_PROCESS)) || benchmarks.isDone()) {
      return true;
    }
    if (System.nanoTime() >= end) {
      return false;
    }
    if (!output.isJson()) {
      output.line("in process: JMH is at work" + (quick ? "" : ", for some minutes"));
    }
    benchmarks.run();
    return true;
  }

  private int openReservations() {
    return quick ? QUICK_OPEN : OPEN;
  }

  private List<Comparison.Bout> bouts(Output output) {
    Set<Target> here = EnumSet.noneOf(Target.class);
    for (Target peer : Target.PEERS) {
      String missing = Peers.missing(peer);
      if (missing == null) {
        here.add(peer);
      } else {
        output.warn("left out: " + peer.word() + ", " + missing);
      }
    }
    double recorded = seconds == null ? (quick ? QUICK_SECONDS : SECONDS) : seconds;
    List<Comparison.Bout> bouts;
    try {
      bouts =
          new Comparison(stockRecords(), openReservations(), recorded / 2, recorded, here).bouts();
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
    List<Comparison.Bout> wanted =
        bouts.stream().filter(bout -> only == null || bout.name().equals(only)).toList();
    if (wanted.isEmpty() && !only.equals(IN_PROCESS)) {
      throw new InputException(
          "--only '"
              + only
              + "' is none of "
              + bouts.stream().map(bout -> bout.name() + ", ").collect(Collectors.joining())
              + IN_PROCESS);
    }
    return wanted;
  }

  private int stockRecords() {
    if (records != null) {
      return records;
    }
    return quick ? QUICK_RECORDS : RECORDS;
  }

  private int rounds(Comparison.Bout bout) {
    if (rounds != null) {
      return rounds;
    }
    return quick ? 1 : bout.rounds();
  }

  private LoadSession.Settings settings(Comparison.Bout bout, int cores) {
    MeasuredServers servers =
        new MeasuredServers(serverJava, null, stockRecords(), bout.connections());
    List<String> flags = servers.flags();
    Path data = journals == null ? out : journals;
    return new LoadSession.Settings(
        bout.plans(),
        rounds(bout),
        bout.placement(),
        Pacing.PARK,
        cores,
        null,
        servers,
        flags,
        Peers::start,
        false,
        out,
        data);
  }

  private static void print(RawRun run, Output output) {
    output.line(output.isJson() ? run.toJson() : RunLine.of(run, output.style()));
  }
}

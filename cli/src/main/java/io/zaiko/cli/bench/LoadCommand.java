package io.zaiko.cli.bench;

import io.zaiko.bench.load.CpuPinning;
import io.zaiko.bench.load.LoadSession;
import io.zaiko.bench.load.Pacing;
import io.zaiko.bench.load.Placement;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.cli.input.Address;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts load on a server and keeps what it measured as raw files. */
@Command(
    name = "load",
    description = "Puts load on a server, and keeps rates and latencies as raw files.",
    sortOptions = false,
    footer = {
      "",
      "A closed loop (--window) keeps so many requests in flight: it finds out how much a server can",
      "do. An open loop (--rate) sends on time whatever the answers do, and measures from the time a",
      "request should have gone out; if it cannot keep its rate the run is marked failed.",
      "In each round every run takes its turn, on servers started afresh and filled. With --server a",
      "running one is used: it has to be empty at first, and keeps what is put into it.",
      "",
      "Exit status 0 when everything was measured, also when runs failed; 3 or 5 when it broke off.",
      "`zaiko bench report` makes a report of the raw files.",
      "",
      "Examples:",
      "  zaiko bench load --yardsticks --rounds 5 --out data/bench/today",
      "  zaiko bench load --mix query=1 --window 1 --yardsticks --server-cpus 0 --client-cpus 0",
      "  zaiko bench load --mix reserve=1,release=1 --window 1,64,256,1024 \\",
      "    --durability process,disk --device",
      "  zaiko bench load --mix query=8,reserve=1,release=1 --rate 10000..640000*2 --durability disk"
    })
public final class LoadCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private LoadShape shape;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Repetitions of everything (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      converter = Address.Converter.class,
      description = "A running, empty server to use (default: start servers).")
  private Address server;

  @Option(
      names = "--server-config",
      paramLabel = "FILE",
      description = "Configuration of the servers started here.")
  private Path serverConfig;

  @Option(
      names = "--server-java",
      paramLabel = "FLAGS",
      description = "More JVM flags for the servers started here, for example '-Xmx8g'.")
  private String serverJava;

  @Option(
      names = "--server-cpus",
      paramLabel = "LIST",
      description =
          "Tie the servers started here to cores, as taskset writes them: 0 or 0,2 or 0-3.")
  private String serverCpus;

  @Option(names = "--client-cpus", paramLabel = "LIST", description = "Tie this process to cores.")
  private String clientCpus;

  @Option(
      names = "--awake",
      description = {
        "Keep every core from sleeping, by processes of the lowest priority that never rest;",
        "Linux only. It is recorded."
      })
  private boolean awake;

  @Option(
      names = "--device",
      description = {
        "After each closed loop at disk, measure the device itself: write and force as many bytes",
        "as the run's batches had, one after the other, into a file that is there already."
      })
  private boolean device;

  @Option(
      names = "--pacing",
      paramLabel = "park|spin",
      defaultValue = "park",
      description = "How an open loop waits between requests (default: ${DEFAULT-VALUE}).")
  private String pacing;

  @Option(
      names = "--journals",
      paramLabel = "DIR",
      description = "Where servers started here keep journals while they run (default: --out).")
  private Path journals;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "data/bench",
      description = "Folder for the raw files (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print each run's raw line.")
  private boolean json;

  /** Prints to this console. */
  public LoadCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Output output = console.output(json);
    LoadSession session = new LoadSession(settings());
    try {
      CpuPinning.tieThisProcess(clientCpus);
      session.run(run -> print(run, output));
    } catch (IOException e) {
      output.error("measuring broke off: " + e.getMessage());
      return server == null ? ExitCode.FAILED : ExitCode.UNREACHABLE;
    }
    if (!output.isJson()) {
      output.line("raw lines: " + session.file());
    }
    return ExitCode.DONE;
  }

  private LoadSession.Settings settings() throws InterruptedException {
    if (rounds < 1) {
      throw new InputException("--rounds " + rounds + " is not 1 or more");
    }
    if (server != null && serverCpus != null) {
      throw new InputException("--server-cpus ties servers started here, not the one of --server");
    }
    if (server != null && device) {
      throw new InputException("--device needs the journal of a server started here");
    }
    int cores = Runtime.getRuntime().availableProcessors();
    checkCpus();
    List<RunPlan> plans = shape.plans(server == null);
    MeasuredServers servers =
        new MeasuredServers(serverJava, serverConfig, shape.records(), shape.connections());
    return new LoadSession.Settings(
        plans,
        rounds,
        new Placement(serverCpus, clientCpus, awake),
        pacing(),
        cores,
        server == null ? null : server.resolve(),
        servers,
        servers.flags(),
        null,
        device,
        out,
        journals == null ? out : journals);
  }

  private void checkCpus() throws InterruptedException {
    try {
      CpuPinning.check(serverCpus);
      CpuPinning.check(clientCpus);
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private Pacing pacing() {
    for (Pacing choice : Pacing.values()) {
      if (choice.word().equals(pacing)) {
        return choice;
      }
    }
    throw new InputException("--pacing '" + pacing + "' is neither park nor spin");
  }

  private static void print(RawRun run, Output output) {
    output.line(output.isJson() ? run.toJson() : RunLine.of(run, output.style()));
  }
}

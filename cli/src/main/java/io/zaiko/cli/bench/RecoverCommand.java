package io.zaiko.cli.bench;

import io.zaiko.bench.load.CpuPinning;
import io.zaiko.bench.recover.RecoveryData;
import io.zaiko.bench.recover.RecoveryResult;
import io.zaiko.bench.recover.RecoveryRun;
import io.zaiko.bench.recover.RecoverySession;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.cli.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long a server takes to come back. */
@Command(
    name = "recover",
    description = "Measures how long a server takes to come back, and keeps it as raw files.",
    sortOptions = false,
    footer = {
      "",
      "Makes a journal of random commands, as a server under load would have written it, with a",
      "snapshot behind all but its tail, and a second one of nothing but the stock. Both stay in",
      "--data and are used again. Then, in each round, one after the other and each in a process of",
      "its own: the journal alone; the snapshot and the tail; the stock from its snapshot; each with",
      "its files in memory and without. Without is checked by the bytes that the device gave, on",
      "Linux; where that does not fit the run is marked failed.",
      "",
      "Exit status 0 when everything was measured, also when runs failed; 5 when it broke off.",
      "`zaiko bench report` makes a report of the raw files.",
      "",
      "Examples:",
      "  zaiko bench recover --out data/bench/today",
      "  zaiko bench recover --cpus 0 --rounds 10 --out data/bench/today",
      "  zaiko bench recover --commands 200000 --tail 20000 --records 20000 --rounds 1 \\",
      "    --data data/bench-small"
    })
public final class RecoverCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--commands",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "Commands of the journal (default: ${DEFAULT-VALUE}).")
  private long commands;

  @Option(
      names = "--tail",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many of them are behind the snapshot (default: ${DEFAULT-VALUE}).")
  private long tail;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Stock records, a multiple of 200 locations (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Repetitions of everything (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--cpus",
      paramLabel = "LIST",
      description = "Tie the recoveries to cores, as taskset writes them: 0 for one core.")
  private String cpus;

  @Option(
      names = "--server-java",
      paramLabel = "FLAGS",
      description = "More JVM flags for the recoveries, for example '-Xmx8g'.")
  private String serverJava;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data/bench-recovery",
      description = "Where journal and snapshots are, or are made (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "data/bench",
      description = "Folder for the raw files (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--json", description = "Print each recovery's raw line.")
  private boolean json;

  /** Prints to this console. */
  public RecoverCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Output output = console.output(json);
    RecoveryData made = checked();
    MeasuredServers servers = new MeasuredServers(serverJava, null, records, 1);
    RecoverySession session =
        new RecoverySession(
            new RecoverySession.Settings(
                made,
                rounds,
                cpus,
                JavaCommand.of(servers.flags(), RecoveryRun.class),
                servers.flags(),
                out));
    try {
      try (Progress progress = output.progress("commands")) {
        made.prepare((done, perSecond, share) -> progress.update(done, share));
      }
      session.run(result -> print(result, output));
    } catch (IOException e) {
      output.error("measuring broke off: " + e.getMessage());
      return ExitCode.FAILED;
    }
    if (!output.isJson()) {
      output.line("raw lines: " + session.file());
    }
    return ExitCode.DONE;
  }

  private RecoveryData checked() throws InterruptedException {
    if (rounds < 1) {
      throw new InputException("--rounds " + rounds + " is not 1 or more");
    }
    try {
      CpuPinning.check(cpus);
      return new RecoveryData(data, commands, tail, records);
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void print(RecoveryResult result, Output output) {
    if (output.isJson()) {
      output.line(result.toJson());
      return;
    }
    output.line(
        String.format(
            Locale.ROOT,
            "round %d  %-8s %s  %7.2f s, of them snapshot %.2f s; %,d records, %,.0f/s%s",
            result.round(),
            result.kind().word(),
            result.cache().word(),
            result.seconds(),
            result.snapshotSeconds(),
            result.records(),
            result.replayPerSecond(),
            result.isFailed()
                ? "  " + output.style().bad("FAILED: " + String.join("; ", result.failures()))
                : ""));
  }
}

package io.zaiko.cli.serve;

import io.zaiko.cli.input.Address;
import io.zaiko.cli.input.InputException;
import io.zaiko.cli.input.Interval;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.output.ExitCode;
import io.zaiko.cli.output.Output;
import io.zaiko.cli.output.Progress;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.Recovered;
import io.zaiko.engine.journal.JournalFailedException;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.protocol.sbe.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Runs a server until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs a server: recovers from its journal, then listens.",
    footer = {
      "",
      "Prints one line once it listens. SIGTERM or Ctrl-C stops it cleanly: what was accepted is",
      "answered first. --durability process survives the death of the process, disk that of power.",
      "",
      "The configuration file has a line name = value for any of the options above and for:",
      "  sku-capacity, location-capacity, stock-capacity, reservation-capacity, line-capacity,",
      "  session-capacity, client-capacity, request-window, line-result-capacity, safety-capacity,",
      "  device-capacity, transfer-line-capacity, band-capacity, change-capacity, default-hold"
          + " (15m),",
      "  closed-retention (1h), fulfilled-retention (30d), channels (POS,EC,...): taken over when"
          + " the",
      "  journal is made, kept after;",
      "  snapshot-old (delete, keep, archive: what happens to snapshots and journal files that are",
      "  not needed any more), snapshot-archive (the directory to move them to);",
      "  ring-slots, wait (what the engine does when nothing comes: blocking, backoff, yielding,",
      "  spinning), io-wait (the same of I/O threads: blocking, backoff), table-pages-ahead (bytes of",
      "  memory that a growing table gets before it is used; 8388608, 8 MiB), journal-roll-length",
      "  (bytes), journal-roll-age (24h), journal-block-length (bytes), io-threads, max-connections,",
      "  max-credits, reply-ring-bytes.",
      "Memory: ZAIKO_JAVA_OPTIONS, for example -Xmx4g.",
      "",
      "A snapshot is made by a process of low priority beside the server, if anything was appended",
      "since the last one; 'zaiko snapshot' makes one by hand. What it says goes into the log.",
      "",
      "Examples:",
      "  zaiko serve",
      "  zaiko serve --data /var/lib/zaiko --durability disk --config zaiko.properties",
      "  zaiko serve --snapshot-every 15m --snapshot-journal-length 1073741824"
    })
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  /** The configuration, which a start writes where there is no journal yet. */
  private static final long RECORDS_OF_A_NEW_JOURNAL = 1;

  private final Console console;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory; made if absent (default: " + DataOption.DEFAULT + ").")
  private Path data;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      converter = Address.Converter.class,
      description = "Where to listen; port 0 takes a free one (default: 127.0.0.1:7450).")
  private Address listen;

  @Option(
      names = "--durability",
      paramLabel = "LEVEL",
      converter = DurabilityLevel.class,
      description = "process or disk: what an answer survives (default: process).")
  private Durability durability;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration file.")
  private Path config;

  @Option(
      names = "--insecure",
      description =
          "Allow an address beyond this machine, although nobody who connects has to say who they"
              + " are.")
  private boolean insecure;

  @Option(
      names = "--min-free",
      paramLabel = "BYTES",
      description =
          "Below this much free on the disk of the data directory commands are answered NO_SPACE,"
              + " questions as ever (default: 268435456, 256 MiB).")
  private Long minFree;

  @Option(
      names = "--table-memory",
      paramLabel = "BYTES",
      description =
          "Memory that the tables may take when they are full; a start that would need more is"
              + " refused (default: three quarters of the machine's or container's).")
  private Long tableMemory;

  @Option(
      names = "--snapshot-every",
      paramLabel = "TIME",
      converter = Interval.class,
      description = "How long after a snapshot the next one is made; 0 for never (default: 1h).")
  private Duration snapshotEvery;

  @Option(
      names = "--snapshot-journal-length",
      paramLabel = "BYTES",
      description =
          "After so much was appended to the journal the next snapshot is made before its time; 0"
              + " for never (default: 4294967296, 4 GiB).")
  private Long snapshotJournalLength;

  @Option(names = "--json", description = "Print the line as a JSON object.")
  private boolean json;

  /** Reads a level. */
  private static final class DurabilityLevel implements ITypeConverter<Durability> {
    @Override
    public Durability convert(String text) {
      return ServerProperties.durability(text);
    }
  }

  /** Prints to this console. */
  public ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Output output = console.output(json);
    ServerSettings settings = settings();
    ZaikoServer server;
    try (Progress progress = output.progress("records recovered")) {
      server = ZaikoServer.start(settings, shown(progress));
    }
    Thread shutdown = new Thread(() -> stopCleanly(server), "zaiko-shutdown");
    Runtime.getRuntime().addShutdownHook(shutdown);
    announce(server, settings, output);
    return awaitEnd(server, shutdown, settings.host().dataDirectory(), output);
  }

  private static RecoveryProgress shown(Progress progress) {
    return new RecoveryProgress() {
      @Override
      public void onProgress(long records, double recordsPerSecond, double share) {
        if (records > RECORDS_OF_A_NEW_JOURNAL) {
          progress.update(records, share);
        }
      }

      @Override
      public void onStep(String text) {
        progress.clear();
        LOG.info("{}", text);
      }
    };
  }

  private ServerSettings settings() {
    ServerProperties file =
        config == null ? ServerProperties.none() : ServerProperties.read(config);
    try {
      return ServerSettings.of(
          new ServerSettings.Typed(
              data,
              listen,
              durability,
              insecure,
              minFree,
              tableMemory,
              snapshotEvery,
              snapshotJournalLength),
          file);
    } catch (IllegalArgumentException e) {
      // A value that is one, but out of range.
      throw new InputException((config == null ? "" : config + ": ") + e.getMessage(), e);
    }
  }

  private static void announce(ZaikoServer server, ServerSettings settings, Output output) {
    Recovered recovered = server.host().recovered();
    String address =
        new Address(server.address().getAddress().getHostAddress(), server.address().getPort())
            .toString();
    String level = server.host().durability().name().toLowerCase(Locale.ROOT);
    EngineConfig engine = server.host().config();
    if (output.isJson()) {
      output.json(
          fields ->
              fields
                  .text("listen", address)
                  .text("data", settings.host().dataDirectory().toString())
                  .text("durability", level)
                  .text(
                      "journal", new UUID(engine.journalIdHigh(), engine.journalIdLow()).toString())
                  .number("last_sequence", recovered.lastSequence())
                  .number("pid", ProcessHandle.current().pid()));
    } else {
      output.line(
          String.format(
              Locale.ROOT,
              "zaiko listens on %s, data %s, durability %s, %s",
              address,
              settings.host().dataDirectory(),
              level,
              recovered.lastSequence() > RECORDS_OF_A_NEW_JOURNAL
                  ? String.format(Locale.ROOT, "%,d records recovered", recovered.lastSequence())
                  : "a new journal"));
    }
  }

  /** Runs as the process ends because it was told to: that is no failure, whatever the signal. */
  private void stopCleanly(ZaikoServer server) {
    int exitCode = ExitCode.FAILED;
    try {
      server.close();
      exitCode = ExitCode.DONE;
    } finally {
      console.out().flush();
      console.err().flush();
      Runtime.getRuntime().halt(exitCode);
    }
  }

  private static int awaitEnd(
      ZaikoServer server, Thread shutdown, Path dataDirectory, Output output) {
    try {
      server.stopped().join();
      return ExitCode.DONE; // told to stop: the shutdown thread ends the process
    } catch (CompletionException e) {
      Runtime.getRuntime().removeShutdownHook(shutdown);
      server.close();
      output.error(
          "the server had to stop: "
              + reason(e.getCause(), dataDirectory)
              + ". Nothing that was answered is lost; start it again, and it recovers");
      return ExitCode.FAILED;
    }
  }

  private static String reason(Throwable failure, Path dataDirectory) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JournalFailedException && cause.getCause() != null) {
        return cause.getMessage()
            + " ("
            + cause.getCause()
            + "); check that the disk of "
            + dataDirectory
            + " has space and works";
      }
    }
    return failure.toString();
  }
}

package io.zaiko.bench.soak;

import io.zaiko.bench.load.ChildServer;
import io.zaiko.bench.load.Folders;
import io.zaiko.bench.load.Json;
import io.zaiko.bench.load.Machine;
import io.zaiko.bench.load.Reservations;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.RunResult;
import io.zaiko.bench.load.Target;
import io.zaiko.bench.load.WatchedLoad;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One soak: a server with small files, an even load, a sample every few seconds, and an audit of
 * what is left. Writes into its folder {@code soak-SESSION.jsonl} (a {@link SoakSample} a line, as
 * it is taken), {@code soak-SESSION-environment.json}, {@code soak-SESSION-verdict.json}, {@code
 * soak-SESSION.png} and the latencies second by second. One thread.
 */
public final class SoakSession {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String MIX = "reserve=2,release=2,sell=1,receive=1";
  private static final int OPEN = 100_000;
  private static final int LEAST_ROLLS = 20;
  private static final int PLANNED_ROLLS = 30;
  private static final int PLANNED_SNAPSHOTS = 18;
  private static final long LEAST_SNAPSHOT_SECONDS = 5;
  private static final double KEPT_SNAPSHOTS = 0.72;

  /** What a command of the mix takes in the journal, about, with its part of the batch's header. */
  private static final int BYTES_PER_COMMAND = 110;

  private static final long LEAST_ROLL_LENGTH = 1 << 20;

  /** How what is needed is started. */
  public interface Commands {
    /** A server on an empty folder, with a configuration file. */
    List<String> server(Path data, Path configuration);

    /** An audit of a data directory, which ends with status 0 if nothing is wrong. */
    List<String> audit(Path data);
  }

  /**
   * What is done.
   *
   * @param seconds of load
   * @param rate commands a second
   * @param sampleSeconds between two samples
   * @param stockRecords a multiple of 200 locations
   * @param connections that share the load
   * @param commands how server and audit are started
   * @param flags the JVM flags of the server, to be recorded
   * @param out a folder for the raw files
   * @param data a folder for the data directory, removed in the end
   */
  public record Settings(
      double seconds,
      int rate,
      double sampleSeconds,
      int stockRecords,
      int connections,
      Commands commands,
      List<String> flags,
      Path out,
      Path data) {
    /** Length of a journal file, so that there are some 30 of them. */
    long rollLength() {
      return Math.max(
          LEAST_ROLL_LENGTH, (long) (rate * seconds * BYTES_PER_COMMAND) / PLANNED_ROLLS);
    }

    /** Time between two snapshots: files are retired before a fifth of it is over. */
    long snapshotSeconds() {
      return Math.max(LEAST_SNAPSHOT_SECONDS, (long) (seconds / PLANNED_SNAPSHOTS));
    }

    int leastSnapshots() {
      return (int) (KEPT_SNAPSHOTS * seconds / snapshotSeconds());
    }

    RunPlan plan() {
      return new RunPlan(
          Target.ZAIKO,
          "process",
          MIX,
          "uniform",
          stockRecords,
          Reservations.open(OPEN),
          connections,
          rate,
          0,
          0,
          seconds);
    }
  }

  private final Settings settings;
  private final String session = NAME.format(Instant.now());
  private final List<SoakSample> samples = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private String audit;
  private Path kept;

  /**
   * Prepares a soak; nothing is started yet.
   *
   * @throws IllegalArgumentException when the settings make no load
   */
  public SoakSession(Settings settings) {
    this.settings = settings;
    settings.plan();
  }

  private Path file(String suffix) {
    return settings.out().resolve("soak-" + session + suffix);
  }

  /** The file that gets a line for each sample. */
  public Path file() {
    return file(".jsonl");
  }

  /** What the audit said, as it said it. */
  public String audit() {
    return audit;
  }

  /** Where the data directory is still, if something was wrong; null if not. */
  public Path kept() {
    return kept;
  }

  /**
   * Does it all.
   *
   * @param listener told of each sample
   * @throws IOException when the server cannot be started, filled or looked at; samples taken
   *     before are kept
   */
  public SoakVerdict run(Consumer<SoakSample> listener) throws IOException, InterruptedException {
    Files.createDirectories(settings.out());
    Files.createDirectories(settings.data());
    Path folder = Files.createTempDirectory(settings.data(), "zaiko-soak-");
    Path configuration = Files.writeString(folder.resolve("server.properties"), configuration());
    Files.writeString(
        file("-environment.json"), Json.writePretty(environment(configuration)) + "\n");
    Path data = folder.resolve("data");
    try (ChildServer server =
        ChildServer.start(
            settings.commands().server(data, configuration), null, folder.resolve("errors"))) {
      load(server, data, listener);
    }
    audit(data);
    SoakVerdict verdict = SoakVerdict.of(samples, LEAST_ROLLS, settings.leastSnapshots(), failures);
    Files.writeString(file("-verdict.json"), verdict.toJson() + "\n");
    SoakPlot.write(samples, file(".png"));
    if (verdict.isOk()) {
      Folders.delete(folder);
    } else {
      kept = folder;
    }
    return verdict;
  }

  private String configuration() {
    return String.join(
            "\n",
            "# Small files, so that much is rolled and retired.",
            "journal-roll-length = " + settings.rollLength(),
            "snapshot-every = " + settings.snapshotSeconds() + "s",
            "snapshot-journal-length = 0",
            "snapshot-old = delete",
            "# Closed reservations go soon, so that the tables are steady before they are looked at.",
            "closed-retention = 10s")
        + "\n";
  }

  private Map<String, Object> environment(Path configuration) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("session", session);
    facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS));
    facts.putAll(Machine.describe(settings.data(), Runtime.getRuntime().availableProcessors()));
    facts.put("server_flags", settings.flags());
    facts.put("configuration", Files.readAllLines(configuration));
    facts.put("seconds", settings.seconds());
    facts.put("rate", settings.rate());
    facts.put("mix", MIX);
    facts.put("stock_records", settings.stockRecords());
    facts.put("open_reservations", OPEN);
    facts.put("connections", settings.connections());
    return facts;
  }

  private void load(ChildServer server, Path data, Consumer<SoakSample> listener)
      throws IOException, InterruptedException {
    try (WatchedLoad load = new WatchedLoad(settings.plan(), server.address(), file(".hlog"))) {
      load.fill();
      FutureTask<RunResult> running = new FutureTask<>(load::run);
      Thread thread = new Thread(running, "zaiko-soak-load");
      thread.setDaemon(true);
      try (ServerGauge gauge = new ServerGauge(server.process().pid(), data)) {
        thread.start();
        long begin = System.nanoTime();
        while (!isDone(running)) {
          double seconds = (System.nanoTime() - begin) / 1e9;
          SoakSample sample = gauge.sample(seconds, load.takeRecent());
          samples.add(sample);
          append(sample);
          listener.accept(sample);
        }
      }
      failures.addAll(result(running).failures());
    }
  }

  /** Waits until it is time for another sample. */
  private boolean isDone(FutureTask<RunResult> running) throws InterruptedException {
    try {
      running.get(Math.round(settings.sampleSeconds() * 1e9), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true; // what it was comes out of the result
    }
  }

  private static RunResult result(FutureTask<RunResult> ended)
      throws IOException, InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException e) {
      throw new IOException("the load broke off: " + e.getCause(), e.getCause());
    }
  }

  private void append(SoakSample sample) throws IOException {
    Files.writeString(
        file(), sample.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void audit(Path data) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(settings.commands().audit(data)).redirectErrorStream(true).start();
    audit = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = process.waitFor();
    if (status != 0) {
      failures.add("the audit of what is left ended with status " + status + ": " + audit);
    }
  }
}

package io.zaiko.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * One call of the rig: every plan once a round, round by round, so that what changes on the machine
 * meanwhile touches all alike. Plans of one server follow each other; in every round servers are
 * started afresh, since two processes of the same code do not compile it alike.
 *
 * <p>Writes into its folder {@code load-SESSION.jsonl} (a {@link RawRun} a line), {@code
 * environment-SESSION.json} and the histogram logs. One thread.
 */
public final class LoadSession {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  /** How the servers are started that are to be measured. */
  public interface Commands {
    /** Zaiko on an empty folder. */
    List<String> zaiko(Path data, String durability);

    /** A yardstick. */
    List<String> yardstick(Target target);
  }

  /**
   * What is done.
   *
   * @param plans those of one server side by side
   * @param rounds repetitions
   * @param cores the machine's, counted before this process was tied to some of them
   * @param server a running Zaiko to use in place of starting one; null = start them
   * @param serverFlags the JVM flags of the servers, to be recorded
   * @param peers starts what Zaiko is compared with; null where plans have none of it
   * @param device whether the device is measured after each closed loop at {@code disk}; only where
   *     servers are started
   * @param out a folder for the raw files
   * @param data a folder for journals, on the device that is to be measured
   */
  public record Settings(
      List<RunPlan> plans,
      int rounds,
      Placement placement,
      Pacing pacing,
      int cores,
      InetSocketAddress server,
      Commands commands,
      List<String> serverFlags,
      Peer.Starter peers,
      boolean device,
      Path out,
      Path data) {}

  /** A plan's run in a round. */
  private record Turn(int round, RunPlan plan) {}

  private final Settings settings;
  private final String session;
  private final Set<Turn> done = new HashSet<>();
  private boolean filled;
  private AwakeCores awake;

  /** Prepares a session; nothing is started yet. */
  public LoadSession(Settings settings) {
    this(settings, newName());
  }

  /**
   * Prepares a session of a name. What its raw file has already is not done again.
   *
   * @param name for its files
   */
  public LoadSession(Settings settings, String name) {
    this.settings = settings;
    this.session = name;
  }

  /** A name for a session that begins now. */
  static String newName() {
    return NAME.format(Instant.now());
  }

  /** The file that gets a line for each run. */
  public Path file() {
    return settings.out().resolve("load-" + session + ".jsonl");
  }

  /**
   * Measures everything.
   *
   * @param listener told of each run when it is done
   * @throws IOException when a server cannot be started, reached or filled; runs done before are
   *     kept
   */
  public void run(Consumer<RawRun> listener) throws IOException, InterruptedException {
    run(listener, () -> true);
  }

  /**
   * Measures what is left, as far as there is time.
   *
   * @param hasTime asked before a server is started
   * @return whether all is done
   * @see #run(Consumer)
   */
  public boolean run(Consumer<RawRun> listener, BooleanSupplier hasTime)
      throws IOException, InterruptedException {
    Files.createDirectories(settings.out());
    Files.createDirectories(settings.data());
    readDone();
    Path environment = settings.out().resolve("environment-" + session + ".json");
    if (Files.exists(environment)) {
      requireSame(JsonObject.read(Files.readString(environment)), environment);
    } else {
      Files.writeString(environment, Json.writePretty(environment()) + "\n");
    }
    if (!settings.placement().awake()) {
      return rounds(listener, hasTime);
    }
    try (AwakeCores cores = AwakeCores.keep(settings.cores())) {
      awake = cores;
      return rounds(listener, hasTime);
    }
  }

  private void readDone() throws IOException {
    if (Files.exists(file())) {
      for (String line : Files.readAllLines(file())) {
        RawRun run = RawRun.fromJson(line);
        if (!settings.plans().contains(run.plan())) {
          throw otherRuns(file());
        }
        done.add(new Turn(run.round(), run.plan()));
      }
    }
  }

  /** What is gone on with has to be the same program, or its figures would pass for another's. */
  private void requireSame(JsonObject before, Path file) throws IOException {
    Map<String, Object> now = environment();
    for (String fact : List.of("commit", "commit_modified", "jdk", "server_flags")) {
      if (!String.valueOf(before.value(fact)).equals(String.valueOf(now.get(fact)))) {
        throw otherRuns(file);
      }
    }
  }

  private static IOException otherRuns(Path file) {
    return new IOException(
        file + " is of runs with other settings or another program; take another folder (--out)");
  }

  private Map<String, Object> environment() throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("session", session);
    facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS));
    facts.putAll(Machine.describe(settings.data(), settings.cores()));
    facts.put("server", settings.server() == null ? "started for each round" : "given");
    facts.put("server_flags", settings.serverFlags());
    facts.put("rounds", settings.rounds());
    facts.put(
        "durability",
        settings.plans().stream()
            .map(RunPlan::durability)
            .filter(Objects::nonNull)
            .distinct()
            .toList());
    facts.put("server_cpus", settings.placement().serverCpus());
    facts.put("client_cpus", settings.placement().clientCpus());
    facts.put("awake", settings.placement().awake());
    facts.put("pacing", settings.pacing().word());
    return facts;
  }

  private boolean rounds(Consumer<RawRun> listener, BooleanSupplier hasTime)
      throws IOException, InterruptedException {
    List<RunPlan> plans = settings.plans();
    for (int round = 1; round <= settings.rounds(); round++) {
      for (int first = 0, end; first < plans.size(); first = end) {
        end = first + 1;
        while (end < plans.size() && sameServer(plans.get(first), plans.get(end))) {
          end++;
        }
        List<RunPlan> left = left(round, plans.subList(first, end));
        if (!left.isEmpty()) {
          if (!hasTime.getAsBoolean()) {
            return false;
          }
          serve(round, left, listener);
        }
      }
    }
    return true;
  }

  private List<RunPlan> left(int round, List<RunPlan> plans) {
    return plans.stream().filter(plan -> !done.contains(new Turn(round, plan))).toList();
  }

  private static boolean sameServer(RunPlan one, RunPlan other) {
    return one.target() == other.target() && Objects.equals(one.durability(), other.durability());
  }

  private void serve(int round, List<RunPlan> plans, Consumer<RawRun> listener)
      throws IOException, InterruptedException {
    RunPlan first = plans.get(0);
    if (Target.PEERS.contains(first.target())) {
      servePeer(round, plans, listener);
      return;
    }
    if (first.target().isZaiko() && settings.server() != null) {
      fillOnce(settings.server(), first.stockRecords());
      measure(round, plans, settings.server(), null, listener);
      return;
    }
    Function<Path, List<String>> command =
        first.target().isZaiko()
            ? data -> settings.commands().zaiko(data, first.durability())
            : data -> settings.commands().yardstick(first.target());
    try (TemporaryServer server =
        TemporaryServer.start(settings.data(), command, settings.placement().serverCpus())) {
      boolean isZaiko = first.target().isZaiko();
      if (isZaiko) {
        TemporaryServer.fill(server.address(), session, first.stockRecords());
      }
      if (isZaiko && settings.device() && "disk".equals(first.durability())) {
        try (JournalMeter journal = new JournalMeter(server.data())) {
          measure(round, plans, server.address(), journal, listener);
        }
      } else {
        measure(round, plans, server.address(), null, listener);
      }
    }
  }

  private void servePeer(int round, List<RunPlan> plans, Consumer<RawRun> listener)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(settings.data(), "zaiko-load-");
    try (Peer peer = settings.peers().start(plans.get(0), folder, settings.placement())) {
      for (RunPlan plan : plans) {
        String histograms = histograms(round, plan);
        RunResult result;
        try (IntervalLog log = new IntervalLog(settings.out().resolve(histograms), plan)) {
          result = peer.run(plan, log);
        }
        keep(round, plan, result, histograms, null, listener);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private String histograms(int round, RunPlan plan) {
    return "load-%s-round%d-%s.hlog".formatted(session, round, plan.name());
  }

  private void fillOnce(InetSocketAddress server, int stockRecords) throws IOException {
    if (!filled) {
      TemporaryServer.fill(server, session, stockRecords);
      filled = true;
    }
  }

  /**
   * @param journal of the server, null = the device is not to be measured
   */
  private void measure(
      int round,
      List<RunPlan> plans,
      InetSocketAddress server,
      JournalMeter journal,
      Consumer<RawRun> listener)
      throws IOException, InterruptedException {
    for (RunPlan plan : plans) {
      String histograms = histograms(round, plan);
      LoadRun.Done done;
      try (IntervalLog log = new IntervalLog(settings.out().resolve(histograms), plan)) {
        done = new LoadRun(plan, settings.pacing(), PATIENCE_NS).run(server, log);
      }
      DeviceRun device = journal == null || plan.isOpenLoop() ? null : device(done, journal);
      keep(round, done.plan(), done.result(), histograms, device, listener);
    }
  }

  private void keep(
      int round,
      RunPlan plan,
      RunResult result,
      String histograms,
      DeviceRun device,
      Consumer<RawRun> listener)
      throws IOException {
    if (awake != null) {
      awake.check();
    }
    RawRun run =
        new RawRun(
            session,
            round,
            settings.placement(),
            settings.pacing(),
            plan,
            result,
            histograms,
            device);
    Files.writeString(
        file(),
        run.toJson() + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    listener.accept(run);
  }

  /** What the device does with batches as large as those just written; the server is idle. */
  private DeviceRun device(LoadRun.Done done, JournalMeter journal) throws IOException {
    if (!journal.measure(epochMicros(done.fromNs()), epochMicros(done.toNs()))) {
      return null;
    }
    Path file = settings.data().resolve("zaiko-device-" + session);
    int length = (int) Math.round(journal.bytesPerBatch());
    try (DeviceYardstick device = new DeviceYardstick(file, length)) {
      device.run(done.plan().warmupSeconds());
      long begin = System.nanoTime();
      Histogram latencies = device.run(done.plan().seconds());
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new DeviceRun(
          journal.commandsPerBatch(),
          journal.bytesPerBatch(),
          latencies.getTotalCount() / seconds,
          LatencySummary.of(latencies));
    }
  }

  /** A moment of {@link System#nanoTime} in microseconds since the epoch. */
  private static long epochMicros(long nanoTime) {
    long agoMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanoTime);
    return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) - agoMicros;
  }
}

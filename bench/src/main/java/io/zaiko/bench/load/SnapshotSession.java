package io.zaiko.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What snapshots cost those who are served meanwhile. In pairs: one server started afresh and
 * filled while snapshots are made beside it, one after the other, and one without; in every second
 * pair the other way round. Each gets an open loop at a share of the saturation, then the closed
 * loop that is the saturation.
 *
 * <p>Writes into its folder {@code snapshots.jsonl} (a {@link SnapshotLine} a line; the saturation
 * that the rate was taken from has pair 0), {@code environment-SESSION.json} and the histogram
 * logs. Pairs that are in the file with the same plan are not done again. One thread.
 */
public final class SnapshotSession {
  private static final String FILE_NAME = "snapshots.jsonl";
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
  private static final int PAIR_OF_THE_RATE = 0;
  private static final Placement ANYWHERE = new Placement(null, null, false);

  /**
   * What is done.
   *
   * @param pairs how many
   * @param share of the saturation that the open loops send, above 0 and below 1
   * @param saturation the closed loop
   * @param commands how servers are started
   * @param runner how snapshots are made; a new one for each server
   * @param serverFlags the JVM flags of the servers, to be recorded
   * @param out a folder for the raw files
   * @param data a folder for journals, on the device that is to be measured
   */
  public record Settings(
      int pairs,
      double share,
      RunPlan saturation,
      LoadSession.Commands commands,
      Supplier<SnapshotRunner> runner,
      List<String> serverFlags,
      Path out,
      Path data) {
    /** Refuses what cannot be run, with a message for people. */
    public Settings {
      if (pairs < 1) {
        throw new IllegalArgumentException("there is 1 pair or more, not " + pairs);
      }
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "the share of the saturation is between 0 and 1, not " + share);
      }
    }
  }

  private final Settings settings;
  private final String session = LoadSession.newName();
  private boolean described;

  /** Prepares a session; nothing is started yet. */
  public SnapshotSession(Settings settings) {
    this.settings = settings;
  }

  /** The file that gets the lines. */
  public Path file() {
    return settings.out().resolve(FILE_NAME);
  }

  /**
   * Measures what is not in the file yet.
   *
   * @param listener told each line, those that were there already too
   * @throws IOException when a server cannot be started, reached or filled, or a snapshot fails;
   *     pairs done before are kept
   */
  public void run(Consumer<SnapshotLine> listener) throws IOException, InterruptedException {
    Files.createDirectories(settings.out());
    Files.createDirectories(settings.data());
    List<SnapshotLine> known = known();
    List<SnapshotLine> first = of(known, PAIR_OF_THE_RATE, settings.saturation());
    if (first.isEmpty()) {
      first = keep(List.of(rateRun()));
    }
    first.forEach(listener);
    RunPlan open = open(first.get(0));
    for (int pair = 1; pair <= settings.pairs(); pair++) {
      List<SnapshotLine> lines = of(known, pair, open);
      if (lines.isEmpty()) {
        lines = keep(pair(pair, open));
      } else {
        lines.addAll(saturationBeside(lines.get(0), known));
      }
      lines.forEach(listener);
    }
  }

  private List<SnapshotLine> known() throws IOException {
    List<SnapshotLine> lines = new ArrayList<>();
    if (Files.exists(file())) {
      for (String line : Files.readAllLines(file())) {
        lines.add(SnapshotLine.fromJson(line));
      }
    }
    return lines;
  }

  private static List<SnapshotLine> of(List<SnapshotLine> lines, int pair, RunPlan plan) {
    return new ArrayList<>(
        lines.stream()
            .filter(line -> line.run().round() == pair && line.run().plan().equals(plan))
            .toList());
  }

  /** What was measured on the same servers; another share has another closed loop. */
  private List<SnapshotLine> saturationBeside(SnapshotLine open, List<SnapshotLine> known) {
    return of(known, open.run().round(), settings.saturation()).stream()
        .filter(line -> line.run().session().equals(open.run().session()))
        .toList();
  }

  /**
   * Writes all lines of a pair at once, so that there is never a part of one.
   *
   * @return what a later session will read
   */
  private List<SnapshotLine> keep(List<SnapshotLine> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    List<SnapshotLine> kept = new ArrayList<>();
    for (SnapshotLine line : lines) {
      String json = line.toJson();
      text.append(json).append('\n');
      kept.add(SnapshotLine.fromJson(json));
    }
    Files.writeString(
        file(), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return kept;
  }

  private void writeEnvironment() throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("session", session);
    facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS));
    facts.putAll(Machine.describe(settings.data(), Runtime.getRuntime().availableProcessors()));
    facts.put("server_flags", settings.serverFlags());
    facts.put("share", settings.share());
    Files.writeString(
        settings.out().resolve("environment-" + session + ".json"), Json.writePretty(facts) + "\n");
  }

  private SnapshotLine rateRun() throws IOException, InterruptedException {
    try (TemporaryServer server = server()) {
      LoadRun.Done done = measure(server, PAIR_OF_THE_RATE, false, settings.saturation());
      return line(PAIR_OF_THE_RATE, 0, false, done, new SnapshotsInARow.During(List.of(), 0));
    }
  }

  private RunPlan open(SnapshotLine saturation) {
    double rate = settings.share() * saturation.run().result().perSecond();
    return settings.saturation().atRate((int) Math.max(1, Math.round(rate)));
  }

  private List<SnapshotLine> pair(int pair, RunPlan open) throws IOException, InterruptedException {
    boolean withFirst = pair % 2 == 0;
    List<SnapshotLine> lines = new ArrayList<>();
    lines.addAll(side(pair, withFirst, open));
    lines.addAll(side(pair, !withFirst, open));
    return lines;
  }

  /** Both loops on one server. */
  private List<SnapshotLine> side(int pair, boolean with, RunPlan open)
      throws IOException, InterruptedException {
    List<LoadRun.Done> runs = new ArrayList<>();
    SnapshotsInARow snapshots = null;
    try (TemporaryServer server = server()) {
      try (SnapshotsInARow inARow =
          with ? SnapshotsInARow.start(settings.runner().get(), server.data()) : null) {
        snapshots = inARow;
        runs.add(measure(server, pair, with, open));
        runs.add(measure(server, pair, with, settings.saturation()));
      }
    }
    List<SnapshotLine> lines = new ArrayList<>();
    for (LoadRun.Done done : runs) {
      SnapshotsInARow.During during =
          with
              ? snapshots.during(done.fromNs(), done.toNs())
              : new SnapshotsInARow.During(List.of(), 0);
      double share = done.plan().isOpenLoop() ? settings.share() : 0;
      lines.add(line(pair, share, with, done, during));
    }
    return lines;
  }

  private TemporaryServer server() throws IOException {
    if (!described) {
      writeEnvironment();
      described = true;
    }
    RunPlan plan = settings.saturation();
    TemporaryServer server =
        TemporaryServer.start(
            settings.data(),
            data -> settings.commands().zaiko(data, plan.durability()),
            ANYWHERE.serverCpus());
    boolean filled = false;
    try {
      TemporaryServer.fill(server.address(), session, plan.stockRecords());
      filled = true;
      return server;
    } finally {
      if (!filled) {
        server.close();
      }
    }
  }

  private LoadRun.Done measure(TemporaryServer server, int pair, boolean with, RunPlan plan)
      throws IOException, InterruptedException {
    Path file = settings.out().resolve(histograms(pair, with, plan));
    try (IntervalLog log = new IntervalLog(file, plan)) {
      return new LoadRun(plan, Pacing.PARK, PATIENCE_NS).run(server.address(), log);
    }
  }

  private String histograms(int pair, boolean with, RunPlan plan) {
    return "snapshots-%s-pair%d-%s-%s.hlog"
        .formatted(session, pair, with ? "with" : "without", plan.name());
  }

  private SnapshotLine line(
      int pair, double share, boolean with, LoadRun.Done done, SnapshotsInARow.During during) {
    RawRun run =
        new RawRun(
            session,
            pair,
            ANYWHERE,
            Pacing.PARK,
            done.plan(),
            done.result(),
            histograms(pair, with, done.plan()),
            null);
    return new SnapshotLine(share, with, during.snapshots(), during.busyShare(), run);
  }
}

package io.zaiko.bench.report;

import io.zaiko.bench.load.JsonObject;
import io.zaiko.bench.load.LatencySummary;
import io.zaiko.bench.load.RawRun;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.RunResult;
import io.zaiko.bench.load.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** A report as Markdown. One thread, one report. */
final class ReportText {
  private final List<String> lines = new ArrayList<>();
  private final RawFolder raw;
  private final List<Plots.Plot> plots;

  /**
   * @param plots images beside the report
   */
  ReportText(RawFolder raw, List<Plots.Plot> plots) {
    this.raw = raw;
    this.plots = plots;
  }

  /**
   * The whole text.
   *
   * @param noPlots why there are no plots; null if there are
   */
  String write(String title, String noPlots) {
    add("# " + title, "");
    howToRead();
    if (noPlots != null) {
      add("There are no plots: " + noPlots, "");
    }
    int number = 0;
    for (Session session : raw.sessions()) {
      number++;
      add("## Session " + number + ": " + session.where(), "");
      environment(session);
      closed(session);
      yardsticks(session);
      new PeerTable(session).lines().forEach(this::add);
      new DeviceTable(session).lines().forEach(this::add);
      open(session);
      failures(session);
      plots.stream()
          .filter(plot -> plot.name().startsWith(session.name()))
          .forEach(plot -> add("![" + plot.caption() + "](" + plot.name() + ")", ""));
      add("To repeat:", "", "```sh", RepeatCommand.of(session), "```", "");
    }
    raw.recoveries().forEach(recovery -> recovery.lines().forEach(this::add));
    benchmarks();
    return String.join("\n", lines) + "\n";
  }

  private void howToRead() {
    add(
        "Each figure is the median of its rounds, with the least and the most in brackets. In a round",
        "every line took its turn, on servers started afresh; the client is on the same machine. A run",
        "that missed its rate, or was answered anything but OK, failed: it is counted under *failed*, and",
        "its figures are left out. Every number comes from the files in [raw](raw/); what the columns mean",
        "and how to measure is told in [the folder's README](../README.md).",
        "");
  }

  private void environment(Session session) {
    JsonObject facts = session.environment();
    RunPlan any = session.anyRun().plan();
    MarkdownTable table = new MarkdownTable("what", "value");
    table.row(
        "machine",
        String.format(
            Locale.ROOT,
            "%s, %s %scores, %s GiB",
            Words.fact(facts, "cpu"),
            Words.fact(facts, "cores"),
            Boolean.TRUE.equals(facts.value("virtual")) ? "virtual " : "",
            Words.fact(facts, "memory_gib")));
    table.row("system", Words.fact(facts, "os") + " " + Words.fact(facts, "kernel"));
    table.row("JDK", Words.fact(facts, "jdk") + ", " + Words.fact(facts, "jdk_vendor"));
    table.row(
        "commit",
        Words.fact(facts, "commit")
            + (Boolean.TRUE.equals(facts.value("commit_modified")) ? ", **modified**" : ""));
    table.row("journal on", Words.fact(facts, "journal_file_system"));
    table.row(
        "load before", Words.fact(facts, "load_before") + " (1 minute average of running threads)");
    table.row("placement", session.where());
    table.row("open loops wait by", session.anyRun().pacing().word());
    table.row(
        "data",
        String.format(
            Locale.ROOT,
            "%,d stock records, keys %s; %,d open reservations; connections: %d",
            any.stockRecords(),
            any.keys(),
            any.reservations().open(),
            any.connections()));
    table.row(
        "each run",
        String.format(
            Locale.ROOT, "%.1f s after %.1f s warm-up", any.seconds(), any.warmupSeconds()));
    table.row("server's JVM flags", "`" + String.join(" ", facts.texts("server_flags")) + "`");
    add(table);
  }

  private void closed(Session session) {
    MarkdownTable table =
        new MarkdownTable(
            "what", "on", "#window", "#requests/s", "#p50 µs", "#p99 µs", "#p99.9 µs", "#failed");
    for (RunGroup group : session.closed()) {
      table.row(
          Words.mix(group.plan().mix()),
          Words.target(group.plan()),
          group.plan().window(),
          Words.orNothing(group.spread(RunResult::perSecond)),
          Words.orNothing(group.latency(LatencySummary::p50Us)),
          Words.orNothing(group.latency(LatencySummary::p99Us)),
          Words.orNothing(group.latency(LatencySummary::p999Us)),
          Words.failed(group));
    }
    if (!table.isEmpty()) {
      add("### Closed loops", "");
      add(
          "A number of requests in flight, the window: as one is answered the next goes out. The rate is",
          "what the server can do; latency in a window holds the time spent behind the others of it.",
          "More than 32 connections have one request each in flight, the window together.",
          "");
      add(table);
    }
  }

  private void yardsticks(Session session) {
    MarkdownTable table =
        new MarkdownTable(
            "what",
            "on",
            "#window",
            "#rate ÷ Netty echo",
            "#p50 ÷ Netty echo",
            "#rate ÷ socket",
            "#p50 ÷ socket");
    for (RunGroup group : session.closed()) {
      Optional<RunGroup> netty = session.yardstick(group, Target.NETTY_ECHO);
      Optional<RunGroup> socket = session.yardstick(group, Target.SOCKET_PING_PONG);
      if (group.plan().target() == Target.ZAIKO && netty.isPresent() && socket.isPresent()) {
        table.row(
            Words.mix(group.plan().mix()),
            Words.target(group.plan()),
            group.plan().window(),
            Words.ratio(group.ratio(netty.get(), RunResult::perSecond)),
            Words.ratio(group.ratio(netty.get(), ReportText::p50)),
            Words.ratio(group.ratio(socket.get(), RunResult::perSecond)),
            Words.ratio(group.ratio(socket.get(), ReportText::p50)));
      }
    }
    if (!table.isEmpty()) {
      add("### Against the yardsticks", "");
      add(
          "Zaiko in relation to servers of the same session that send frames of the same sizes and keep",
          "nothing, round by round: a rate of 0.80 is four fifths of theirs, a p50 of 1.20 a fifth longer.",
          "");
      add(table);
    }
  }

  private static double p50(RunResult result) {
    return RunGroup.all(result).p50Us();
  }

  private void open(Session session) {
    MarkdownTable table =
        new MarkdownTable(
            "what",
            "on",
            "#rate/s",
            "#sent/s",
            "#p50 µs",
            "#p99 µs",
            "#p99.9 µs",
            "#max µs",
            "#sent late by, p50 µs",
            "#failed");
    for (RunGroup group : session.open()) {
      table.row(
          Words.mix(group.plan().mix()),
          Words.target(group.plan()),
          String.format(Locale.ROOT, "%,d", group.plan().rate()),
          Words.orNothing(group.spread(RunResult::sentPerSecond)),
          Words.orNothing(group.latency(LatencySummary::p50Us)),
          Words.orNothing(group.latency(LatencySummary::p99Us)),
          Words.orNothing(group.latency(LatencySummary::p999Us)),
          Words.orNothing(group.latency(LatencySummary::maxUs)),
          Words.orNothing(group.spread(result -> result.lateness().p50Us())),
          Words.failed(group));
    }
    if (!table.isEmpty()) {
      add("### Open loops", "");
      add(
          "Requests at set times, whatever the answers do; latency counts from the time a request should",
          "have gone out, so a stall is charged to all who came meanwhile. It includes what the rig itself",
          "was late by, which stands beside it.",
          "");
      add(table);
      saturation(session.open());
    }
  }

  /** The highest rate that every round kept, for each kind of load. */
  private void saturation(List<RunGroup> open) {
    for (String kind : open.stream().map(ReportText::kind).distinct().toList()) {
      List<RunGroup> own = open.stream().filter(group -> kind(group).equals(kind)).toList();
      int kept =
          own.stream()
              .filter(group -> group.failed().isEmpty())
              .mapToInt(group -> group.plan().rate())
              .max()
              .orElse(0);
      int most = own.stream().mapToInt(group -> group.plan().rate()).max().orElse(0);
      String found =
          kept == 0
              ? "no rate was kept in every round"
              : String.format(Locale.ROOT, "%,d/s was kept in every round", kept)
                  + (kept == most ? ", the highest that was tried" : "");
      add("* " + kind + ": " + found);
    }
    add("");
  }

  private static String kind(RunGroup group) {
    return Words.mix(group.plan().mix()) + " on " + Words.target(group.plan());
  }

  private void failures(Session session) {
    List<String> failed = new ArrayList<>();
    for (RunGroup group : session.groups()) {
      for (RawRun run : group.failed()) {
        StringJoiner reasons = new StringJoiner("; ");
        run.result().failures().forEach(reasons::add);
        failed.add("* " + group.plan().name() + ", round " + run.round() + ": " + reasons);
      }
    }
    if (!failed.isEmpty()) {
      add("### Failed runs", "");
      lines.addAll(failed);
      add("");
    }
  }

  private void benchmarks() {
    if (!raw.benchmarks().isEmpty()) {
      add("## In process", "");
      add(
          "Measured by JMH, without network; the figure is the median of all iterations of all forks.",
          "");
      add(FigureTable.benchmarks(raw.benchmarks()));
      lines.addAll(MapTable.lines(raw.benchmarks()));
      lines.addAll(GrowthTable.lines(raw.benchmarks()));
    }
  }

  private void add(String... text) {
    lines.addAll(List.of(text));
  }

  private void add(MarkdownTable table) {
    lines.addAll(table.lines());
    lines.add("");
  }
}

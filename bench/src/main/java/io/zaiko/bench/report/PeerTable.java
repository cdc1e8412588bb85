package io.zaiko.bench.report;

import io.zaiko.bench.load.RunPlan;
import io.zaiko.bench.load.RunResult;
import io.zaiko.bench.load.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A session's Zaiko against what one would take instead, doing the same. */
final class PeerTable {
  /** What an OK survives there is no less than at Zaiko's {@code disk}. */
  private static final Set<String> FORCED = Set.of("always", "on", "disk");

  private final Session session;

  PeerTable(Session session) {
    this.session = session;
  }

  /** The section; nothing where there is no peer. */
  List<String> lines() {
    MarkdownTable table =
        new MarkdownTable(
            "what",
            "#window",
            "Zaiko",
            "against",
            "#rate ÷ its rate",
            "#p50 ÷ its p50",
            "#p99 ÷ its p99");
    for (RunGroup zaiko : session.closed()) {
      if (zaiko.plan().target() == Target.ZAIKO) {
        session.closed().stream()
            .filter(peer -> Target.PEERS.contains(peer.plan().target()))
            .filter(peer -> peer.hasLoadOf(zaiko) && isForced(peer) == isForced(zaiko))
            .forEach(peer -> add(table, zaiko, peer));
      }
    }
    if (table.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("### Against peers");
    lines.add("");
    lines.add(
        "Zaiko in relation to others of the same session, round by round: `process` to those that may");
    lines.add(
        "lose the last second or less, `disk` to those that force what they answer. A rate of 10 is ten");
    lines.add(
        "times theirs, a p50 of 0.10 a tenth. PostgreSQL's latencies in a window are those of a pipeline.");
    lines.add("");
    lines.addAll(table.lines());
    lines.add("");
    return lines;
  }

  private static boolean isForced(RunGroup group) {
    return FORCED.contains(group.plan().durability());
  }

  private static void add(MarkdownTable table, RunGroup zaiko, RunGroup peer) {
    RunPlan plan = zaiko.plan();
    table.row(
        Words.mix(plan.mix()),
        plan.window(),
        plan.durability(),
        Words.target(peer.plan()),
        Words.ratio(zaiko.ratio(peer, RunResult::perSecond)),
        Words.ratio(zaiko.ratio(peer, result -> RunGroup.all(result).p50Us())),
        Words.ratio(zaiko.ratio(peer, result -> RunGroup.all(result).p99Us())));
  }
}

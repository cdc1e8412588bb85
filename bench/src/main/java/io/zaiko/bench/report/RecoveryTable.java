package io.zaiko.bench.report;

import io.zaiko.bench.load.JsonObject;
import io.zaiko.bench.recover.CacheState;
import io.zaiko.bench.recover.RecoveryKind;
import io.zaiko.bench.recover.RecoveryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One call of {@code zaiko bench recover}.
 *
 * @param environment what it ran on
 * @param results by round
 */
record RecoveryTable(JsonObject environment, List<RecoveryResult> results) {

  /** Its part of a report. */
  List<String> lines() {
    RecoveryResult any = results.get(0);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "## Recovery of %,d commands over %,d stock records, on %s",
            any.commands(),
            any.stockRecords(),
            any.cpus() == null ? "any core" : "core " + any.cpus()));
    lines.add("");
    lines.add(
        "Each in a process of its own, as the start of a server. *Journal*: from the first record.");
    lines.add(
        String.format(
            Locale.ROOT,
            "*Tail*: from a snapshot with %,d commands behind it. *Stock*: from a snapshot of the stock alone.",
            any.tail()));
    lines.add(
        "Seconds are from the first look into the directory until the state is there, all checks passed;");
    lines.add(
        "the start of Java comes on top. Cold: nothing of the files in memory, by the bytes the device gave.");
    lines.add("");
    lines.addAll(table().lines());
    lines.add("");
    lines.add(
        "Seconds of a processor in it: the recovering thread's own, the system's for it, and those of other threads,");
    lines.add("which are Java's compilers before all.");
    lines.add("");
    lines.addAll(processorTable().lines());
    lines.add("");
    lines.add(
        "On: "
            + Words.fact(environment, "cpu")
            + ", "
            + Words.fact(environment, "cores")
            + " cores, JDK "
            + Words.fact(environment, "jdk")
            + ", commit "
            + Words.fact(environment, "commit")
            + ", load before "
            + Words.fact(environment, "load_before")
            + ".");
    lines.add("");
    lines.add("To repeat:");
    lines.add("");
    lines.add("```sh");
    lines.add(repeat(any));
    lines.add("```");
    lines.add("");
    return lines;
  }

  private MarkdownTable table() {
    MarkdownTable table =
        new MarkdownTable(
            "from",
            "files",
            "#seconds",
            "#of them snapshot",
            "#commands replayed",
            "#commands/s",
            "#of their last half",
            "#seconds with Java's start",
            "#failed");
    for (RecoveryKind kind : RecoveryKind.values()) {
      for (CacheState cache : CacheState.values()) {
        List<RecoveryResult> all = all(kind, cache);
        List<RecoveryResult> good = good(kind, cache);
        table.row(
            kind.word(),
            cache.word(),
            figure(good, RecoveryResult::seconds),
            figure(good, RecoveryResult::snapshotSeconds),
            good.isEmpty() ? "–" : String.format(Locale.ROOT, "%,d", good.get(0).records()),
            kind == RecoveryKind.STOCK ? "–" : figure(good, RecoveryResult::replayPerSecond),
            kind == RecoveryKind.STOCK ? "–" : figure(good, RecoveryResult::lastHalfPerSecond),
            figure(good, RecoveryResult::processSeconds),
            all.size() - good.size() + " of " + all.size());
      }
    }
    return table;
  }

  private MarkdownTable processorTable() {
    MarkdownTable table =
        new MarkdownTable("from", "files", "#own", "#the system's", "#other threads'");
    for (RecoveryKind kind : RecoveryKind.values()) {
      for (CacheState cache : CacheState.values()) {
        List<RecoveryResult> good = good(kind, cache);
        table.row(
            kind.word(),
            cache.word(),
            figure(good, RecoveryResult::userSeconds),
            figure(good, RecoveryResult::systemSeconds),
            figure(good, RecoveryResult::otherSeconds));
      }
    }
    return table;
  }

  private List<RecoveryResult> all(RecoveryKind kind, CacheState cache) {
    return results.stream().filter(r -> r.kind() == kind && r.cache() == cache).toList();
  }

  private List<RecoveryResult> good(RecoveryKind kind, CacheState cache) {
    return all(kind, cache).stream().filter(r -> !r.isFailed()).toList();
  }

  private static String figure(List<RecoveryResult> good, ToDoubleFunction<RecoveryResult> value) {
    return good.isEmpty()
        ? "–"
        : Spread.of(good.stream().map(value::applyAsDouble).toList()).text();
  }

  private String repeat(RecoveryResult any) {
    return "./zaiko bench recover --commands "
        + any.commands()
        + " --tail "
        + any.tail()
        + " --records "
        + any.stockRecords()
        + " --rounds "
        + environment.integer("rounds")
        + (any.cpus() == null ? "" : " --cpus " + any.cpus());
  }
}

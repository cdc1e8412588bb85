package io.zaiko.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run as a line of a raw file: what was done, where, and what came of it. Writing a line and
 * reading it again gives the same, with figures rounded to three decimals.
 *
 * @param session which call of the rig it belongs to; what one session measured may be compared
 * @param round repetition, from 1
 * @param placement where it ran
 * @param pacing how an open loop waited
 * @param plan what was done
 * @param result what came of it
 * @param histograms the file beside this one that has the latencies second by second
 * @param device what the device did with the same bytes right after; null if that was not measured
 */
public record RawRun(
    String session,
    int round,
    Placement placement,
    Pacing pacing,
    RunPlan plan,
    RunResult result,
    String histograms,
    DeviceRun device) {

  /** As one line of JSON. */
  public String toJson() {
    return Json.write(toMap());
  }

  /** As what {@link Json} writes. */
  Map<String, Object> toMap() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("session", session);
    line.put("round", round);
    line.put("target", plan.target().word());
    line.put("durability", plan.durability());
    line.put("mix", plan.mix());
    line.put("keys", plan.keys());
    line.put("stock_records", plan.stockRecords());
    line.put("open_reservations", plan.reservations().open());
    line.put("lines", plan.reservations().lines());
    line.put("expiring", plan.reservations().expiring());
    line.put("connections", plan.connections());
    line.put("loop", plan.isOpenLoop() ? "open" : "closed");
    line.put("rate", plan.isOpenLoop() ? plan.rate() : null);
    line.put("window", plan.isOpenLoop() ? null : plan.window());
    line.put("warmup_seconds", plan.warmupSeconds());
    line.put("seconds", plan.seconds());
    line.put("server_cpus", placement.serverCpus());
    line.put("client_cpus", placement.clientCpus());
    line.put("awake", placement.awake());
    line.put("pacing", pacing.word());
    line.put("failed", result.isFailed());
    line.put("failures", result.failures());
    line.put("answered", result.answered());
    line.put("per_second", result.perSecond());
    line.put("sent_per_second", plan.isOpenLoop() ? result.sentPerSecond() : null);
    line.put("refused", result.refused());
    Map<String, Object> latency = new LinkedHashMap<>();
    result.latency().forEach((operation, summary) -> latency.put(operation, toMap(summary)));
    line.put("latency", latency);
    line.put("lateness", result.lateness() == null ? null : toMap(result.lateness()));
    line.put("histograms", histograms);
    if (device != null) {
      line.put("device", toMap(device));
    }
    return line;
  }

  private static Map<String, Object> toMap(DeviceRun device) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("commands_per_batch", device.commandsPerBatch());
    map.put("bytes_per_batch", device.bytesPerBatch());
    map.put("forces_per_second", device.forcesPerSecond());
    map.put("latency", toMap(device.latency()));
    return map;
  }

  private static Map<String, Object> toMap(LatencySummary summary) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("count", summary.count());
    map.put("mean_us", summary.meanUs());
    map.put("min_us", summary.minUs());
    map.put("p50_us", summary.p50Us());
    map.put("p90_us", summary.p90Us());
    map.put("p99_us", summary.p99Us());
    map.put("p999_us", summary.p999Us());
    map.put("p9999_us", summary.p9999Us());
    map.put("max_us", summary.maxUs());
    return map;
  }

  /**
   * Reads a line.
   *
   * @throws IOException when it is no JSON, or not of this form
   */
  public static RawRun fromJson(String json) throws IOException {
    try {
      return fromMap(JsonObject.read(json));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a line of the load rig: " + e.getMessage(), e);
    }
  }

  /** From what {@link #toMap} gave. */
  static RawRun fromMap(JsonObject line) {
    RunPlan plan =
        new RunPlan(
            Target.of(line.text("target")),
            line.textOrNull("durability"),
            line.text("mix"),
            line.text("keys"),
            (int) line.integer("stock_records"),
            new Reservations(
                (int) line.integer("open_reservations"),
                line.names().contains("lines") ? (int) line.integer("lines") : 1,
                line.names().contains("expiring") ? (int) line.integer("expiring") : 0),
            (int) line.integer("connections"),
            (int) line.integerOrZero("rate"),
            (int) line.integerOrZero("window"),
            line.decimal("warmup_seconds"),
            line.decimal("seconds"));
    Map<String, Long> refused = new LinkedHashMap<>();
    JsonObject codes = line.object("refused");
    codes.names().forEach(code -> refused.put(code, codes.integer(code)));
    Map<String, LatencySummary> latency = new LinkedHashMap<>();
    JsonObject summaries = line.object("latency");
    summaries.names().forEach(name -> latency.put(name, summary(summaries.object(name))));
    RunResult result =
        new RunResult(
            line.integer("answered"),
            line.decimal("per_second"),
            line.decimalOrZero("sent_per_second"),
            refused,
            latency,
            line.isNull("lateness") ? null : summary(line.object("lateness")),
            List.copyOf(line.texts("failures")));
    return new RawRun(
        line.text("session"),
        (int) line.integer("round"),
        new Placement(
            line.textOrNull("server_cpus"), line.textOrNull("client_cpus"), line.flag("awake")),
        line.text("pacing").equals(Pacing.SPIN.word()) ? Pacing.SPIN : Pacing.PARK,
        plan,
        result,
        line.text("histograms"),
        line.names().contains("device") ? device(line.object("device")) : null);
  }

  private static DeviceRun device(JsonObject map) {
    return new DeviceRun(
        map.decimal("commands_per_batch"),
        map.decimal("bytes_per_batch"),
        map.decimal("forces_per_second"),
        summary(map.object("latency")));
  }

  private static LatencySummary summary(JsonObject map) {
    return new LatencySummary(
        map.integer("count"),
        map.decimal("mean_us"),
        map.decimal("min_us"),
        map.decimal("p50_us"),
        map.decimal("p90_us"),
        map.decimal("p99_us"),
        map.decimal("p999_us"),
        map.decimal("p9999_us"),
        map.decimal("max_us"));
  }
}

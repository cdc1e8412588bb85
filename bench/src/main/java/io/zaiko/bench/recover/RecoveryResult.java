package io.zaiko.bench.recover;

import io.zaiko.bench.load.Json;
import io.zaiko.bench.load.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One recovery as a line of a raw file.
 *
 * @param session which call of the rig it belongs to
 * @param round repetition, from 1
 * @param kind from what
 * @param cache whether its files were in memory
 * @param cpus cores it was tied to, null = any
 * @param commands of the whole journal, but those that fill the stock
 * @param tail of them behind the snapshot
 * @param stockRecords filled
 * @param seconds from the first look into the directory until the state was there
 * @param userSeconds processor time of the recovering thread, without the system's
 * @param systemSeconds the system's for that thread
 * @param otherSeconds of all other threads of the process, compilers before all
 * @param processSeconds the same as {@code seconds}, from the start of the process
 * @param snapshotSeconds of them for reading and checking the snapshot
 * @param records replayed
 * @param replayPerSecond of them a second; 0 if there were none
 * @param lastHalfPerSecond the same of their last half, when the code is compiled and tables have
 *     their pages; 0 if that was too short to tell
 * @param inputBytes of the snapshot and the journal that there were to read
 * @param deviceBytes that the device gave meanwhile; -1 = not known
 */
public record RecoveryResult(
    String session,
    int round,
    RecoveryKind kind,
    CacheState cache,
    String cpus,
    long commands,
    long tail,
    int stockRecords,
    double seconds,
    double userSeconds,
    double systemSeconds,
    double otherSeconds,
    double processSeconds,
    double snapshotSeconds,
    long records,
    double replayPerSecond,
    double lastHalfPerSecond,
    long inputBytes,
    long deviceBytes) {
  private static final double MOST = 0.9;

  /** Of a recovery that just ended, and said what it took. */
  static RecoveryResult of(
      String session,
      int round,
      RecoveryKind kind,
      CacheState cache,
      String cpus,
      RecoveryData data,
      String said)
      throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("session", session);
    line.put("round", (long) round);
    line.put("kind", kind.word());
    line.put("cache", cache.word());
    line.put("cpus", cpus);
    data.facts().forEach((name, value) -> line.put(name, ((Number) value).longValue()));
    JsonObject result = JsonObject.read(said);
    result.names().forEach(name -> line.put(name, result.value(name)));
    return of(JsonObject.of(line));
  }

  /**
   * Reads a line.
   *
   * @throws IOException when it is no JSON, or not of this form
   */
  public static RecoveryResult fromJson(String json) throws IOException {
    try {
      return of(JsonObject.read(json));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a line of a recovery: " + e.getMessage(), e);
    }
  }

  private static RecoveryResult of(JsonObject line) {
    return new RecoveryResult(
        line.text("session"),
        (int) line.integer("round"),
        RecoveryKind.of(line.text("kind")),
        CacheState.of(line.text("cache")),
        line.textOrNull("cpus"),
        line.integer("commands"),
        line.integer("tail"),
        (int) line.integer("stock_records"),
        line.decimal("seconds"),
        line.decimal("user_seconds"),
        line.decimal("system_seconds"),
        line.decimal("other_seconds"),
        line.decimal("process_seconds"),
        line.decimal("snapshot_seconds"),
        line.integer("records"),
        line.decimal("replay_per_second"),
        line.decimal("last_half_per_second"),
        line.integer("input_bytes"),
        line.integer("device_bytes"));
  }

  /** As one line of JSON. */
  public String toJson() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("session", session);
    line.put("round", round);
    line.put("kind", kind.word());
    line.put("cache", cache.word());
    line.put("cpus", cpus);
    line.put("commands", commands);
    line.put("tail", tail);
    line.put("stock_records", stockRecords);
    line.put("seconds", seconds);
    line.put("user_seconds", userSeconds);
    line.put("system_seconds", systemSeconds);
    line.put("other_seconds", otherSeconds);
    line.put("process_seconds", processSeconds);
    line.put("snapshot_seconds", snapshotSeconds);
    line.put("records", records);
    line.put("replay_per_second", replayPerSecond);
    line.put("last_half_per_second", lastHalfPerSecond);
    line.put("input_bytes", inputBytes);
    line.put("device_bytes", deviceBytes);
    line.put("failed", isFailed());
    line.put("failures", failures());
    return Json.write(line);
  }

  /** Why the figures must not be used, for people; empty if they may. */
  public List<String> failures() {
    if (deviceBytes < 0) {
      return List.of("this system does not tell what was read from the device");
    }
    if (cache == CacheState.COLD && deviceBytes < MOST * inputBytes) {
      return List.of("only " + deviceBytes + " bytes came from the device: it was not cold");
    }
    if (cache == CacheState.WARM && deviceBytes > (1 - MOST) * inputBytes) {
      return List.of(deviceBytes + " bytes came from the device: it was not warm");
    }
    return List.of();
  }

  /** Whether the figures must not be used. */
  public boolean isFailed() {
    return !failures().isEmpty();
  }
}

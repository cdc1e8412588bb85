package io.zaiko.bench.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of {@link SnapshotSession} as a line of its raw file: what a {@link RawRun} has, whose
 * round is the pair, and what was made beside it.
 *
 * @param share of the saturation that the rate was set to; 0 of a closed loop, which is saturation
 * @param with whether snapshots were made beside it
 * @param snapshots that were finished in the recorded part, each as {@link Json} reads it
 * @param busyShare the part of the recorded part in which one was being made, 0 to 1
 * @param run what was done and what came of it
 */
public record SnapshotLine(
    double share, boolean with, List<Object> snapshots, double busyShare, RawRun run) {

  /** As one line of JSON. */
  public String toJson() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("share", share);
    line.put("snapshots", with);
    line.put("made", snapshots);
    line.put("busy_share", busyShare);
    line.put("run", run.toMap());
    return Json.write(line);
  }

  /**
   * Reads a line.
   *
   * @throws IOException when it is no JSON, or not of this form
   */
  public static SnapshotLine fromJson(String json) throws IOException {
    try {
      JsonObject line = JsonObject.read(json);
      return new SnapshotLine(
          line.decimal("share"),
          line.flag("snapshots"),
          List.copyOf(line.list("made")),
          line.decimal("busy_share"),
          RawRun.fromMap(line.object("run")));
    } catch (IllegalArgumentException e) {
      throw new IOException("not a line of the snapshot rig: " + e.getMessage(), e);
    }
  }

  /** Whether it is a run at the saturation. */
  public boolean isSaturation() {
    return share == 0;
  }
}

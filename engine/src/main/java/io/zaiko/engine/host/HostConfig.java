package io.zaiko.engine.host;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.journal.JournalSettings;
import io.zaiko.engine.pipeline.WaitMode;
import io.zaiko.protocol.sbe.Durability;
import java.nio.file.Path;

/**
 * How a data directory is served. None of this can change an answer, but for {@code proposed},
 * which counts only for a journal that does not exist yet.
 *
 * @param dataDirectory where everything is kept; made if absent
 * @param durability what has survived when a reply goes out
 * @param proposed settings of a new journal
 * @param ringSlots slots of 256 bytes between I/O threads and engine; a power of two, 1,024 to
 *     1,048,576
 * @param waitMode what the engine's thread does while there is nothing to do
 * @param journal how the journal is cut into files
 * @param room how much disk and memory the server leaves alone, and takes
 */
public record HostConfig(
    Path dataDirectory,
    Durability durability,
    EngineConfig proposed,
    int ringSlots,
    WaitMode waitMode,
    JournalSettings journal,
    RoomSettings room) {
  /** Slots of a ring that nobody asked to be larger or smaller: 16 MiB. */
  public static final int DEFAULT_RING_SLOTS = 65_536;

  /** The same with the usual settings of room. */
  public HostConfig(
      Path dataDirectory,
      Durability durability,
      EngineConfig proposed,
      int ringSlots,
      WaitMode waitMode,
      JournalSettings journal) {
    this(dataDirectory, durability, proposed, ringSlots, waitMode, journal, RoomSettings.DEFAULTS);
  }

  /** What most servers want: durable to the death of the process, on few cores. */
  public static HostConfig defaults(Path dataDirectory, EngineConfig proposed) {
    return new HostConfig(
        dataDirectory,
        Durability.PROCESS,
        proposed,
        DEFAULT_RING_SLOTS,
        WaitMode.BACKOFF,
        JournalSettings.DEFAULTS);
  }
}

package io.zaiko.engine.host;

/**
 * How much of the machine a server uses.
 *
 * @param minFreeBytes free bytes on the disk of the data directory below which commands are refused
 *     with NO_SPACE; 0 = never. It has to cover what is on its way when the disk runs short: the
 *     ring (256 bytes a slot), twice the 16 MiB that the journal takes ahead, and what other
 *     programs write within the tenth of a second until it is seen
 * @param tableMemoryBytes memory that the tables may take when they are full; 0 = three quarters of
 *     what the machine, or its container, has
 * @param tablePagesAheadBytes how far ahead of what they hold the growing tables get their memory;
 *     more than they are long = all of it, soon after the start
 */
public record RoomSettings(long minFreeBytes, long tableMemoryBytes, long tablePagesAheadBytes) {
  private static final long DEFAULT_PAGES_AHEAD = 8L << 20;

  /** 256 MiB of disk, the machine's own memory, 8 MiB of each table ahead. */
  public static final RoomSettings DEFAULTS = new RoomSettings(256L << 20, 0, DEFAULT_PAGES_AHEAD);

  /** Checks the ranges. */
  public RoomSettings {
    requireNotNegative("min-free", minFreeBytes);
    requireNotNegative("table-memory", tableMemoryBytes);
    requireNotNegative("table-pages-ahead", tablePagesAheadBytes);
  }

  private static void requireNotNegative(String name, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(name + " is " + bytes + ", but must be 0 or more bytes");
    }
  }
}

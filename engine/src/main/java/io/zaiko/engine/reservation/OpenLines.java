package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * Which lines have open units of a stock record, the newest promise first: who goes without when
 * stock turns out to be missing (rule 9), and what of a quota is used. A list for each record,
 * chained through the lines. Engine thread only.
 */
final class OpenLines {
  private final Region newest;
  private final LineTable lines;

  /**
   * @param recordNumberEnd upper bound of the numbers of stock records
   */
  OpenLines(OffHeapMemory memory, int recordNumberEnd, LineTable lines) {
    newest = memory.allocate("open lines", (long) recordNumberEnd * Integer.BYTES);
    this.lines = lines;
  }

  /** The newest open line of a stock record, or NONE. */
  int newest(int stockRecord) {
    // 0 is what untouched memory holds, so numbers start at 1.
    return newest.getInt(offset(stockRecord)) - 1;
  }

  /** Loads what the first step of every change needs; the result means nothing. */
  long touch(int stockRecord) {
    return newest.getInt(offset(stockRecord));
  }

  /** Puts a line that got open units at the head of its record's list. */
  void add(int line) {
    long offset = offset(lines.stockRecord(line));
    int older = newest.getInt(offset) - 1;
    lines.setNewer(line, LineTable.NONE);
    lines.setOlder(line, older);
    if (older != LineTable.NONE) {
      lines.setNewer(older, line);
    }
    newest.putInt(offset, line + 1);
  }

  /** Takes out a line that has no open units any more. */
  void remove(int line) {
    int newer = lines.newer(line);
    int older = lines.older(line);
    if (newer == LineTable.NONE) {
      newest.putInt(offset(lines.stockRecord(line)), older + 1);
    } else {
      lines.setOlder(newer, older);
    }
    if (older != LineTable.NONE) {
      lines.setNewer(older, newer);
    }
  }

  private static long offset(int stockRecord) {
    return (long) stockRecord * Integer.BYTES;
  }
}

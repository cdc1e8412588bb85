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

  /**
   * Puts the lines of a stock record into the order of their promises, the newest first: a merge
   * sort that relinks them, runs of 1, 2, 4, ... lines at a time.
   */
  void sort(int stockRecord) {
    boolean sorted = isSorted(stockRecord);
    for (int run = 1; !sorted; run *= 2) {
      sorted = mergeRuns(stockRecord, run);
    }
  }

  private boolean isSorted(int stockRecord) {
    int line = newest(stockRecord);
    while (line != LineTable.NONE && isNewer(line, lines.older(line))) {
      line = lines.older(line);
    }
    return line == LineTable.NONE;
  }

  private boolean isNewer(int line, int other) {
    return other == LineTable.NONE || lines.promised(line) >= lines.promised(other);
  }

  /** Merges neighbouring runs, which are sorted each; returns whether there were two at most. */
  private boolean mergeRuns(int stockRecord, int run) {
    int left = newest(stockRecord);
    int tail = LineTable.NONE;
    int merges = 0;
    while (left != LineTable.NONE) {
      merges++;
      int right = skip(left, run);
      int leftCount = run;
      int rightCount = run;
      while ((leftCount > 0 && left != LineTable.NONE)
          || (rightCount > 0 && right != LineTable.NONE)) {
        boolean rightIsOver = rightCount == 0 || right == LineTable.NONE;
        boolean takesLeft = leftCount > 0 && (rightIsOver || isNewer(left, right));
        int taken = takesLeft ? left : right;
        if (takesLeft) {
          left = lines.older(left);
          leftCount--;
        } else {
          right = lines.older(right);
          rightCount--;
        }
        append(stockRecord, tail, taken);
        tail = taken;
      }
      left = right;
    }
    lines.setOlder(tail, LineTable.NONE);
    return merges == 1;
  }

  private int skip(int from, int count) {
    int line = from;
    for (int i = 0; i < count && line != LineTable.NONE; i++) {
      line = lines.older(line);
    }
    return line;
  }

  private void append(int stockRecord, int tail, int line) {
    lines.setNewer(line, tail);
    if (tail == LineTable.NONE) {
      newest.putInt(offset(stockRecord), line + 1);
    } else {
      lines.setOlder(tail, line);
    }
  }

  private static long offset(int stockRecord) {
    return (long) stockRecord * Integer.BYTES;
  }
}

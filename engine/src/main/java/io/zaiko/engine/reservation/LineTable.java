package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * The lines of all reservations: a cache line each, chained per reservation, free ones chained too.
 * Holds for every line (rule 10): {@code requested = open + fulfilled + released + expired +
 * shorted}. Engine thread only.
 */
public final class LineTable {
  public static final int NONE = -1;

  /** Where units of a line can be; also the order of the fields. */
  static final int OPEN = 0;

  static final int FULFILLED = 1;
  static final int RELEASED = 2;
  static final int EXPIRED = 3;
  static final int SHORTED = 4;

  private static final int RECORD_LENGTH = 64;
  private static final int SKU = 0;
  private static final int LOCATION = 4;
  private static final int STOCK_RECORD = 8;
  private static final int NEXT = 12;
  private static final int REQUESTED = 16;
  private static final int PARTS = 20;
  private static final int RETURNED = 40;
  private static final int NEWER = 44;
  private static final int OLDER = 48;
  private static final int RESERVATION = 52;
  private static final int PROMISED = 56;

  private final int capacity;
  private final Region records;
  private final OpenLines openLines;
  private int used;
  private int neverUsed;
  private int firstFree = NONE;

  LineTable(OffHeapMemory memory, int capacity, int recordNumberEnd) {
    this.capacity = capacity;
    openLines = new OpenLines(memory, recordNumberEnd, this);
    records = memory.allocateGrowing("reservation lines", (long) capacity * RECORD_LENGTH);
  }

  int free() {
    return capacity - used;
  }

  /** Takes a free line without units; ask {@link #free} first. */
  int take(int reservation, int sku, int location, int stockRecord) {
    int line;
    if (firstFree == NONE) {
      line = neverUsed++;
      records.grownTo((long) neverUsed * RECORD_LENGTH);
    } else {
      line = firstFree;
      firstFree = next(line);
    }
    used++;
    long offset = (long) line * RECORD_LENGTH;
    records.putInt(offset + SKU, sku);
    records.putInt(offset + LOCATION, location);
    records.putInt(offset + STOCK_RECORD, stockRecord);
    records.putInt(offset + NEXT, NONE);
    records.putInt(offset + REQUESTED, 0);
    for (int part = OPEN; part <= SHORTED; part++) {
      records.putInt(offset + PARTS + (long) part * Integer.BYTES, 0);
    }
    records.putInt(offset + RETURNED, 0);
    records.putInt(offset + NEWER, NONE);
    records.putInt(offset + OLDER, NONE);
    records.putInt(offset + RESERVATION, reservation);
    records.putLong(offset + PROMISED, 0);
    return line;
  }

  void giveBack(int line) {
    setNext(line, firstFree);
    firstFree = line;
    used--;
  }

  /** Gives back a chain of lines that a line begins, or NONE. */
  void giveBackAll(int first) {
    for (int line = first; line != NONE; ) {
      int next = next(line);
      giveBack(line);
      line = next;
    }
  }

  /** Line of a pair in the chain that a line begins, or NONE. */
  int find(int first, int sku, int location) {
    int line = first;
    while (line != NONE && (sku(line) != sku || location(line) != location)) {
      line = next(line);
    }
    return line;
  }

  /**
   * What becomes of a reservation on whose lines nothing is open any more, from the first one on
   * (rule 11).
   */
  int endState(int first) {
    int end = State.RELEASED;
    for (int line = first; line != NONE; line = next(line)) {
      if (fulfilled(line) > 0) {
        return State.FULFILLED;
      }
      if (shorted(line) > 0) {
        end = State.SHORTED;
      } else if (expired(line) > 0 && end == State.RELEASED) {
        end = State.EXPIRED;
      }
    }
    return end;
  }

  public int sku(int line) {
    return records.getInt((long) line * RECORD_LENGTH + SKU);
  }

  public int location(int line) {
    return records.getInt((long) line * RECORD_LENGTH + LOCATION);
  }

  public int stockRecord(int line) {
    return records.getInt((long) line * RECORD_LENGTH + STOCK_RECORD);
  }

  public int next(int line) {
    return records.getInt((long) line * RECORD_LENGTH + NEXT);
  }

  void setNext(int line, int next) {
    records.putInt((long) line * RECORD_LENGTH + NEXT, next);
  }

  public int requested(int line) {
    return records.getInt((long) line * RECORD_LENGTH + REQUESTED);
  }

  int part(int line, int part) {
    return records.getInt((long) line * RECORD_LENGTH + PARTS + (long) part * Integer.BYTES);
  }

  public int open(int line) {
    return part(line, OPEN);
  }

  public int fulfilled(int line) {
    return part(line, FULFILLED);
  }

  public int released(int line) {
    return part(line, RELEASED);
  }

  public int expired(int line) {
    return part(line, EXPIRED);
  }

  public int shorted(int line) {
    return part(line, SHORTED);
  }

  /**
   * Moves open units of a line to fulfilled. After this and the next ones comes {@link
   * ReservationTable#changed}.
   */
  public void fulfil(int line, int units) {
    close(line, FULFILLED, units);
  }

  public void release(int line, int units) {
    close(line, RELEASED, units);
  }

  public void expire(int line, int units) {
    close(line, EXPIRED, units);
  }

  public void shorten(int line, int units) {
    close(line, SHORTED, units);
  }

  private void close(int line, int part, int units) {
    long offset = (long) line * RECORD_LENGTH + PARTS;
    int open = records.getInt(offset) - units;
    records.putInt(offset, open);
    long partOffset = offset + (long) part * Integer.BYTES;
    records.putInt(partOffset, records.getInt(partOffset) + units);
    if (open == 0 && units > 0) {
      openLines.remove(line);
    }
  }

  /** Promises units on a line, at a sequence; it becomes the newest promise at its pair. */
  public void promise(int line, int units, long sequence) {
    if (open(line) > 0) {
      openLines.remove(line);
    }
    request(line, units);
    records.putLong((long) line * RECORD_LENGTH + PROMISED, sequence);
    openLines.add(line);
  }

  /** Takes back all open units of a line as if they had never been asked for. */
  public void withdraw(int line) {
    openLines.remove(line);
    request(line, -open(line));
  }

  private void request(int line, int more) {
    long offset = (long) line * RECORD_LENGTH;
    records.putInt(offset + REQUESTED, requested(line) + more);
    records.putInt(offset + PARTS, open(line) + more);
  }

  /** Notes that fulfilled units of a line came back. */
  public void takeBack(int line, int units) {
    long offset = (long) line * RECORD_LENGTH + RETURNED;
    records.putInt(offset, records.getInt(offset) + units);
  }

  /** Newest open line of a stock record, or NONE; follow with {@link #older}. */
  public int newestOpen(int stockRecord) {
    return openLines.newest(stockRecord);
  }

  /** Loads where a stock record's open lines begin. What it returns means nothing. */
  public long touchOpen(int stockRecord) {
    return openLines.touch(stockRecord);
  }

  /** Restores the order of the open lines of a stock record: the newest promise first. */
  void sortOpen(int stockRecord) {
    openLines.sort(stockRecord);
  }

  /** The reservation that a line belongs to. */
  public int reservation(int line) {
    return records.getInt((long) line * RECORD_LENGTH + RESERVATION);
  }

  /** Sequence at which the open units were promised last. */
  public long promised(int line) {
    return records.getLong((long) line * RECORD_LENGTH + PROMISED);
  }

  int newer(int line) {
    return records.getInt((long) line * RECORD_LENGTH + NEWER);
  }

  void setNewer(int line, int newer) {
    records.putInt((long) line * RECORD_LENGTH + NEWER, newer);
  }

  /** The open line of the same stock record that was promised before, or NONE. */
  public int older(int line) {
    return records.getInt((long) line * RECORD_LENGTH + OLDER);
  }

  void setOlder(int line, int older) {
    records.putInt((long) line * RECORD_LENGTH + OLDER, older);
  }

  public int returned(int line) {
    return records.getInt((long) line * RECORD_LENGTH + RETURNED);
  }

  /**
   * What a line adds to the state hash.
   *
   * @param place a hash of its reservation's id plus its place among the lines: answers keep that
   *     order
   */
  long contribution(int line, long place) {
    long h = Hashing.mix(place, Hashing.pair(sku(line), location(line)));
    h = Hashing.mix(h, Hashing.pair(requested(line), part(line, OPEN)));
    h = Hashing.mix(h, Hashing.pair(part(line, FULFILLED), part(line, RELEASED)));
    h = Hashing.mix(h, Hashing.pair(part(line, EXPIRED), part(line, SHORTED)));
    return Hashing.mix(Hashing.mix(h, returned(line)), promised(line));
  }
}

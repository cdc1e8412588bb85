package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;

/**
 * What each transfer moved, by SKU: 32 bytes each, chained per transfer, free ones chained too.
 * Holds for every line (rule 19a): {@code dispatched + found = received + lost + in transit}.
 * Engine thread only.
 *
 * <pre>
 *   0  SKU   4  dispatched   8  received   12  lost   16  found   20  next
 * </pre>
 */
public final class TransferTable {
  public static final int NONE = -1;

  private static final int DISPATCHED = 1;
  private static final int RECEIVED = 2;
  private static final int LOST = 3;
  private static final int FOUND = 4;

  private static final int RECORD_LENGTH = 32;
  private static final int NEXT = 20;

  private final int capacity;
  private final Region records;
  private int used;
  private int neverUsed;
  private int firstFree = NONE;

  TransferTable(OffHeapMemory memory, int capacity) {
    this.capacity = capacity;
    records = memory.allocateGrowing("transfer lines", (long) capacity * RECORD_LENGTH);
  }

  /** Lines that may still be taken. */
  public int free() {
    return capacity - used;
  }

  /** Takes a free line; ask {@link #free} first. */
  int take(int sku) {
    int line = firstFree;
    if (line == NONE) {
      line = neverUsed++;
      records.grownTo((long) neverUsed * RECORD_LENGTH);
    } else {
      firstFree = next(line);
    }
    used++;
    records.putInt(offset(line), sku);
    for (int number = DISPATCHED; number <= FOUND; number++) {
      records.putInt(offset(line) + (long) number * Integer.BYTES, 0);
    }
    setNext(line, NONE);
    return line;
  }

  /** Gives back a chain of lines that a line begins, or NONE. */
  void giveBackAll(int first) {
    for (int line = first; line != NONE; ) {
      int next = next(line);
      setNext(line, firstFree);
      firstFree = line;
      used--;
      line = next;
    }
  }

  /** Line of a SKU in the chain that a line begins, or NONE. */
  int find(int first, int sku) {
    int line = first;
    while (line != NONE && sku(line) != sku) {
      line = next(line);
    }
    return line;
  }

  public int sku(int line) {
    return records.getInt(offset(line));
  }

  /** The next line of the same transfer, or NONE. */
  public int next(int line) {
    return records.getInt(offset(line) + NEXT);
  }

  void setNext(int line, int next) {
    records.putInt(offset(line) + NEXT, next);
  }

  /** Units that left the source. */
  public int dispatched(int line) {
    return units(line, DISPATCHED);
  }

  /** Units that arrived. */
  public int received(int line) {
    return units(line, RECEIVED);
  }

  /** Units that will not arrive. */
  public int lost(int line) {
    return units(line, LOST);
  }

  /** Units that arrived without being in transit. */
  public int found(int line) {
    return units(line, FOUND);
  }

  public int inTransit(int line) {
    return dispatched(line) + found(line) - received(line) - lost(line);
  }

  /**
   * Notes that units left the source. After this and the next ones comes {@link
   * ReservationTable#changed}.
   */
  public void dispatch(int line, int units) {
    add(line, DISPATCHED, units);
  }

  /** Notes that units arrived, some of which were not in transit. */
  public void receive(int line, int units, int found) {
    add(line, RECEIVED, units);
    add(line, FOUND, found);
  }

  /** Notes that units will not arrive. */
  public void lose(int line, int units) {
    add(line, LOST, units);
  }

  private int units(int line, int number) {
    return records.getInt(offset(line) + (long) number * Integer.BYTES);
  }

  private void add(int line, int number, int units) {
    records.putInt(offset(line) + (long) number * Integer.BYTES, units(line, number) + units);
  }

  /** What a line adds to the state hash; place is its place in its transfer. */
  long contribution(int line, long place) {
    long h = Hashing.mix(place, sku(line));
    h = Hashing.mix(h, Hashing.pair(units(line, DISPATCHED), units(line, RECEIVED)));
    return Hashing.mix(h, Hashing.pair(units(line, LOST), units(line, FOUND)));
  }

  private static long offset(int line) {
    return (long) line * RECORD_LENGTH;
  }
}

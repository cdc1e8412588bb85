package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.stock.TextRef;
import org.agrona.MutableDirectBuffer;

/**
 * The reservations, open and closed: two cache lines each, the second one the id, with their lines
 * in a {@link LineTable}. Closed ones stay, so that returns and disputes can name them, until
 * memory runs short: then the one closed first goes first (rule 12).
 *
 * <pre>
 *   0  hash of the id         8  expiry in microseconds, 0 = none   16  closing number, 0 = open
 *  24  place in the expiry index   28  first line   32  last line   36  number of lines
 *  40  next free  44  state  45  channel  46  length of the id
 *  64  id
 * </pre>
 *
 * Every change goes through {@link #beforeChange} and {@link #afterChange}, which keep the state
 * hash. Engine thread only.
 */
public final class ReservationTable {
  public static final int NONE = -1;

  private static final int RECORD_LENGTH = 128;
  private static final int ID_HASH = 0;
  private static final int EXPIRY = 8;
  private static final int CLOSING = 16;
  private static final int EXPIRY_PLACE = 24;
  private static final int FIRST_LINE = 28;
  private static final int LAST_LINE = 32;
  private static final int LINE_COUNT = 36;
  private static final int NEXT = 40;
  private static final int STATE = 44;
  private static final int CHANNEL = 45;
  private static final int ID_LENGTH = 46;
  private static final int ID = 64;

  private final int capacity;
  private final Region records;
  private final LineTable lines;
  private final HashIndex index;
  private final ExpiryIndex expiries;
  private final ClosedOrder closed;
  private final StateHash stateHash;
  private int used;
  private int neverUsed;
  private int firstFree = NONE;
  private int closedLines;
  private long closings;

  /** Tables for so many reservations and lines, open and closed ones together. */
  public ReservationTable(
      OffHeapMemory memory, int capacity, int lineCapacity, StateHash stateHash) {
    this.capacity = capacity;
    this.stateHash = stateHash;
    records = memory.allocate("reservations", (long) capacity * RECORD_LENGTH);
    lines = new LineTable(memory, lineCapacity);
    index = new HashIndex(memory, "reservation", capacity);
    expiries = new ExpiryIndex(memory, capacity, this);
    closed = new ClosedOrder(memory, capacity);
  }

  /**
   * The following load what a command will need, one step further each, for many commands at a
   * time: a step needs nothing that is not there yet but what the step before has loaded. What they
   * return means nothing; it keeps the loads alive.
   *
   * @param idHash {@link #hashOf} the id that a command names
   */
  public long touchIndex(long idHash) {
    return index.touch(idHash);
  }

  /** The record that {@link #find} will look at first for an id of that hash, or NONE. */
  public int likelyRecord(long idHash) {
    int slot = index.first(idHash);
    while (!index.isEmpty(slot) && !index.matches(slot, idHash)) {
      slot = index.next(slot);
    }
    return index.isEmpty(slot) ? NONE : index.record(slot);
  }

  /** The n-th record that would have to go for new ones, or NONE if there is room for n more. */
  public int likelyVictim(int n) {
    int victim = n - (capacity - used);
    return victim < 0 || victim >= closed.count() ? NONE : closed.at(victim);
  }

  /** Loads a record with its id. */
  public long touchRecord(int record) {
    return records.getLong(offset(record)) + records.getLong(offset(record) + ID);
  }

  /** Loads the first line of a record, and where the index has the record. */
  public long touchLineAndIndex(int record) {
    int line = firstLine(record);
    return index.touch(idHash(record)) + (line == NONE ? 0 : lines.sku(line));
  }

  /** What finds an id. */
  public static long hashOf(TextRef id) {
    return Hashing.bytes(id.buffer(), id.offset(), id.length());
  }

  /** Record of an id, or NONE. */
  public int find(TextRef id) {
    int slot = slotOf(id);
    return slot == NONE ? NONE : index.record(slot);
  }

  private int slotOf(TextRef id) {
    long hash = hashOf(id);
    for (int slot = index.first(hash); !index.isEmpty(slot); slot = index.next(slot)) {
      if (index.matches(slot, hash) && hasId(index.record(slot), id)) {
        return slot;
      }
    }
    return NONE;
  }

  private boolean hasId(int record, TextRef id) {
    int length = records.getByte(offset(record) + ID_LENGTH);
    if (length != id.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (records.getByte(offset(record) + ID + i) != id.buffer().getByte(id.offset() + i)) {
        return false;
      }
    }
    return true;
  }

  int compareIds(int first, int second) {
    int firstLength = records.getByte(offset(first) + ID_LENGTH);
    int secondLength = records.getByte(offset(second) + ID_LENGTH);
    int shorter = Math.min(firstLength, secondLength);
    for (int i = 0; i < shorter; i++) {
      int difference =
          (records.getByte(offset(first) + ID + i) & 0xFF)
              - (records.getByte(offset(second) + ID + i) & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return firstLength - secondLength;
  }

  /** Whether a reservation with so many lines fits, if need be in the place of closed ones. */
  public boolean canMakeRoom(int lineCount) {
    return capacity - used + closed.count() >= 1 && lines.free() + closedLines >= lineCount;
  }

  /** Drops closed reservations, the one closed first first, until there is room. */
  public void makeRoom(int lineCount) {
    while (used == capacity || lines.free() < lineCount) {
      dropOldestClosed();
    }
  }

  private void dropOldestClosed() {
    int record = closed.removeOldest();
    beforeChange(record);
    closedLines -= lineCount(record);
    index.remove(idHash(record), record);
    for (int line = firstLine(record); line != NONE; ) {
      int next = lines.next(line);
      lines.giveBack(line);
      line = next;
    }
    records.putInt(offset(record) + NEXT, firstFree);
    firstFree = record;
    used--;
  }

  /** Begins a reservation without lines; there must be room. Ends with {@link #afterChange}. */
  public int open(TextRef id, int state, int channel, long expiryMicros) {
    int record = firstFree == NONE ? neverUsed++ : firstFree;
    if (record == firstFree) {
      firstFree = next(record);
    }
    used++;
    long offset = offset(record);
    long hash = hashOf(id);
    records.putLong(offset + ID_HASH, hash);
    records.putLong(offset + EXPIRY, 0);
    records.putLong(offset + CLOSING, 0);
    records.putInt(offset + EXPIRY_PLACE, NONE);
    records.putInt(offset + FIRST_LINE, NONE);
    records.putInt(offset + LAST_LINE, NONE);
    records.putInt(offset + LINE_COUNT, 0);
    records.putInt(offset + NEXT, NONE);
    records.putByte(offset + STATE, (byte) state);
    records.putByte(offset + CHANNEL, (byte) channel);
    records.putByte(offset + ID_LENGTH, (byte) id.length());
    records.putBytes(offset + ID, id.buffer(), id.offset(), id.length());
    index.add(hash, record);
    setExpiry(record, expiryMicros);
    return record;
  }

  /** Adds a line to a reservation that is being opened. */
  public void addLine(int record, int sku, int location, int stockRecord, int quantity) {
    int line = lines.take(sku, location, stockRecord, quantity);
    long offset = offset(record);
    int last = records.getInt(offset + LAST_LINE);
    if (last == NONE) {
      records.putInt(offset + FIRST_LINE, line);
    } else {
      lines.setNext(last, line);
    }
    records.putInt(offset + LAST_LINE, line);
    records.putInt(offset + LINE_COUNT, lineCount(record) + 1);
  }

  /** To be called before a known reservation changes. */
  public void beforeChange(int record) {
    stateHash.replace(contribution(record), 0);
  }

  /** To be called after a reservation was opened or changed. */
  public void afterChange(int record) {
    stateHash.replace(0, contribution(record));
  }

  /** Sets, moves or, with 0, takes away the expiry of a reservation. */
  public void setExpiry(int record, long expiryMicros) {
    long offset = offset(record);
    int place = records.getInt(offset + EXPIRY_PLACE);
    if (place != NONE) {
      expiries.remove(place);
      setExpiryPlace(record, NONE);
    }
    records.putLong(offset + EXPIRY, expiryMicros);
    if (expiryMicros != 0) {
      expiries.add(record, expiryMicros);
    }
  }

  void setExpiryPlace(int record, int place) {
    records.putInt(offset(record) + EXPIRY_PLACE, place);
  }

  /** Expiry of the hold that is due first, in microseconds; Long.MAX_VALUE if none ever is. */
  public long nextExpiry() {
    return expiries.nextDeadline();
  }

  /** The hold that is due first; only if there is one. */
  public int nextToExpire() {
    return expiries.first();
  }

  /** Moves on between open states. */
  public void setState(int record, int state) {
    records.putByte(offset(record) + STATE, (byte) state);
  }

  /**
   * Ends a reservation on which nothing is open any more: the end state follows from what became of
   * its lines (rule 11).
   */
  public void close(int record) {
    setExpiry(record, 0);
    setState(record, endState(record));
    records.putLong(offset(record) + CLOSING, ++closings);
    closed.add(record);
    closedLines += lineCount(record);
  }

  private int endState(int record) {
    int end = State.RELEASED;
    for (int line = firstLine(record); line != NONE; line = lines.next(line)) {
      if (lines.part(line, LineTable.FULFILLED) > 0) {
        return State.FULFILLED;
      }
      if (lines.part(line, LineTable.SHORTED) > 0) {
        end = State.SHORTED;
      } else if (lines.part(line, LineTable.EXPIRED) > 0 && end == State.RELEASED) {
        end = State.EXPIRED;
      }
    }
    return end;
  }

  long idHash(int record) {
    return records.getLong(offset(record) + ID_HASH);
  }

  private int next(int record) {
    return records.getInt(offset(record) + NEXT);
  }

  public int state(int record) {
    return records.getByte(offset(record) + STATE);
  }

  public int channel(int record) {
    return records.getByte(offset(record) + CHANNEL);
  }

  /** Expiry in microseconds; 0 = none. */
  public long expiry(int record) {
    return records.getLong(offset(record) + EXPIRY);
  }

  public int lineCount(int record) {
    return records.getInt(offset(record) + LINE_COUNT);
  }

  /** First line of a reservation; follow with {@link #nextLine} until NONE. */
  public int firstLine(int record) {
    return records.getInt(offset(record) + FIRST_LINE);
  }

  /** The line after a line, or NONE. */
  public int nextLine(int line) {
    return lines.next(line);
  }

  public int sku(int line) {
    return lines.sku(line);
  }

  public int location(int line) {
    return lines.location(line);
  }

  /** The stock record that a line draws on. */
  public int stockRecord(int line) {
    return lines.stockRecord(line);
  }

  public int requested(int line) {
    return lines.requested(line);
  }

  public int open(int line) {
    return lines.part(line, LineTable.OPEN);
  }

  public int fulfilled(int line) {
    return lines.part(line, LineTable.FULFILLED);
  }

  public int released(int line) {
    return lines.part(line, LineTable.RELEASED);
  }

  public int expired(int line) {
    return lines.part(line, LineTable.EXPIRED);
  }

  public int shorted(int line) {
    return lines.part(line, LineTable.SHORTED);
  }

  /** Units of a line that came back from the customer, of those fulfilled. */
  public int returned(int line) {
    return lines.returned(line);
  }

  /**
   * Moves open units of a line to fulfilled. The next four: within {@link #beforeChange} and {@link
   * #afterChange}.
   */
  public void fulfil(int line, int quantity) {
    lines.close(line, LineTable.FULFILLED, quantity);
  }

  public void release(int line, int quantity) {
    lines.close(line, LineTable.RELEASED, quantity);
  }

  public void expire(int line, int quantity) {
    lines.close(line, LineTable.EXPIRED, quantity);
  }

  public void shorten(int line, int quantity) {
    lines.close(line, LineTable.SHORTED, quantity);
  }

  /** Notes that fulfilled units of a line came back. */
  public void takeBack(int line, int quantity) {
    lines.addReturned(line, quantity);
  }

  /** Copies the id of a reservation and returns its length. */
  public int copyId(int record, MutableDirectBuffer to, int offset) {
    int length = records.getByte(offset(record) + ID_LENGTH);
    records.getBytes(offset(record) + ID, to, offset, length);
    return length;
  }

  /** Reservations in use, open and closed. */
  public int count() {
    return used;
  }

  /** Open reservations. */
  public int openCount() {
    return used - closed.count();
  }

  /** Upper bound of record numbers ever used, for scans; ask {@link #isInUse}. */
  public int scanEnd() {
    return neverUsed;
  }

  /** Whether a record number below {@link #scanEnd} holds a reservation. */
  public boolean isInUse(int record) {
    int slot = index.first(idHash(record));
    for (; !index.isEmpty(slot); slot = index.next(slot)) {
      if (index.record(slot) == record) {
        return true;
      }
    }
    return false;
  }

  /** What the reservations add to the state hash, from scratch. */
  public long recomputeHash() {
    long sum = 0;
    for (int record = 0; record < neverUsed; record++) {
      sum += isInUse(record) ? contribution(record) : 0;
    }
    return sum;
  }

  private long contribution(int record) {
    long idHash = idHash(record);
    long h = Hashing.mix(idHash, Hashing.pair(state(record), channel(record)));
    h = Hashing.mix(h, expiry(record));
    long sum = Hashing.mix(h, records.getLong(offset(record) + CLOSING));
    long place = idHash;
    for (int line = firstLine(record); line != NONE; line = lines.next(line)) {
      sum += lines.contribution(line, ++place);
    }
    return sum;
  }

  private static long offset(int record) {
    return (long) record * RECORD_LENGTH;
  }
}

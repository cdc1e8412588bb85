package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.stock.TextRef;
import org.agrona.MutableDirectBuffer;

/**
 * The reservations, open and closed: two cache lines each, the second one the id, with their lines
 * in a {@link LineTable}. Closed ones stay for a while, so that returns and disputes can name them;
 * when memory runs short the one closed first goes first (rule 12). A transfer is a reservation
 * with a destination (rule 19a); what it moved is in a {@link TransferTable}.
 *
 * <pre>
 *   0  hash of the id   8  when it is due, 0 = never   16  when it closed, -1 = open
 *  24  place in the due index, or next free   28  first line   32  last line
 *  36  number of lines   40  destination + 1, 0 = no transfer
 *  44  state   45  channel   46  length of the id   47  flags
 *  48  first transfer line   52  last transfer line   56  what it adds to the state hash
 *  64  id
 * </pre>
 *
 * Every change ends with {@link #changed}, which keeps the state hash. Engine thread only.
 */
public final class ReservationTable {
  public static final int NONE = -1;

  /** Destination of a reservation that is no transfer. */
  public static final int NO_DESTINATION = -1;

  static final int RECORD_LENGTH = 128;
  private static final int ID_HASH = 0;
  private static final int DUE = 8;
  private static final int CLOSED_AT = 16;
  private static final int DUE_PLACE = 24;
  private static final int NEXT = 24;
  private static final int DESTINATION = 40;
  private static final int STATE = 44;
  private static final int CHANNEL = 45;
  private static final int FLAGS = 47;

  /** What it added at its last change, so that it need not be worked out again to go. */
  private static final int CONTRIBUTION = 56;

  private static final int EXPIRES_AT_DEADLINE = 1;
  private static final int OVERDUE = 2;

  /** Retired reservations dropped with each record, so that no record has to drop them all. */
  private static final int RETIRED_PER_RECORD = 16;

  private static final int LINES_OF_A_COMMAND = 256;

  private final int capacity;
  private final Region records;
  private final LineTable lines;
  private final TransferTable transfers;
  private final ReservationIds ids;
  private final HashIndex index;
  private final DueIndex dues;
  private final ClosedReservations closed;
  private final StateHash stateHash;
  private final ReservationHash hash;
  private final LineChains chains;
  private long nowMicros;
  private int used;
  private int openCount;
  private int neverUsed;
  private int firstFree = NONE;
  private int closedLines;

  /**
   * @param sizes how many of what, open and closed ones together
   * @param recordNumberEnd upper bound of the numbers of stock records
   */
  public ReservationTable(
      OffHeapMemory memory, ReservationSizes sizes, int recordNumberEnd, StateHash stateHash) {
    capacity = sizes.reservations();
    this.stateHash = stateHash;
    records = memory.allocateGrowing("reservations", (long) capacity * RECORD_LENGTH);
    ids = new ReservationIds(records);
    lines = new LineTable(memory, sizes.lines(), recordNumberEnd);
    transfers = new TransferTable(memory, sizes.transferLines());
    chains = new LineChains(records, lines, transfers);
    hash = new ReservationHash(this, lines, transfers);
    index = new HashIndex(memory, "reservation", capacity);
    dues = new DueIndex(memory, capacity, this, ids);
    closed =
        new ClosedReservations(
            memory, capacity, this, sizes.closedRetention(), sizes.fulfilledRetention());
  }

  /** What is known of each line. */
  public LineTable lines() {
    return lines;
  }

  /** What transfers moved. */
  public TransferTable transfers() {
    return transfers;
  }

  /**
   * Begins a record: closed reservations that were kept long enough at that time are gone from here
   * on. Some are dropped at once, the others are not found any more, and leave room for any
   * command.
   */
  public void beginRecord(long timeMicros) {
    nowMicros = timeMicros;
    for (int dropped = 0; dropped < RETIRED_PER_RECORD || mayRunShortOfLines(); dropped++) {
      int record = closed.removeRetired(timeMicros);
      if (record == NONE) {
        return;
      }
      drop(record);
    }
  }

  private boolean mayRunShortOfLines() {
    return lines.free() < LINES_OF_A_COMMAND || transfers.free() < LINES_OF_A_COMMAND;
  }

  /** What loads the memory of commands ahead of them. */
  public ReservationPrefetch prefetch() {
    return new ReservationPrefetch(this, records, index, lines, closed);
  }

  /** Reservations that may still be made without dropping any. */
  int free() {
    return capacity - used;
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
    long idHash = hashOf(id);
    for (int slot = index.first(idHash); !index.isEmpty(slot); slot = index.next(slot)) {
      if (index.matches(slot, idHash)
          && ids.matches(index.record(slot), id)
          && !isRetired(index.record(slot))) {
        return slot;
      }
    }
    return NONE;
  }

  private boolean isRetired(int record) {
    return closedAt(record) >= 0 && closed.isRetired(record, nowMicros);
  }

  /**
   * Whether a reservation of so many lines fits, if need be in place of closed ones.
   *
   * @param closing a reservation that will be closed by then, or NONE
   */
  public boolean canMakeRoom(int lineCount, int closing) {
    int more = closing == NONE ? 0 : 1;
    int moreLines = closing == NONE ? 0 : lineCount(closing);
    return capacity - used + closed.count() + more >= 1
        && lines.free() + closedLines + moreLines >= lineCount;
  }

  /** The same for more lines of a reservation that is there. */
  public boolean canMakeRoomForLines(int lineCount) {
    return lines.free() + closedLines >= lineCount;
  }

  /** Drops closed reservations, the one closed first first, until there is room for another. */
  public void makeRoom(int lineCount) {
    while (used == capacity) {
      drop(closed.removeOldest());
    }
    makeRoomForLines(lineCount);
  }

  /** The same, until there are so many lines. */
  public void makeRoomForLines(int lineCount) {
    while (lines.free() < lineCount) {
      drop(closed.removeOldest());
    }
  }

  private void drop(int record) {
    stateHash.replace(records.getLong(offset(record) + CONTRIBUTION), 0);
    closedLines -= lineCount(record);
    index.remove(idHash(record), record);
    lines.giveBackAll(firstLine(record));
    transfers.giveBackAll(firstTransferLine(record));
    setState(record, State.NONE);
    records.putInt(offset(record) + NEXT, firstFree);
    firstFree = record;
    used--;
  }

  /**
   * Begins a reservation without lines; there must be room. Ends with {@link #changed}.
   *
   * @param destination location that a transfer goes to, or NONE
   */
  public int open(TextRef id, int state, int channel, int destination) {
    int record = firstFree == NONE ? neverUsed++ : firstFree;
    if (record == firstFree) {
      firstFree = records.getInt(offset(record) + NEXT);
    }
    openCount++;
    begin(record, id, state, channel, destination);
    return record;
  }

  private void begin(int record, TextRef id, int state, int channel, int destination) {
    used++;
    long offset = offset(record);
    records.grownTo(offset);
    long idHash = hashOf(id);
    records.putLong(offset + ID_HASH, idHash);
    records.putLong(offset + DUE, 0);
    records.putLong(offset + CLOSED_AT, NONE);
    records.putInt(offset + DUE_PLACE, NONE);
    records.putByte(offset + STATE, (byte) state);
    records.putByte(offset + CHANNEL, (byte) channel);
    records.putByte(offset + FLAGS, (byte) 0);
    records.putInt(offset + DESTINATION, destination + 1);
    records.putLong(offset + CONTRIBUTION, 0);
    chains.clear(record);
    ids.put(record, id);
    index.add(idHash, record);
  }

  /** Adds a line without units at the end of a reservation; there must be room. */
  public int addLine(int record, int sku, int location, int stockRecord) {
    return chains.addLine(record, sku, location, stockRecord);
  }

  /** Takes a line out of a reservation. */
  public void removeLine(int record, int line) {
    chains.removeLine(record, line);
  }

  /** Line of a pair, or NONE. */
  public int findLine(int record, int sku, int location) {
    return lines.find(firstLine(record), sku, location);
  }

  /** To be called after a reservation was opened, or it or its lines changed. */
  public void changed(int record) {
    long contribution = hash.contribution(record);
    stateHash.replace(records.getLong(offset(record) + CONTRIBUTION), contribution);
    records.putLong(offset(record) + CONTRIBUTION, contribution);
  }

  /** Sets, moves or, with 0, takes away the time when a reservation is due. */
  public void setDue(int record, long timeMicros) {
    leaveDueIndex(record);
    records.putLong(offset(record) + DUE, timeMicros);
    setFlag(record, OVERDUE, false);
    if (timeMicros != 0) {
      dues.add(record, timeMicros);
    }
  }

  private void leaveDueIndex(int record) {
    int place = duePlace(record);
    if (place != NONE) {
      dues.remove(place);
      setDuePlace(record, NONE);
    }
  }

  /** Loads where the index has it, if it is due some day. What it returns means nothing. */
  long touchDue(int record) {
    int place = duePlace(record);
    return place == NONE ? 0 : dues.touch(place);
  }

  int duePlace(int record) {
    return records.getInt(offset(record) + DUE_PLACE);
  }

  void setDuePlace(int record, int place) {
    records.putInt(offset(record) + DUE_PLACE, place);
  }

  /** Time of the reservation that is due first, in microseconds; Long.MAX_VALUE if none ever is. */
  public long nextDue() {
    return dues.nextDeadline();
  }

  /** The reservation that is due first; only if there is one. */
  public int nextToBeDue() {
    return dues.first();
  }

  /** Notes that the deadline passed: it stays, but is not due again. */
  public void setOverdue(int record) {
    leaveDueIndex(record);
    setFlag(record, OVERDUE, true);
  }

  public boolean isOverdue(int record) {
    return hasFlag(record, OVERDUE);
  }

  /** Whether a reservation expires when its deadline passes. */
  public boolean expiresAtDeadline(int record) {
    return hasFlag(record, EXPIRES_AT_DEADLINE);
  }

  public void setExpiresAtDeadline(int record, boolean expires) {
    setFlag(record, EXPIRES_AT_DEADLINE, expires);
  }

  private boolean hasFlag(int record, int flag) {
    return (flags(record) & flag) != 0;
  }

  /** Both flags together. */
  int flags(int record) {
    return records.getByte(offset(record) + FLAGS);
  }

  private void setFlag(int record, int flag, boolean set) {
    int flags = flags(record);
    records.putByte(offset(record) + FLAGS, (byte) (set ? flags | flag : flags & ~flag));
  }

  /** Moves on between open states. */
  public void setState(int record, int state) {
    records.putByte(offset(record) + STATE, (byte) state);
  }

  /**
   * Ends a reservation of which nothing is open: the end state follows from its lines (rule 11). A
   * transfer that moved anything lives on until {@link #endTransfer}.
   */
  public void close(int record) {
    setDue(record, 0);
    setState(record, lines.endState(firstLine(record)));
    openCount--;
    if (firstTransferLine(record) == NONE) {
      keepAsClosed(record);
    }
  }

  /** Ends a live transfer on which nothing is open any more. */
  public void endTransfer(int record) {
    keepAsClosed(record);
  }

  private void keepAsClosed(int record) {
    records.putLong(offset(record) + CLOSED_AT, nowMicros);
    closed.add(record);
    closedLines += lineCount(record);
  }

  long idHash(int record) {
    return records.getLong(offset(record) + ID_HASH);
  }

  public int state(int record) {
    return records.getByte(offset(record) + STATE);
  }

  public int channel(int record) {
    return records.getByte(offset(record) + CHANNEL);
  }

  /** When a hold expires, or the deadline of an order passes, in microseconds; 0 = never. */
  public long due(int record) {
    return records.getLong(offset(record) + DUE);
  }

  /** When it closed, in microseconds; below 0 = it is open, or a live transfer. */
  long closedAt(int record) {
    return records.getLong(offset(record) + CLOSED_AT);
  }

  /** Location that a transfer goes to; NONE = it is no transfer. */
  public int destination(int record) {
    return records.getInt(offset(record) + DESTINATION) - 1;
  }

  public boolean isTransfer(int record) {
    return destination(record) != NONE;
  }

  /** Whether a reservation is a transfer that is not over. */
  public boolean isLiveTransfer(int record) {
    return isTransfer(record) && closedAt(record) < 0;
  }

  /** First line of what a transfer moved; follow with {@link TransferTable#next} until NONE. */
  public int firstTransferLine(int record) {
    return chains.firstTransferLine(record);
  }

  /** Line of a SKU that a transfer moved, or NONE. */
  public int findTransferLine(int record, int sku) {
    return transfers.find(firstTransferLine(record), sku);
  }

  /** Adds a line for a SKU that a transfer has none for; there must be room. */
  public int addTransferLine(int record, int sku) {
    return chains.addTransferLine(record, sku);
  }

  public int lineCount(int record) {
    return chains.lineCount(record);
  }

  /** First line of a reservation; follow with {@link LineTable#next} until NONE. */
  public int firstLine(int record) {
    return chains.firstLine(record);
  }

  /** Copies the id of a reservation and returns its length. */
  public int copyId(int record, MutableDirectBuffer to, int offset) {
    return ids.copy(record, to, offset);
  }

  /** Reservations in use, open and closed. */
  public int count() {
    return used;
  }

  /** Open reservations. */
  public int openCount() {
    return openCount;
  }

  /** Upper bound of record numbers ever used, for scans; ask {@link #isInUse}. */
  public int scanEnd() {
    return neverUsed;
  }

  /** Whether a record number below {@link #scanEnd} holds a reservation. */
  public boolean isInUse(int record) {
    return state(record) != State.NONE;
  }

  /** What the reservations add to the state hash, from scratch. */
  public long recomputeHash() {
    return hash.recompute();
  }

  /** For {@link ReservationRecords}, as the next ones. */
  ClosedReservations closed() {
    return closed;
  }

  int firstFree() {
    return firstFree;
  }

  int next(int record) {
    return records.getInt(offset(record) + NEXT);
  }

  /** As {@link #open}, under a number of its own. */
  void restore(int record, TextRef id, int state, int channel, int destination) {
    neverUsed = Math.max(neverUsed, record + 1);
    begin(record, id, state, channel, destination);
    openCount += State.isOpen(state) ? 1 : 0;
  }

  /** What closing leaves, but for the place in the order of closing. */
  void restoreClosed(int record, long closedAtMicros, int lineCount) {
    records.putLong(offset(record) + CLOSED_AT, closedAtMicros);
    closedLines += lineCount;
  }

  /** Puts a number behind the last free one, or NONE. */
  void restoreFree(int record, int lastFree) {
    neverUsed = Math.max(neverUsed, record + 1);
    records.putInt(offset(record) + NEXT, NONE);
    if (lastFree == NONE) {
      firstFree = record;
    } else {
      records.putInt(offset(lastFree) + NEXT, record);
    }
  }

  void restoreTime(long timeMicros) {
    nowMicros = timeMicros;
  }

  private static long offset(int record) {
    return (long) record * RECORD_LENGTH;
  }
}

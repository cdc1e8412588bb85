package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.stock.TextRef;
import java.util.function.IntConsumer;

/**
 * The client sessions and what each was answered: how a command that is sent twice is executed once
 * (rule 21). Bounded: the least recently used session goes first. A session id holds the slot in
 * its lower 16 bits and a serial number above, so an id is never given twice. Engine thread only.
 */
public final class SessionTable {
  /** Most sessions a table can have. */
  public static final int MAX_SESSIONS = 1 << 16;

  /** What to do with a command. */
  public enum Admission {
    EXECUTE,
    REPEAT_ANSWER,
    SESSION_EXPIRED,
    REQUEST_TOO_OLD,
    IDEMPOTENCY_CONFLICT
  }

  private static final int NONE = -1;
  private static final int RECORD_LENGTH = 64;
  private static final int ID = 0;
  private static final int HIGHEST = 8;
  private static final int FLOOR = 16;
  private static final int LAST_USED = 24;
  private static final int CLIENT = 32;
  private static final int OLDER = 36;
  private static final int NEWER = 40;

  /** What the session adds to the state hash, so that it need not be worked out again to go. */
  private static final int CONTRIBUTION = 48;

  private final int capacity;
  private final Region records;
  private final RequestWindow window;
  private final LineResultRing lineResults;
  private final ClientTable clients;
  private final StateHash stateHash = new StateHash();
  private int used;
  private int oldest = NONE;
  private int newest = NONE;
  private long serial;

  /**
   * A session that changed since its part of the hash was worked out, or NONE: the commands of a
   * batch are mostly of one session, and the hash is asked for once.
   */
  private int unsettled = NONE;

  /**
   * @param capacity sessions, 1 to 65,536
   * @param clientCapacity names, more than sessions
   * @param windowWidth request ids remembered per session
   * @param lineResultCapacity lines of remembered replies, for all sessions together
   */
  public SessionTable(
      OffHeapMemory memory,
      int capacity,
      int clientCapacity,
      int windowWidth,
      int lineResultCapacity) {
    this.capacity = capacity;
    records = memory.allocate("sessions", (long) capacity * RECORD_LENGTH);
    window = new RequestWindow(memory, capacity, windowWidth, stateHash);
    lineResults = new LineResultRing(memory, lineResultCapacity);
    clients = new ClientTable(memory, clientCapacity, stateHash);
  }

  /** Opens the session of a name, or finds it if it is still there. Returns its id. */
  public long register(TextRef name, long sequence) {
    int client = clients.find(name);
    if (client == ClientTable.NONE) {
      client = clients.add(name);
    }
    int slot = clients.session(client);
    if (slot == NONE) {
      slot = open(client, sequence);
    } else {
      use(slot, sequence);
    }
    return id(slot);
  }

  private int open(int client, long sequence) {
    int slot = used < capacity ? used++ : dropOldest();
    long offset = offset(slot);
    long floor = clients.highestBefore(client);
    records.putLong(offset + ID, (++serial << 16) | slot);
    records.putLong(offset + HIGHEST, floor);
    records.putLong(offset + FLOOR, floor);
    records.putLong(offset + LAST_USED, sequence);
    records.putInt(offset + CLIENT, client);
    linkNewest(slot);
    noteChange(slot);
    clients.openSession(client, slot);
    return slot;
  }

  private int dropOldest() {
    settle();
    int slot = oldest;
    stateHash.replace(records.getLong(offset(slot) + CONTRIBUTION), 0);
    records.putLong(offset(slot) + CONTRIBUTION, 0);
    unlink(slot);
    window.clear(slot);
    clients.dropSession(client(slot), highest(slot));
    return slot;
  }

  /**
   * Decides about a command by its identity alone; makes its session the most recently used one.
   */
  public Admission admit(long sessionId, long requestId, int crc, int length, long sequence) {
    int slot = slotOf(sessionId);
    if (slot == NONE) {
      return Admission.SESSION_EXPIRED;
    }
    use(slot, sequence);
    boolean belowWindow = requestId <= highest(slot) - window.width();
    if (belowWindow) {
      return Admission.REQUEST_TOO_OLD;
    }
    if (window.holds(slot, requestId)) {
      return admitSeen(slot, requestId, crc, length);
    }
    boolean fromEarlierSession = requestId <= records.getLong(offset(slot) + FLOOR);
    return fromEarlierSession ? Admission.REQUEST_TOO_OLD : Admission.EXECUTE;
  }

  /** Where what was answered to a request is kept, for {@link #touch}. Loads nothing. */
  public long placeOf(long sessionId, long requestId) {
    int slot = (int) (sessionId & (MAX_SESSIONS - 1));
    return slot < capacity && requestId >= 0 ? window.offset(slot, requestId) : 0;
  }

  /** Loads a place. What it returns means nothing. */
  public long touch(long place) {
    return window.touch(place);
  }

  private Admission admitSeen(int slot, long requestId, int crc, int length) {
    boolean listOverwritten =
        window.lineCount(slot, requestId) > 0
            && !lineResults.has(window.linesPosition(slot, requestId));
    if (listOverwritten) {
      return Admission.REQUEST_TOO_OLD;
    }
    return window.isSame(slot, requestId, crc, length)
        ? Admission.REPEAT_ANSWER
        : Admission.IDEMPOTENCY_CONFLICT;
  }

  /** Remembers the answer to a command that was admitted for execution. */
  public void remember(
      long sessionId,
      long requestId,
      int crc,
      int length,
      long sequence,
      long timeMicros,
      byte code,
      int oversells,
      LineResults lines) {
    int slot = slotOf(sessionId);
    long linesPosition = lineResults.write(lines);
    window.write(
        slot,
        requestId,
        crc,
        length,
        sequence,
        timeMicros,
        code,
        oversells,
        linesPosition,
        lines.count());
    if (requestId > highest(slot)) {
      records.putLong(offset(slot) + HIGHEST, requestId);
      noteChange(slot);
    }
  }

  /** Result code first given to a request that is in the window. So with the next four. */
  public byte rememberedCode(long sessionId, long requestId) {
    return window.code(slotOf(sessionId), requestId);
  }

  public long rememberedSequence(long sessionId, long requestId) {
    return window.sequence(slotOf(sessionId), requestId);
  }

  public long rememberedTimeMicros(long sessionId, long requestId) {
    return window.timeMicros(slotOf(sessionId), requestId);
  }

  public int rememberedOversells(long sessionId, long requestId) {
    return window.oversells(slotOf(sessionId), requestId);
  }

  public void rememberedLines(long sessionId, long requestId, LineResults into) {
    int slot = slotOf(sessionId);
    lineResults.read(
        window.linesPosition(slot, requestId), window.lineCount(slot, requestId), into);
  }

  /** Highest request id that a live session, or an earlier one of its name, has used; 0 = none. */
  public long highestRequestId(long sessionId) {
    return highest(slotOf(sessionId));
  }

  /** Live sessions. */
  public int count() {
    return used;
  }

  /** For {@link SessionRecords}, as the next ones. */
  ClientTable clients() {
    return clients;
  }

  RequestWindow window() {
    return window;
  }

  LineResultRing lineResults() {
    return lineResults;
  }

  long serial() {
    return serial;
  }

  void restoreSerial(long newSerial) {
    serial = newSerial;
  }

  void forEach(IntConsumer visitor) {
    for (int slot = oldest; slot != NONE; slot = records.getInt(offset(slot) + NEWER)) {
      visitor.accept(slot);
    }
  }

  long floor(int slot) {
    return records.getLong(offset(slot) + FLOOR);
  }

  long lastUsed(int slot) {
    return records.getLong(offset(slot) + LAST_USED);
  }

  int client(int slot) {
    return records.getInt(offset(slot) + CLIENT);
  }

  /** Whether there is a slot of that number, without a session. */
  boolean isFree(int slot) {
    return slot < capacity && id(slot) == 0;
  }

  void restore(int slot, long id, long highest, long floor, long lastUsed) {
    long offset = offset(slot);
    used++;
    records.putLong(offset + ID, id);
    records.putLong(offset + HIGHEST, highest);
    records.putLong(offset + FLOOR, floor);
    records.putLong(offset + LAST_USED, lastUsed);
    linkNewest(slot);
  }

  void restoreClient(int slot, int client) {
    records.putInt(offset(slot) + CLIENT, client);
  }

  void endRestore() {
    for (int slot = 0; slot < used; slot++) {
      updateHash(slot);
    }
  }

  private void use(int slot, long sequence) {
    records.putLong(offset(slot) + LAST_USED, sequence);
    noteChange(slot);
    if (slot != newest) {
      unlink(slot);
      linkNewest(slot);
    }
  }

  private void linkNewest(int slot) {
    records.putInt(offset(slot) + OLDER, newest);
    records.putInt(offset(slot) + NEWER, NONE);
    if (newest == NONE) {
      oldest = slot;
    } else {
      records.putInt(offset(newest) + NEWER, slot);
    }
    newest = slot;
  }

  private void unlink(int slot) {
    int older = records.getInt(offset(slot) + OLDER);
    int newer = records.getInt(offset(slot) + NEWER);
    if (older == NONE) {
      oldest = newer;
    } else {
      records.putInt(offset(older) + NEWER, newer);
    }
    if (newer == NONE) {
      newest = older;
    } else {
      records.putInt(offset(newer) + OLDER, older);
    }
  }

  /** The sum of what sessions, windows and clients contribute, as in a {@link StateHash}. */
  public long hash() {
    settle();
    return stateHash.value();
  }

  private void noteChange(int slot) {
    if (slot != unsettled) {
      settle();
      unsettled = slot;
    }
  }

  private void settle() {
    if (unsettled != NONE) {
      updateHash(unsettled);
      unsettled = NONE;
    }
  }

  /** The same as {@link #hash}, from scratch. */
  public long recomputeHash() {
    long sum = clients.recomputeHash();
    for (int slot = 0; slot < used; slot++) {
      sum += contribution(slot) + window.recomputeHash(slot);
    }
    return sum;
  }

  /** Takes out what a session added to the hash before, and puts in what it adds now. */
  private void updateHash(int slot) {
    long contribution = contribution(slot);
    stateHash.replace(records.getLong(offset(slot) + CONTRIBUTION), contribution);
    records.putLong(offset(slot) + CONTRIBUTION, contribution);
  }

  private long contribution(int slot) {
    long h = Hashing.mix(id(slot), highest(slot));
    h = Hashing.mix(h, floor(slot));
    return Hashing.mix(h, lastUsed(slot));
  }

  private int slotOf(long sessionId) {
    int slot = (int) (sessionId & (MAX_SESSIONS - 1));
    return slot < used && id(slot) == sessionId ? slot : NONE;
  }

  long id(int slot) {
    return records.getLong(offset(slot) + ID);
  }

  long highest(int slot) {
    return records.getLong(offset(slot) + HIGHEST);
  }

  private static long offset(int slot) {
    return (long) slot * RECORD_LENGTH;
  }
}

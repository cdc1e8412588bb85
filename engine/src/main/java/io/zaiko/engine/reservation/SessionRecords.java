package io.zaiko.engine.reservation;

import io.zaiko.engine.stock.TextRef;
import java.util.function.IntConsumer;
import org.agrona.MutableDirectBuffer;

/**
 * All that a {@link SessionTable} knows, to be kept somewhere and to be restored into an empty
 * table: sessions, then their clients, then the answers and the lines of those. A session keeps its
 * slot, which is part of its id. Engine thread only.
 */
public final class SessionRecords {
  private final SessionTable sessions;
  private final ClientTable clients;
  private final RequestWindow window;
  private final LineResultRing lines;

  /** The records of a table. */
  public SessionRecords(SessionTable sessions) {
    this.sessions = sessions;
    clients = sessions.clients();
    window = sessions.window();
    lines = sessions.lineResults();
  }

  /** Sessions ever opened. */
  public long serial() {
    return sessions.serial();
  }

  /** Sessions ever dropped. */
  public long drops() {
    return clients.drops();
  }

  /** Lines of answers ever remembered. */
  public long linesWritten() {
    return lines.written();
  }

  /** Restores those three. */
  public void restoreCounters(long serial, long drops, long linesWritten) {
    sessions.restoreSerial(serial);
    clients.restoreDrops(drops);
    lines.restoreWritten(linesWritten);
  }

  /** Live sessions: their slots are below it. */
  public int count() {
    return sessions.count();
  }

  /** Visits the slots of all sessions, the least recently used first. */
  public void forEachSession(IntConsumer visitor) {
    sessions.forEach(visitor);
  }

  /** Id of the session in a slot. So with the next three. */
  public long session(int slot) {
    return sessions.id(slot);
  }

  public long highest(int slot) {
    return sessions.highest(slot);
  }

  /** Highest request id of an earlier session of the name. */
  public long floor(int slot) {
    return sessions.floor(slot);
  }

  /** Sequence of the last command. */
  public long lastUsed(int slot) {
    return sessions.lastUsed(slot);
  }

  /** Slot that a session id holds. */
  public int slotOf(long session) {
    return (int) (session & (SessionTable.MAX_SESSIONS - 1));
  }

  /** Whether a session may be restored in a slot: it is among those there can be, and free. */
  public boolean isFree(int slot) {
    return sessions.isFree(slot);
  }

  /** Restores a session: to be used after all others. Their slots leave no gap in the end. */
  public void restoreSession(long session, long highest, long floor, long lastUsed) {
    sessions.restore(slotOf(session), session, highest, floor, lastUsed);
  }

  /**
   * Visits all clients: those with a session by its slot, then the others, the one to be forgotten
   * first at the beginning.
   */
  public void forEachClient(IntConsumer visitor) {
    for (int slot = 0; slot < count(); slot++) {
      visitor.accept(sessions.client(slot));
    }
    clients.forEachDropped(visitor);
  }

  /** Slot of the session of a client, or −1. So with the next three. */
  public int slotOfClient(int client) {
    return clients.session(client);
  }

  /** Highest request id of its dropped sessions. */
  public long highestBefore(int client) {
    return clients.highestBefore(client);
  }

  /** Its session was the n-th that was dropped; 0 = it has one. */
  public long dropped(int client) {
    return clients.dropped(client);
  }

  public int copyName(int client, MutableDirectBuffer to, int offset) {
    return clients.copyName(client, to, offset);
  }

  /** Whether another client may be restored. */
  public boolean hasRoomForClient() {
    return clients.hasRoom();
  }

  /** Restores a client: with the session in a slot, or without (−1): forgotten after all others. */
  public void restoreClient(TextRef name, int slot, long highest, long dropped) {
    int client = clients.restore(name, slot, highest, dropped);
    if (slot >= 0) {
      sessions.restoreClient(slot, client);
    }
  }

  /** Request ids remembered of a session: their places are below it. */
  public int windowWidth() {
    return window.width();
  }

  /** Request id at a place of the window of a session; 0 = none. */
  public long requestId(int slot, int place) {
    return window.requestId(slot, place);
  }

  /** CRC32C of a remembered request. So with what else is remembered of it. */
  public int crc(int slot, long requestId) {
    return window.crc(slot, requestId);
  }

  public int length(int slot, long requestId) {
    return window.length(slot, requestId);
  }

  public long sequence(int slot, long requestId) {
    return window.sequence(slot, requestId);
  }

  public long timeMicros(int slot, long requestId) {
    return window.timeMicros(slot, requestId);
  }

  public byte code(int slot, long requestId) {
    return window.code(slot, requestId);
  }

  public int oversells(int slot, long requestId) {
    return window.oversells(slot, requestId);
  }

  public int lineCount(int slot, long requestId) {
    return window.lineCount(slot, requestId);
  }

  /** Where its lines begin, among all ever remembered. */
  public long linesPosition(int slot, long requestId) {
    return window.linesPosition(slot, requestId);
  }

  /** Adds the lines of a remembered answer to a list, unless newer ones lie over them. */
  public void addLines(int slot, long requestId, LineResults into) {
    long position = linesPosition(slot, requestId);
    if (lines.has(position)) {
      lines.read(position, lineCount(slot, requestId), into);
    }
  }

  /** Restores a remembered answer of a restored session. */
  public void restoreAnswer(
      int slot,
      long requestId,
      int crc,
      int length,
      long sequence,
      long timeMicros,
      byte code,
      int oversells,
      long linesPosition,
      int lineCount) {
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
        lineCount);
  }

  /** Restores a line of an answer. */
  public void restoreLine(long position, int line, byte code, int quantity, int location) {
    lines.put(position, line, code, quantity, location);
  }

  /** Ends the restoring. */
  public void end() {
    sessions.endRestore();
  }
}

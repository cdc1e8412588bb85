package io.zaiko.replay;

import io.zaiko.engine.reservation.SessionRecords;
import io.zaiko.engine.reservation.SessionTable;
import io.zaiko.protocol.Protocol;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which client a session belongs to. A session id holds its slot in the lower 16 bits, and a slot
 * one session at a time, so this stays small however many sessions a journal has seen. Not thread
 * safe.
 */
final class ClientNames {
  private final long[] sessions = new long[SessionTable.MAX_SESSIONS];
  private final String[] names = new String[SessionTable.MAX_SESSIONS];

  /** Notes all who have a session. */
  void putAll(SessionTable table) {
    SessionRecords records = new SessionRecords(table);
    UnsafeBuffer name = new UnsafeBuffer(new byte[Protocol.MAX_CODE_LENGTH]);
    records.forEachClient(
        client -> {
          int slot = records.slotOfClient(client);
          if (slot >= 0) {
            int length = records.copyName(client, name, 0);
            put(records.session(slot), name.getStringWithoutLengthUtf8(0, length));
          }
        });
  }

  /** Notes who registered. */
  void put(long session, String name) {
    sessions[slot(session)] = session;
    names[slot(session)] = name;
  }

  /** Name behind a session; null when there is none, or another session has its slot by now. */
  String of(long session) {
    return sessions[slot(session)] == session ? names[slot(session)] : null;
  }

  private static int slot(long session) {
    return (int) (session & (SessionTable.MAX_SESSIONS - 1));
  }
}

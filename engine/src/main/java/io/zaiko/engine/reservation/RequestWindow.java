package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;
import org.agrona.BitUtil;

/**
 * What was answered to the last W request ids of each session (rule 21): one line of 64 bytes per
 * id, in the place id modulo W, so that a newer id overwrites the one that leaves the window.
 * Engine thread only.
 */
final class RequestWindow {
  private static final int ENTRY_LENGTH = 64;
  private static final int REQUEST_ID = 0;
  private static final int SEQUENCE = 8;
  private static final int TIME = 16;
  private static final int LINES = 24;
  private static final int CRC = 32;
  private static final int LENGTH = 36;
  private static final int LINE_COUNT = 40;
  private static final int OVERSELLS = 44;
  private static final int CODE = 48;

  /** What the entry adds to the state hash, so that it need not be worked out again to go. */
  private static final int CONTRIBUTION = 56;

  private final int width;
  private final long mask;
  private final Region entries;
  private final StateHash stateHash;

  RequestWindow(OffHeapMemory memory, int sessions, int width, StateHash stateHash) {
    this.width = width;
    mask = BitUtil.isPowerOfTwo(width) ? width - 1 : 0;
    this.stateHash = stateHash;
    entries = memory.allocateGrowing("request windows", (long) sessions * width * ENTRY_LENGTH);
  }

  int width() {
    return width;
  }

  boolean holds(int session, long requestId) {
    return entries.getLong(offset(session, requestId) + REQUEST_ID) == requestId;
  }

  boolean isSame(int session, long requestId, int crc, int length) {
    return crc(session, requestId) == crc && length(session, requestId) == length;
  }

  void write(
      int session,
      long requestId,
      int crc,
      int length,
      long sequence,
      long timeMicros,
      byte code,
      int oversells,
      long linesPosition,
      int lineCount) {
    long offset = offset(session, requestId);
    entries.grownTo(offset);
    entries.putLong(offset + REQUEST_ID, requestId);
    entries.putLong(offset + SEQUENCE, sequence);
    entries.putLong(offset + TIME, timeMicros);
    entries.putLong(offset + LINES, linesPosition);
    entries.putInt(offset + CRC, crc);
    entries.putInt(offset + LENGTH, length);
    entries.putInt(offset + LINE_COUNT, lineCount);
    entries.putInt(offset + OVERSELLS, oversells);
    entries.putByte(offset + CODE, code);
    long contribution = contribution(session, offset);
    stateHash.replace(entries.getLong(offset + CONTRIBUTION), contribution);
    entries.putLong(offset + CONTRIBUTION, contribution);
  }

  /** Empties the window of a session that is dropped. */
  void clear(int session) {
    for (int place = 0; place < width; place++) {
      long offset = offset(session, place);
      if (entries.getLong(offset + REQUEST_ID) != 0) {
        stateHash.replace(entries.getLong(offset + CONTRIBUTION), 0);
        entries.putLong(offset + REQUEST_ID, 0);
        entries.putLong(offset + CONTRIBUTION, 0);
      }
    }
  }

  /** Request id at a place of the window; 0 = none. */
  long requestId(int session, int place) {
    return entries.getLong(offset(session, place) + REQUEST_ID);
  }

  int crc(int session, long requestId) {
    return entries.getInt(offset(session, requestId) + CRC);
  }

  int length(int session, long requestId) {
    return entries.getInt(offset(session, requestId) + LENGTH);
  }

  long sequence(int session, long requestId) {
    return entries.getLong(offset(session, requestId) + SEQUENCE);
  }

  long timeMicros(int session, long requestId) {
    return entries.getLong(offset(session, requestId) + TIME);
  }

  byte code(int session, long requestId) {
    return entries.getByte(offset(session, requestId) + CODE);
  }

  int oversells(int session, long requestId) {
    return entries.getInt(offset(session, requestId) + OVERSELLS);
  }

  long linesPosition(int session, long requestId) {
    return entries.getLong(offset(session, requestId) + LINES);
  }

  int lineCount(int session, long requestId) {
    return entries.getInt(offset(session, requestId) + LINE_COUNT);
  }

  /** What the window of a session adds to the state hash, from scratch. */
  long recomputeHash(int session) {
    long sum = 0;
    for (int place = 0; place < width; place++) {
      sum += contribution(session, offset(session, place));
    }
    return sum;
  }

  private long contribution(int session, long offset) {
    long requestId = entries.getLong(offset + REQUEST_ID);
    if (requestId == 0) {
      return 0;
    }
    long h = Hashing.mix(session, requestId);
    h = Hashing.mix(h, entries.getLong(offset + SEQUENCE));
    h = Hashing.mix(h, entries.getLong(offset + TIME));
    h = Hashing.mix(h, entries.getLong(offset + LINES));
    h = Hashing.mix(h, Hashing.pair(entries.getInt(offset + CRC), entries.getInt(offset + LENGTH)));
    int lineCount = entries.getInt(offset + LINE_COUNT);
    h = Hashing.mix(h, Hashing.pair(entries.getInt(offset + OVERSELLS), lineCount));
    return Hashing.mix(h, entries.getByte(offset + CODE));
  }

  /** Loads the entry at an offset. What it returns means nothing. */
  long touch(long offset) {
    return entries.getLong(offset);
  }

  /** Where the answer to a request is kept, in bytes. Loads nothing. */
  long offset(int session, long requestId) {
    // A division takes as long as all the rest of a look-up.
    long place = mask == 0 ? requestId % width : requestId & mask;
    return ((long) session * width + place) * ENTRY_LENGTH;
  }
}

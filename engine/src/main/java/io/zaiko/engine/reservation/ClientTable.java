package io.zaiko.engine.reservation;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.OffHeapMemory;
import io.zaiko.engine.memory.Region;
import io.zaiko.engine.memory.StateHash;
import io.zaiko.engine.stock.TextRef;
import java.util.function.IntConsumer;
import org.agrona.MutableDirectBuffer;

/**
 * The names that ever registered, with the session of each and, once that was dropped, the highest
 * request id it had used, so that a new session of the name never runs an old command again (rule
 * 21). When the table is full the name whose session was dropped longest ago is forgotten. Engine
 * thread only.
 */
final class ClientTable {
  static final int NONE = -1;

  private static final int RECORD_LENGTH = 128;
  private static final int NAME_HASH = 0;
  private static final int HIGHEST = 8;
  private static final int DROPPED = 16;
  private static final int SESSION = 24;
  private static final int PREVIOUS = 28;
  private static final int NEXT = 32;
  private static final int NAME_LENGTH = 36;
  private static final int NAME = 64;

  private final int capacity;
  private final Region records;
  private final HashIndex index;
  private final StateHash stateHash;
  private int neverUsed;
  private int firstDropped = NONE;
  private int lastDropped = NONE;
  private long drops;

  ClientTable(OffHeapMemory memory, int capacity, StateHash stateHash) {
    this.capacity = capacity;
    this.stateHash = stateHash;
    records = memory.allocate("clients", (long) capacity * RECORD_LENGTH);
    index = new HashIndex(memory, "client", capacity);
  }

  int find(TextRef name) {
    long hash = hash(name);
    for (int slot = index.first(hash); !index.isEmpty(slot); slot = index.next(slot)) {
      if (index.matches(slot, hash) && hasName(index.record(slot), name)) {
        return index.record(slot);
      }
    }
    return NONE;
  }

  /** Adds a name that is not there; forgets another one if there is no room. */
  int add(TextRef name) {
    int client = neverUsed < capacity ? neverUsed++ : forgetOldest();
    long offset = offset(client);
    records.putLong(offset + NAME_HASH, hash(name));
    records.putLong(offset + HIGHEST, 0);
    records.putLong(offset + DROPPED, 0);
    records.putInt(offset + SESSION, NONE);
    records.putByte(offset + NAME_LENGTH, (byte) name.length());
    records.putBytes(offset + NAME, name.buffer(), name.offset(), name.length());
    index.add(nameHash(client), client);
    stateHash.replace(0, contribution(client));
    return client;
  }

  /** Sessions ever dropped. */
  long drops() {
    return drops;
  }

  void restoreDrops(long newDrops) {
    drops = newDrops;
  }

  /** Visits those without a session, the one to be forgotten first at the beginning. */
  void forEachDropped(IntConsumer visitor) {
    for (int client = firstDropped; client != NONE; ) {
      visitor.accept(client);
      client = records.getInt(offset(client) + NEXT);
    }
  }

  /** The client's session was the n-th that was dropped; 0 = it has one. */
  long dropped(int client) {
    return records.getLong(offset(client) + DROPPED);
  }

  int copyName(int client, MutableDirectBuffer to, int offset) {
    int length = records.getByte(offset(client) + NAME_LENGTH);
    records.getBytes(offset(client) + NAME, to, offset, length);
    return length;
  }

  boolean hasRoom() {
    return neverUsed < capacity;
  }

  /** Adds a name as it was: with a session, or NONE; then it is forgotten after all others. */
  int restore(TextRef name, int session, long highest, long dropped) {
    int client = add(name);
    stateHash.replace(contribution(client), 0);
    records.putLong(offset(client) + HIGHEST, highest);
    records.putLong(offset(client) + DROPPED, dropped);
    records.putInt(offset(client) + SESSION, session);
    if (session == NONE) {
      linkDropped(client);
    }
    stateHash.replace(0, contribution(client));
    return client;
  }

  private int forgetOldest() {
    int client = firstDropped;
    stateHash.replace(contribution(client), 0);
    unlink(client);
    index.remove(nameHash(client), client);
    return client;
  }

  /** Session slot of a client, or NONE. */
  int session(int client) {
    return records.getInt(offset(client) + SESSION);
  }

  /** Highest request id of the sessions that the name had before; 0 = none. */
  long highestBefore(int client) {
    return records.getLong(offset(client) + HIGHEST);
  }

  void openSession(int client, int session) {
    stateHash.replace(contribution(client), 0);
    if (dropped(client) != 0) {
      unlink(client);
      records.putLong(offset(client) + DROPPED, 0);
    }
    records.putInt(offset(client) + SESSION, session);
    stateHash.replace(0, contribution(client));
  }

  void dropSession(int client, long highestRequestId) {
    stateHash.replace(contribution(client), 0);
    long offset = offset(client);
    records.putLong(offset + HIGHEST, highestRequestId);
    records.putLong(offset + DROPPED, ++drops);
    records.putInt(offset + SESSION, NONE);
    linkDropped(client);
    stateHash.replace(0, contribution(client));
  }

  private void linkDropped(int client) {
    records.putInt(offset(client) + PREVIOUS, lastDropped);
    records.putInt(offset(client) + NEXT, NONE);
    if (lastDropped == NONE) {
      firstDropped = client;
    } else {
      records.putInt(offset(lastDropped) + NEXT, client);
    }
    lastDropped = client;
  }

  private void unlink(int client) {
    int previous = records.getInt(offset(client) + PREVIOUS);
    int next = records.getInt(offset(client) + NEXT);
    if (previous == NONE) {
      firstDropped = next;
    } else {
      records.putInt(offset(previous) + NEXT, next);
    }
    if (next == NONE) {
      lastDropped = previous;
    } else {
      records.putInt(offset(next) + PREVIOUS, previous);
    }
  }

  /**
   * What the clients add to the state hash, from scratch. Every record below {@code neverUsed} is
   * in use.
   */
  long recomputeHash() {
    long sum = 0;
    for (int client = 0; client < neverUsed; client++) {
      sum += contribution(client);
    }
    return sum;
  }

  private long contribution(int client) {
    long offset = offset(client);
    long h = Hashing.mix(nameHash(client), records.getLong(offset + HIGHEST));
    h = Hashing.mix(h, dropped(client));
    return Hashing.mix(h, records.getInt(offset + SESSION));
  }

  private boolean hasName(int client, TextRef name) {
    int length = records.getByte(offset(client) + NAME_LENGTH);
    if (length != name.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (records.getByte(offset(client) + NAME + i) != name.buffer().getByte(name.offset() + i)) {
        return false;
      }
    }
    return true;
  }

  private long nameHash(int client) {
    return records.getLong(offset(client) + NAME_HASH);
  }

  private static long hash(TextRef name) {
    return Hashing.bytes(name.buffer(), name.offset(), name.length());
  }

  private static long offset(int client) {
    return (long) client * RECORD_LENGTH;
  }
}

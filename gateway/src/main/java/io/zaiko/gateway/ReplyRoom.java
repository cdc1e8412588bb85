package io.zaiko.gateway;

import org.agrona.BitUtil;

/**
 * The I/O thread's account of its reply ring: room is set aside for the largest possible reply
 * before a message is published, and given back once its reply was taken out of the ring.
 *
 * <p>The engine answers in the order of the command ring, so the messages that one I/O thread
 * published are answered in that thread's order, and a queue of their rooms is all it takes. Used
 * by one I/O thread.
 */
final class ReplyRoom {
  private final int[] rooms;
  private final int[] connections;
  private final int mask;
  private int free;
  private int answeredRoom;
  private long published;
  private long answered;

  /**
   * @param budget bytes that may be set aside at a time
   * @param maxInFlight messages that may await their reply at a time
   */
  ReplyRoom(int budget, int maxInFlight) {
    int capacity = BitUtil.findNextPositivePowerOfTwo(maxInFlight);
    this.rooms = new int[capacity];
    this.connections = new int[capacity];
    this.mask = capacity - 1;
    this.free = budget;
  }

  /** Sets room aside; false if there is not enough. */
  boolean take(int bytes) {
    if (bytes > free) {
      return false;
    }
    free -= bytes;
    return true;
  }

  /** Gives room back that was set aside for a message that was not published after all. */
  void putBack(int bytes) {
    free += bytes;
  }

  /** Notes that a message was published, and how much room its reply may take. */
  void onPublished(int connection, int bytes) {
    if (published - answered == rooms.length) {
      throw new IllegalStateException("more messages in flight than credits were granted");
    }
    int slot = (int) published & mask;
    rooms[slot] = bytes;
    connections[slot] = connection;
    published++;
  }

  /** Notes that the reply to the oldest message in flight was read from the ring. */
  void onAnswered(int connection, int bytes) {
    int slot = (int) answered & mask;
    if (published == answered || connections[slot] != connection || bytes > rooms[slot]) {
      throw new IllegalStateException(
          "a reply of %d bytes for connection %d, which expected none or a smaller one"
              .formatted(bytes, connection));
    }
    answeredRoom += rooms[slot];
    answered++;
  }

  /** Makes the room of all replies read so far usable again, once the ring has let go of them. */
  void onRingFreed() {
    free += answeredRoom;
    answeredRoom = 0;
  }

  /** Messages whose reply was not read yet. */
  long inFlight() {
    return published - answered;
  }

  /** Bytes that are not set aside. */
  int free() {
    return free;
  }
}

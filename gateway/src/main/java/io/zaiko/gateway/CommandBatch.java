package io.zaiko.gateway;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Messages of one socket read that are to go through the command ring, so that they enter it by one
 * claim: all of them, or a few at a time. Holds where they lie, not their bytes: a batch is
 * published before the memory of its read goes away. Used by one I/O thread.
 */
final class CommandBatch {
  /** Messages that one claim may cover. */
  static final int MOST_MESSAGES = 1024;

  /**
   * So few that the engine is at work on the first ones of a read while the others are looked at,
   * and so many that a claim and a wake-up are little for each.
   */
  static final int FEW_MESSAGES = 16;

  private final int loop;
  private final CommandRing ring;
  private final int mostSlots;
  private final int mostMessages;
  private final long[] addresses = new long[MOST_MESSAGES];
  private final int[] lengths = new int[MOST_MESSAGES];
  private final int[] rooms = new int[MOST_MESSAGES];
  private final boolean[] journaled = new boolean[MOST_MESSAGES];
  private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
  private int count;
  private int slots;

  /**
   * @param ringSlots slots of the ring; one claim takes at most half of them, unless a single
   *     message needs more
   * @param mostMessages of one claim, 1 to {@link #MOST_MESSAGES}
   */
  CommandBatch(int loop, CommandRing ring, int ringSlots, int mostMessages) {
    this.loop = loop;
    this.ring = ring;
    this.mostSlots = ringSlots / 2;
    this.mostMessages = mostMessages;
  }

  /** Whether a message of some length has no place in this batch any more. */
  boolean isFullFor(int length) {
    return count > 0 && (count == mostMessages || slots + ring.slotsFor(length) > mostSlots);
  }

  /**
   * Adds a message where it lies.
   *
   * @param room reply bytes set aside for it
   */
  void add(UnsafeBuffer buffer, int offset, int length, boolean isJournaled, int room) {
    addresses[count] = buffer.addressOffset() + offset;
    lengths[count] = length;
    journaled[count] = isJournaled;
    rooms[count] = room;
    slots += ring.slotsFor(length);
    count++;
  }

  /** Hands all messages to the engine; false if the ring has no room for them. */
  boolean publish(int connection, int generation) {
    long first = ring.claim(slots);
    if (first < 0) {
      return false;
    }
    try {
      long slot = first;
      for (int i = 0; i < count; i++) {
        slot =
            ring.write(slot, loop, connection, generation, journaled[i], message(i), 0, lengths[i]);
      }
    } finally {
      // Always: a claim that is never published stops the engine.
      ring.publish(first, slots);
    }
    return true;
  }

  /** Begins anew; the messages can be read until the next one is added. */
  void clear() {
    count = 0;
    slots = 0;
  }

  int count() {
    return count;
  }

  /** The n-th message, from 0 to its length; valid until the next call. */
  UnsafeBuffer message(int index) {
    message.wrap(addresses[index], lengths[index]);
    return message;
  }

  boolean isJournaled(int index) {
    return journaled[index];
  }

  /** Reply bytes set aside for the n-th message. */
  int room(int index) {
    return rooms[index];
  }
}

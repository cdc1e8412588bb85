package io.zaiko.gateway;

import org.agrona.DirectBuffer;

/**
 * What an I/O thread has put into the command ring and not yet shown to the engine. A message is
 * copied into the ring where it is found; the engine sees some of them at a time, and all of them
 * once {@link #publish} is called, which no turn of the thread may leave out: what lies behind an
 * unpublished message waits for it, whoever it is from. Used by one I/O thread.
 */
final class CommandBatch {
  /** Messages that are shown at a time, where a batch costs a force of the device. */
  static final int MOST_MESSAGES = 1024;

  /**
   * So few that the engine is at work on the first ones of a read while the others are looked at,
   * and so many that a wake-up is little for each.
   */
  static final int FEW_MESSAGES = 16;

  private final int loop;
  private final CommandRing ring;
  private final int mostSlots;
  private final int mostMessages;
  private long begin;
  private long end;
  private int count;

  /**
   * @param ringSlots slots of the ring; at most half of them stay unpublished
   * @param mostMessages shown at a time, 1 to {@link #MOST_MESSAGES}
   */
  CommandBatch(int loop, CommandRing ring, int ringSlots, int mostMessages) {
    this.loop = loop;
    this.ring = ring;
    this.mostSlots = ringSlots / 2;
    this.mostMessages = mostMessages;
  }

  /** Adds a message of a connection; false if the ring has no room for it. */
  boolean add(
      Connection connection, DirectBuffer buffer, int offset, int length, boolean isJournaled) {
    int slots = ring.slotsFor(length);
    if (count == mostMessages || (count > 0 && end - begin + slots > mostSlots)) {
      publish();
    }
    long slot = ring.claim(slots);
    if (slot < 0) {
      return false;
    }
    if (count > 0 && slot != end) {
      publish(); // what lies between is another thread's
    }
    begin = count == 0 ? slot : begin;
    end = slot + slots;
    count++;
    ring.write(
        slot,
        loop,
        connection.index(),
        connection.generation(),
        isJournaled,
        buffer,
        offset,
        length);
    return true;
  }

  /** Shows the engine all that was added. */
  void publish() {
    if (count > 0) {
      count = 0;
      ring.publish(begin, (int) (end - begin));
    }
  }
}

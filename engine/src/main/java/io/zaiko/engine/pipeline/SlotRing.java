package io.zaiko.engine.pipeline;

import com.lmax.disruptor.DataProvider;
import io.zaiko.protocol.Protocol;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of the ring: slots of 256 bytes in one off-heap buffer. A message takes consecutive
 * slots, the first of which begins with a header:
 *
 * <pre>
 *   0        4      8            12           16        20     24
 *   | length | loop | connection | generation | journaled |    | message ...
 * </pre>
 *
 * <p>Behind the last slot there is room for the rest of the longest message, so that one that
 * starts in the last slots lies in one piece; the slots at the start of the ring that it has
 * claimed stay unused in that round. A length of zero means that nothing was written to a claimed
 * slot.
 *
 * <p>Knows nothing of who may write which slot when; that is the sequencer's business.
 */
final class SlotRing implements DataProvider<SlotRing> {
  static final int SLOT_LENGTH = 256;

  /** So that the longest message fits into half of the ring. */
  static final int MIN_SLOTS = 1024;

  static final int MAX_SLOTS = 1 << 20;

  private static final int LENGTH = 0;
  private static final int LOOP = 4;
  private static final int CONNECTION = 8;
  private static final int GENERATION = 12;
  private static final int JOURNALED = 16;
  private static final int HEADER_LENGTH = 24;

  private final int slots;
  private final UnsafeBuffer buffer;

  /**
   * @param slots a power of two, 1,024 to 1,048,576
   */
  SlotRing(int slots) {
    if (slots < MIN_SLOTS || slots > MAX_SLOTS || Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException(
          "The ring has "
              + slots
              + " slots, but must have a power of two from "
              + MIN_SLOTS
              + " to "
              + MAX_SLOTS);
    }
    this.slots = slots;
    int slack = slotsFor(Protocol.MAX_MESSAGE_LENGTH) * SLOT_LENGTH;
    buffer =
        new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(slots * SLOT_LENGTH + slack, SLOT_LENGTH));
  }

  static int slotsFor(int messageLength) {
    return (HEADER_LENGTH + messageLength + SLOT_LENGTH - 1) / SLOT_LENGTH;
  }

  int slots() {
    return slots;
  }

  private int at(long slot) {
    return ((int) slot & (slots - 1)) * SLOT_LENGTH;
  }

  void clear(long slot) {
    buffer.putInt(at(slot) + LENGTH, 0);
  }

  void write(
      long slot,
      int loop,
      int connection,
      int generation,
      boolean journaled,
      DirectBuffer source,
      int offset,
      int length) {
    int at = at(slot);
    buffer.putInt(at + LOOP, loop);
    buffer.putInt(at + CONNECTION, connection);
    buffer.putInt(at + GENERATION, generation);
    buffer.putInt(at + JOURNALED, journaled ? 1 : 0);
    buffer.putBytes(at + HEADER_LENGTH, source, offset, length);
    buffer.putInt(at + LENGTH, length);
  }

  /** The ring itself, whatever the slot: there is no object per slot. */
  @Override
  public SlotRing get(long slot) {
    return this;
  }

  DirectBuffer buffer() {
    return buffer;
  }

  /** Length of the message that starts in a slot; 0 if none does. */
  int length(long slot) {
    return buffer.getInt(at(slot) + LENGTH);
  }

  int messageOffset(long slot) {
    return at(slot) + HEADER_LENGTH;
  }

  int loop(long slot) {
    return buffer.getInt(at(slot) + LOOP);
  }

  int connection(long slot) {
    return buffer.getInt(at(slot) + CONNECTION);
  }

  int generation(long slot) {
    return buffer.getInt(at(slot) + GENERATION);
  }

  boolean isJournaled(long slot) {
    return buffer.getInt(at(slot) + JOURNALED) != 0;
  }
}

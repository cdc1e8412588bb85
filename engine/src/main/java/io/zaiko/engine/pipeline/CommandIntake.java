package io.zaiko.engine.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.Sequencer;
import io.zaiko.protocol.Protocol;
import org.agrona.DirectBuffer;

/**
 * The ring's entrance. One claim takes the slots for everything that a socket read brought:
 *
 * <pre>
 *   long first = intake.claim(slots);      // or -1: answer OVERLOADED
 *   long slot = first;
 *   try {
 *     slot = intake.write(slot, ...);      // once per message
 *   } finally {
 *     intake.publish(first, slots);        // always: an unpublished claim stops the engine
 *   }
 * </pre>
 *
 * <p>Any thread may use it; it never blocks and allocates nothing.
 */
public final class CommandIntake {
  /** Bytes of a slot, header included. */
  public static final int SLOT_LENGTH = SlotRing.SLOT_LENGTH;

  private static final long FULL = -1;

  private final SlotRing ring;
  private final Sequencer sequencer;

  CommandIntake(SlotRing ring, Sequencer sequencer) {
    this.ring = ring;
    this.sequencer = sequencer;
  }

  /**
   * Number of consecutive slots that a message takes.
   *
   * @param messageLength in bytes, 1 to {@link Protocol#MAX_MESSAGE_LENGTH}
   */
  public static int slotsFor(int messageLength) {
    if (messageLength < 1 || messageLength > Protocol.MAX_MESSAGE_LENGTH) {
      throw new IllegalArgumentException("A message of " + messageLength + " bytes");
    }
    return SlotRing.slotsFor(messageLength);
  }

  /**
   * Claims consecutive slots.
   *
   * @param slots 1 to the slots of the ring
   * @return the first of them, or -1 if that many are not free now
   */
  public long claim(int slots) {
    long first;
    try {
      first = sequencer.tryNext(slots) - slots + 1;
    } catch (InsufficientCapacityException e) {
      return FULL;
    }
    for (int i = 0; i < slots; i++) {
      ring.clear(first + i);
    }
    return first;
  }

  /**
   * Writes a message to claimed slots.
   *
   * @param slot the first slot of the claim that is still free
   * @param loop connection and generation come back with the reply; the engine does not look at
   *     them
   * @param journaled true for a command, false for a query that reads between commands
   * @return the next free slot of the claim
   */
  public long write(
      long slot,
      int loop,
      int connection,
      int generation,
      boolean journaled,
      DirectBuffer source,
      int offset,
      int length) {
    long next = slot + slotsFor(length);
    ring.write(slot, loop, connection, generation, journaled, source, offset, length);
    return next;
  }

  /** Hands all slots of a claim to the engine. Slots that were not written are passed over. */
  public void publish(long first, int slots) {
    sequencer.publish(first, first + slots - 1);
  }
}

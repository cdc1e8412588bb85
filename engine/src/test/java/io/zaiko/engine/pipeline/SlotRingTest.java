package io.zaiko.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.Protocol;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class SlotRingTest {
  private static final int SLOTS = 1024;

  private final SlotRing ring = new SlotRing(SLOTS);

  private static UnsafeBuffer message(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + 1);
    }
    return new UnsafeBuffer(bytes);
  }

  private void assertHolds(long slot, UnsafeBuffer message) {
    assertEquals(message.capacity(), ring.length(slot));
    UnsafeBuffer found = new UnsafeBuffer(new byte[message.capacity()]);
    ring.buffer().getBytes(ring.messageOffset(slot), found, 0, found.capacity());
    assertEquals(message, found);
  }

  @Test
  void shouldCountTheSlotsOfAMessage() {
    assertEquals(256, CommandIntake.SLOT_LENGTH);
    assertEquals(1, CommandIntake.slotsFor(1));
    assertEquals(1, CommandIntake.slotsFor(232));
    assertEquals(2, CommandIntake.slotsFor(233));
    assertEquals(2, CommandIntake.slotsFor(488));
    assertEquals(3, CommandIntake.slotsFor(489));
    assertEquals(257, CommandIntake.slotsFor(Protocol.MAX_MESSAGE_LENGTH));
    assertThrows(IllegalArgumentException.class, () -> CommandIntake.slotsFor(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> CommandIntake.slotsFor(Protocol.MAX_MESSAGE_LENGTH + 1));
  }

  @Test
  void shouldKeepWhatBelongsToAMessage() {
    UnsafeBuffer message = message(100);
    ring.write(5, 3, 1_000_000, -7, true, message, 10, 90);
    assertEquals(3, ring.loop(5));
    assertEquals(1_000_000, ring.connection(5));
    assertEquals(-7, ring.generation(5));
    assertTrue(ring.isJournaled(5));
    assertHolds(5, new UnsafeBuffer(message, 10, 90));
    ring.write(5 + SLOTS, 4, 2, 1, false, message, 0, 100);
    assertEquals(4, ring.loop(5));
    assertFalse(ring.isJournaled(5));
    ring.clear(5);
    assertEquals(0, ring.length(5 + SLOTS));
  }

  @Test
  void shouldHoldTheLongestMessageInOnePieceWhereverItStarts() {
    UnsafeBuffer longest = message(Protocol.MAX_MESSAGE_LENGTH);
    UnsafeBuffer first = message(232);
    for (long slot = SLOTS - 300; slot < SLOTS; slot++) {
      ring.write(slot - 1, 0, 0, 0, true, first, 0, 232);
      ring.write(slot, 0, 0, 0, true, longest, 0, longest.capacity());
      assertHolds(slot, longest);
      assertHolds(slot - 1, first);
    }
  }

  @Test
  void shouldRefuseSizesThatAreNoPowerOfTwoOrOutOfRange() {
    for (int slots : new int[] {-1, 0, 512, 1000, 1025, 1 << 21}) {
      assertThrows(IllegalArgumentException.class, () -> new SlotRing(slots), "" + slots);
    }
  }
}

package io.zaiko.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ReplyRingTest {
  private static final int CAPACITY = 256 * 1024;
  private static final int LONGEST = 8 * 1024;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ReplyRing ring = new ReplyRing(CAPACITY, channel.eventLoop());
  private final UnsafeBuffer reply = new UnsafeBuffer(new byte[LONGEST]);

  @Test
  void shouldCarryRouteAndReply() {
    reply.putLong(100, 42);
    ring.write(3, 7, reply, 100, 8);

    int count =
        ring.read(
            (type, buffer, offset, length) -> {
              assertEquals(3, buffer.getInt(offset));
              assertEquals(7, buffer.getInt(offset + 4));
              assertEquals(ReplyRing.ROUTE_LENGTH + 8, length);
              assertEquals(42, buffer.getLong(offset + ReplyRing.ROUTE_LENGTH));
            });

    assertEquals(1, count);
  }

  /** Nothing but padding lies before the reply that did not fit at the end of the memory. */
  @Test
  void shouldReadWhatFollowsTheUnusedEndOfItsMemory() {
    int length = 1_000;
    for (int written = 0; written < 3 * CAPACITY; written += length) {
      ring.write(1, 1, reply, 0, length);
      assertEquals(1, ring.read((type, buffer, offset, size) -> {}), "behind " + written);
    }
  }

  /** The promise that the engine's thread relies on: what was set aside can be written. */
  @Test
  void shouldAlwaysHaveRoomForWhatWasSetAside() {
    int refused = 0;
    for (long seed = 1; seed <= 20; seed++) {
      try {
        refused += fillAndDrain(seed);
      } catch (IllegalStateException e) {
        throw new AssertionError("with seed " + seed, e);
      }
    }
    assertTrue(refused > 0, "the budget was used up at times");
  }

  /** Sets aside, writes and reads at random; returns how often the budget was used up. */
  private int fillAndDrain(long seed) {
    Random random = new Random(seed);
    ReplyRing ring = new ReplyRing(CAPACITY, channel.eventLoop());
    ReplyRoom room = new ReplyRoom(ring.budget(LONGEST), 16_384);
    Deque<Integer> published = new ArrayDeque<>();
    int refused = 0;
    for (int step = 0; step < 20_000; step++) {
      int bound = random.nextInt(4) == 0 ? LONGEST : 40 + random.nextInt(200);
      int space = ReplyRing.spaceFor(bound);
      if (room.take(space)) {
        room.onPublished(5, space);
        published.add(bound);
      } else {
        refused++;
      }
      if (random.nextInt(300) == 0 || room.free() < LONGEST / 2) {
        answerSome(ring, published, random);
        ring.read(
            (type, buffer, offset, length) ->
                room.onAnswered(
                    buffer.getInt(offset), ReplyRing.spaceFor(length - ReplyRing.ROUTE_LENGTH)));
        room.onRingFreed();
      }
    }
    return refused;
  }

  /** Answers some of what is in flight: all in full length, all short, or a mix. */
  private void answerSome(ReplyRing ring, Deque<Integer> published, Random random) {
    int mode = random.nextInt(3);
    int count = random.nextInt(3) == 0 ? published.size() : random.nextInt(published.size() + 1);
    for (int i = 0; i < count; i++) {
      int bound = published.poll();
      boolean full = mode == 0 || (mode == 1 && random.nextBoolean());
      ring.write(5, 1, reply, 0, full ? bound : 32);
    }
  }

  @Test
  void shouldNotWriteWhereNoRoomWasSetAside() {
    assertThrows(
        IllegalStateException.class,
        () -> {
          for (int i = 0; i <= CAPACITY / LONGEST; i++) {
            ring.write(1, 1, reply, 0, LONGEST);
          }
        });
  }

  @Test
  void shouldWakeItsReaderOncePerBatch() {
    int[] wakes = {0};
    ring.onReplies(() -> wakes[0]++);

    ring.wake();
    channel.runPendingTasks();
    assertEquals(0, wakes[0], "nothing was written");

    ring.write(1, 1, reply, 0, 8);
    ring.write(1, 1, reply, 0, 8);
    ring.wake();
    ring.write(1, 1, reply, 0, 8);
    ring.wake();
    channel.runPendingTasks();
    assertEquals(1, wakes[0], "two batches before the reader came to it");

    ring.write(1, 1, reply, 0, 8);
    ring.wake();
    channel.runPendingTasks();
    assertEquals(2, wakes[0]);
  }

  @Test
  void shouldRefuseARingThatIsTooSmallForItsReplies() {
    ReplyRing small = new ReplyRing(32 * 1024, channel.eventLoop());

    GatewayException refused = assertThrows(GatewayException.class, () -> small.budget(LONGEST));

    assertEquals(
        "A reply ring of 32768 bytes is too small for replies of 8192 bytes: make it 131072 bytes"
            + " or more",
        refused.getMessage());
  }

  @Test
  void shouldGiveRoomBackOnlyAfterTheRingLetGo() {
    ReplyRoom room = new ReplyRoom(100, 4);
    assertTrue(room.take(60));
    assertFalse(room.take(60));
    room.onPublished(1, 60);

    room.onAnswered(1, 40);
    assertFalse(room.take(60));
    room.onRingFreed();
    assertTrue(room.take(100));
  }

  @Test
  void shouldNoticeAReplyThatNobodyExpects() {
    ReplyRoom room = new ReplyRoom(1000, 4);
    assertThrows(IllegalStateException.class, () -> room.onAnswered(1, 8));
    assertTrue(room.take(64));
    room.onPublished(1, 64);
    assertThrows(IllegalStateException.class, () -> room.onAnswered(2, 8), "another connection's");
    assertThrows(
        IllegalStateException.class, () -> room.onAnswered(1, 72), "longer than set aside");
    room.onAnswered(1, 64);
    assertEquals(0, room.inFlight());
  }
}

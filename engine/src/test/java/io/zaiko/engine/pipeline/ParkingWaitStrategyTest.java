package io.zaiko.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.MultiProducerSequencer;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParkingWaitStrategyTest {
  private static final long AN_HOUR_MS = TimeUnit.HOURS.toMillis(1);
  private static final long YIELD_NANOS = 50_000;
  private static final int SLOTS = 64;
  private static final int HAND_OVERS = 10_000;
  private static final int MOST_TURNS = 1_000;

  /** Each hand-over comes at about the time when the other falls asleep, for up to an hour. */
  @ParameterizedTest
  @ValueSource(longs = {0, YIELD_NANOS})
  @Timeout(60)
  void shouldLoseNoWakeUp(long yieldNanos) {
    MultiProducerSequencer sequencer = sequencer(yieldNanos, AN_HOUR_MS);
    AtomicLong handled = new AtomicLong(-1);
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () -> {
              SequenceBarrier barrier = sequencer.newBarrier();
              for (long next = 0; next < HAND_OVERS; next++) {
                handled.set(waitFor(barrier, next));
              }
            });
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (long next = 0; next < HAND_OVERS; next++) {
      for (int turns = random.nextInt(MOST_TURNS); turns > 0; turns--) {
        Thread.onSpinWait();
      }
      sequencer.publish(sequencer.next());
      while (handled.get() < next && !waiting.isDone()) {
        assertFalse(Thread.interrupted(), "a wake-up was lost");
        Thread.onSpinWait();
      }
    }
    waiting.join();
    assertEquals(HAND_OVERS - 1, handled.get());
  }

  private static long waitFor(SequenceBarrier barrier, long sequence) {
    try {
      long available = barrier.waitFor(sequence);
      while (available < sequence) {
        // Claimed, but not published yet.
        available = barrier.waitFor(sequence);
      }
      return available;
    } catch (AlertException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, YIELD_NANOS})
  void shouldSayWhenNothingCame(long yieldNanos) {
    SequenceBarrier barrier = sequencer(yieldNanos, 1).newBarrier();
    assertThrows(TimeoutException.class, () -> barrier.waitFor(0));
  }

  @Test
  @Timeout(120)
  void shouldWakeWhoSleepsToBeHalted() {
    SequenceBarrier barrier = sequencer(0, AN_HOUR_MS).newBarrier();
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () -> assertThrows(AlertException.class, () -> barrier.waitFor(0)));
    barrier.alert();
    waiting.join();
  }

  private static MultiProducerSequencer sequencer(long yieldNanos, long timeoutMs) {
    return new MultiProducerSequencer(SLOTS, new ParkingWaitStrategy(yieldNanos, timeoutMs));
  }
}

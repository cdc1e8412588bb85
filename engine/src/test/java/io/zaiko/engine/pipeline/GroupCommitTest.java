package io.zaiko.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.journal.CommandJournal;
import io.zaiko.engine.journal.DocumentScan;
import io.zaiko.engine.recovery.Replayed;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 27 at {@code disk}: how commands share forces. Forces are counted; nothing is timed. */
final class GroupCommitTest {
  private static final int SLOTS = 1_024;
  private static final int PATIENCE_SECONDS = 30;

  private final HandlerFixture fixture = new HandlerFixture(false);
  private final SlowDevice journal = new SlowDevice();
  private final RecordingSink sink = new RecordingSink();
  private EnginePipeline pipeline;

  @BeforeEach
  void start() {
    fixture.stock(1_000_000);
    Replayed replayed = fixture.replay();
    pipeline =
        new EnginePipeline(
            replayed.dispatcher(),
            journal,
            true,
            replayed.position(),
            EngineClock.system(replayed.position().timeMicros()),
            sink,
            SLOTS,
            WaitMode.BLOCKING);
    pipeline.start();
  }

  @AfterEach
  void halt() {
    journal.mayReturn.release(SLOTS);
    pipeline.halt();
    fixture.close();
  }

  private void publish() {
    DirectBuffer message = fixture.messages.receive(0, 0, 1, 1);
    CommandIntake intake = pipeline.intake();
    int slots = CommandIntake.slotsFor(message.capacity());
    long first = intake.claim(slots);
    assertTrue(first >= 0, "the ring is full");
    intake.write(first, 0, 0, 1, true, message, 0, message.capacity());
    intake.publish(first, slots);
  }

  @Test
  void shouldForceOneWaitingCommandAtOnce() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    sink.onReply(answered::countDown);
    journal.mayReturn.release();
    publish();
    // No other command comes, so if it waited for company it would wait for ever.
    assertTrue(answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "not answered");
    assertEquals(1, journal.forces.get());
  }

  @Test
  void shouldForceOnceForAllThatComeDuringAForce() throws InterruptedException {
    publish();
    journal.awaitForce();
    for (int i = 0; i < 1_000; i++) {
      publish();
    }
    assertEquals(0, sink.replies().size());
    journal.mayReturn.release();
    journal.awaitForce();
    // The first was answered before the others are on the device; they all are in the second force.
    assertEquals(1, sink.replies().size());
    journal.mayReturn.release();
    pipeline.drain();
    assertEquals(1_001, sink.replies().size());
    assertEquals(2, journal.forces.get());
  }

  /** Forces that return when the test lets them. */
  private final class SlowDevice implements CommandJournal {
    final AtomicInteger forces = new AtomicInteger();
    final Semaphore mayReturn = new Semaphore(0);
    private final Semaphore begun = new Semaphore(0);

    void awaitForce() throws InterruptedException {
      assertTrue(begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "no force was begun");
    }

    @Override
    public void append(DirectBuffer document, int offset, int length) {
      fixture.journal.append(document, offset, length);
    }

    @Override
    public void force() {
      forces.incrementAndGet();
      begun.release();
      mayReturn.acquireUninterruptibly();
    }

    @Override
    public DocumentScan scan() {
      return fixture.journal.scan();
    }

    @Override
    public void close() {}
  }
}

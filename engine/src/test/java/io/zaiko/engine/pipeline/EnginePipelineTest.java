package io.zaiko.engine.pipeline;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.journal.BatchReader;
import io.zaiko.engine.pipeline.RecordingSink.Reply;
import io.zaiko.engine.recovery.Replayed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ring and business thread together, with real threads and clocks. */
final class EnginePipelineTest {
  private static final int SLOTS = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HandlerFixture fixture = new HandlerFixture(false);
  private final Messages messages = fixture.messages;
  private final RecordingSink sink = new RecordingSink();
  private EnginePipeline pipeline;

  @AfterEach
  void tearDown() {
    if (pipeline != null) {
      pipeline.halt();
    }
    fixture.close();
  }

  /** A pipeline on a journal that holds a session and stock. */
  private CommandIntake pipeline(WaitMode waitMode) {
    fixture.stock(1_000_000);
    Replayed replayed = fixture.replay();
    pipeline =
        new EnginePipeline(
            replayed.dispatcher(),
            fixture.journal,
            false,
            replayed.position(),
            EngineClock.system(replayed.position().timeMicros()),
            sink,
            SLOTS,
            waitMode);
    return pipeline.intake();
  }

  private static boolean publish(
      CommandIntake intake, int connection, boolean journaled, List<? extends DirectBuffer> all) {
    int slots = all.stream().mapToInt(one -> CommandIntake.slotsFor(one.capacity())).sum();
    long first = intake.claim(slots);
    if (first < 0) {
      return false;
    }
    long slot = first;
    for (DirectBuffer one : all) {
      slot = intake.write(slot, 0, connection, 1, journaled, one, 0, one.capacity());
    }
    intake.publish(first, slots);
    return true;
  }

  private static boolean publish(CommandIntake intake, DirectBuffer message) {
    return publish(intake, 0, true, List.of(message));
  }

  @ParameterizedTest
  @EnumSource(WaitMode.class)
  void shouldAnswerAllThatWasPublished(WaitMode waitMode) {
    CommandIntake intake = pipeline(waitMode);
    pipeline.start();
    for (int i = 0; i < 100; i++) {
      assertTrue(
          publish(
              intake,
              i,
              true,
              List.of(messages.receive(0, 0, 1, 1), messages.receive(0, 0, 1, 1))));
    }
    pipeline.drain();
    assertEquals(200, sink.replies().size());
    for (int i = 0; i < 200; i++) {
      Reply reply = sink.replies().get(i);
      assertEquals("OK", reply.text());
      assertEquals(i / 2, reply.connection());
    }
  }

  @ParameterizedTest
  @EnumSource(WaitMode.class)
  void shouldTickWhenNothingComes(WaitMode waitMode) {
    // Rule 15.
    CommandIntake intake = pipeline(waitMode);
    pipeline.start();
    assertTrue(publish(intake, messages.reserve("r", 0, 0, 1, 1_000)));
    pipeline.drain();
    long sequence = sink.last().sequence();
    await().atMost(PATIENCE).until(() -> lastSequence() > sequence);
    assertTrue(publish(intake, 0, false, List.of(messages.reservationQuery("r"))));
    pipeline.drain();
    assertEquals("OK EXPIRED", sink.last().text());
  }

  private long lastSequence() {
    try (BatchReader reader = new BatchReader(fixture.journal.scan())) {
      while (reader.nextBatch()) {
        // To the end.
      }
      return reader.lastSequence();
    }
  }

  @Test
  void shouldTakeFromManyThreadsAndKeepTheOrderOfEach() throws InterruptedException {
    CommandIntake intake = pipeline(WaitMode.BLOCKING);
    pipeline.start();
    int threads = 3;
    int each = 2_000;
    List<List<UnsafeBuffer>> commands = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      List<UnsafeBuffer> own = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        own.add(messages.receive(0, 0, 1, 1 + (thread + i) % 50));
      }
      commands.add(own);
    }
    CountDownLatch done = new CountDownLatch(threads);
    for (int thread = 0; thread < threads; thread++) {
      int connection = thread;
      new Thread(
              () -> {
                for (UnsafeBuffer command : commands.get(connection)) {
                  while (!publish(intake, connection, true, List.of(command))) {
                    Thread.onSpinWait();
                  }
                }
                done.countDown();
              })
          .start();
    }
    assertTrue(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    pipeline.drain();
    for (int thread = 0; thread < threads; thread++) {
      int connection = thread;
      List<Reply> own =
          sink.replies().stream().filter(reply -> reply.connection() == connection).toList();
      assertEquals(each, own.size());
      for (int i = 1; i < each; i++) {
        assertTrue(own.get(i).sequence() > own.get(i - 1).sequence());
      }
    }
    assertEquals(threads * each, sink.replies().size());
    assertJournalHolds(threads * each);
  }

  private void assertJournalHolds(int commands) {
    try (Replayed replayed = fixture.replay()) {
      assertEquals(5 + commands, replayed.records());
    }
  }

  @Test
  void shouldCarryMessagesOfAnyLengthOverTheEndOfTheRing() {
    CommandIntake intake = pipeline(WaitMode.BLOCKING);
    pipeline.start();
    long seed = 42;
    SplittableRandom random = new SplittableRandom(seed);
    List<UnsafeBuffer> sent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      UnsafeBuffer message = messages.receive(0, 0, 1 + i % 9, 1 + random.nextInt(256));
      sent.add(message);
      while (!publish(intake, message)) {
        Thread.onSpinWait();
      }
    }
    pipeline.drain();
    assertEquals(1_000, sink.replies().size());
    List<UnsafeBuffer> journaled = new ArrayList<>();
    try (BatchReader reader = new BatchReader(fixture.journal.scan())) {
      while (reader.nextBatch()) {
        while (reader.nextCommand()) {
          UnsafeBuffer copy = new UnsafeBuffer(new byte[reader.length()]);
          copy.putBytes(0, reader.buffer(), reader.offset(), reader.length());
          journaled.add(copy);
        }
      }
    }
    assertEquals(sent, journaled.subList(5, journaled.size()), "seed " + seed);
  }

  @Test
  void shouldAnswerMinusOneWhenTheRingIsFull() {
    CommandIntake intake = pipeline(WaitMode.BLOCKING);
    List<UnsafeBuffer> ten = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ten.add(messages.receive(0, 0, 1, 1));
    }
    int published = 0;
    while (publish(intake, 0, true, ten)) {
      published++;
    }
    assertEquals(SLOTS / 10, published);
    assertEquals(-1, intake.claim(SLOTS));
    assertTrue(publish(intake, messages.receive(0, 0, 1, 1)));
    pipeline.start();
    pipeline.drain();
    assertEquals(10 * published + 1, sink.replies().size());
    long first = intake.claim(SLOTS);
    assertEquals(10 * published + 1, first);
    intake.publish(first, SLOTS);
    pipeline.drain();
    assertEquals(10 * published + 1, sink.replies().size());
    assertFalse(pipeline.failed().isDone());
  }

  @Test
  void shouldStopForGoodWhenAnythingIsThrown() {
    CommandIntake intake = pipeline(WaitMode.BLOCKING);
    pipeline.start();
    assertTrue(publish(intake, messages.receive(0, 0, 1, 1)));
    pipeline.drain();
    assertEquals(1, sink.replies().size());
    long sequence = lastSequence();
    IllegalStateException failure = new IllegalStateException("no journal");
    fixture.journal.failWith(failure);
    assertTrue(publish(intake, messages.receive(0, 0, 1, 1)));
    assertSame(failure, pipeline.failed().join());
    fixture.journal.failWith(null);
    assertTrue(publish(intake, messages.receive(0, 0, 1, 1)));
    pipeline.drain();
    pipeline.halt();
    assertEquals(1, sink.replies().size());
    assertEquals(sequence, lastSequence());
  }

  @Test
  void shouldStopForGoodWhenASinkThrows() {
    CommandIntake intake = pipeline(WaitMode.BLOCKING);
    IllegalStateException failure = new IllegalStateException("no sink");
    sink.onReply(
        () -> {
          throw failure;
        });
    pipeline.start();
    assertTrue(publish(intake, messages.receive(0, 0, 1, 1)));
    assertSame(failure, pipeline.failed().join());
    pipeline.drain();
    assertTrue(publish(intake, messages.receive(0, 0, 1, 1)));
    pipeline.halt();
    assertEquals(1, sink.replies().size());
  }

  @Test
  void shouldHaltBeforeItWasStarted() {
    pipeline(WaitMode.BLOCKING);
    pipeline.halt();
    assertFalse(pipeline.failed().isDone());
    assertEquals(SLOTS, pipeline.ringSlots());
  }
}

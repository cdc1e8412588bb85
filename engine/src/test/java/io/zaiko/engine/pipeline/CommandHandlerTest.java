package io.zaiko.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.engine.journal.BatchReader;
import io.zaiko.engine.pipeline.RecordingSink.Reply;
import io.zaiko.engine.recovery.Replayed;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.TickDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the business thread does with a batch. */
final class CommandHandlerTest {
  private static final long SECOND = 1_000_000;

  private HandlerFixture engine = new HandlerFixture(false);
  private final Messages messages = engine.messages;

  @AfterEach
  void tearDown() {
    engine.close();
  }

  private int documents() {
    return engine.journal.documents().size();
  }

  private boolean lastBatchIsATick() {
    try (BatchReader reader = new BatchReader(engine.journal.scan())) {
      int template = -1;
      int count = 0;
      while (reader.nextBatch()) {
        count = 0;
        while (reader.nextCommand()) {
          template = new MessageHeaderDecoder().wrap(reader.buffer(), reader.offset()).templateId();
          count++;
        }
      }
      return count == 1 && template == TickDecoder.TEMPLATE_ID;
    }
  }

  @Test
  void shouldAnswerInOrderWithQueriesAtTheirPlace() {
    engine.stock(10);
    engine.query(messages.reservationQuery("r"));
    engine.command(messages.reserve("r", 0, 0, 1, SECOND));
    engine.query(messages.reservationQuery("r"));
    engine.command(messages.release("r"));
    engine.query(messages.reservationQuery("r"));
    engine.process();
    assertEquals(
        List.of("UNKNOWN_RESERVATION null", "OK", "OK HELD", "OK", "OK RELEASED"),
        engine.sink.replies().stream()
            .map(reply -> reply.text().replace("NULL_VAL", "null"))
            .toList());
    for (Reply reply : engine.sink.replies()) {
      assertEquals(1, reply.loop());
      assertEquals(7, reply.connection());
      assertEquals(9, reply.generation());
    }
  }

  @Test
  void shouldStampOneTimePerBatch() {
    // Rule 25: stamped as a command enters the journal.
    engine.stock(10);
    engine.pass(3 * SECOND);
    for (int i = 0; i < 5; i++) {
      engine.command(messages.receive(0, 0, 1, 1));
    }
    engine.process();
    long first = engine.sink.replies().get(0).timeMicros();
    assertEquals(HandlerFixture.START_MICROS + 3 * SECOND, first);
    assertTrue(engine.sink.replies().stream().allMatch(reply -> reply.timeMicros() == first));
    engine.pass(SECOND);
    engine.execute(messages.receive(0, 0, 1, 1));
    assertEquals(first + SECOND, engine.sink.last().timeMicros());
  }

  @Test
  void shouldJournalOneDocumentPerBatchAndWakeOnce() {
    engine.stock(10);
    int before = documents();
    int batches = engine.sink.batches();
    for (int i = 0; i < 50; i++) {
      engine.command(messages.receive(0, 0, 1, 1));
    }
    engine.process();
    assertEquals(before + 1, documents());
    assertEquals(batches + 1, engine.sink.batches());
  }

  @Test
  void shouldNotJournalQueries() {
    engine.stock(10);
    int before = documents();
    long hash = engine.dispatcher.stateHash();
    engine.query(messages.reservationQuery("r"));
    engine.query(messages.reservationQuery("r"));
    engine.process();
    assertEquals(2, engine.sink.replies().size());
    assertEquals(before, documents());
    assertEquals(hash, engine.dispatcher.stateHash());
  }

  @Test
  void shouldNeitherApplyNorAnswerWhatIsNotJournaled() {
    // Rule 27: nothing is visible or answered before it is durable.
    engine.stock(10);
    long hash = engine.dispatcher.stateHash();
    IllegalStateException failure = new IllegalStateException("no journal");
    engine.journal.failWith(failure);
    engine.command(messages.receive(0, 0, 1, 1));
    assertSame(failure, assertThrows(IllegalStateException.class, engine::process));
    assertEquals(List.of(), engine.sink.replies());
    assertEquals(hash, engine.dispatcher.stateHash());
  }

  @Test
  void shouldForceEachBatchOnceAtDisk() {
    engine.stock(10);
    assertEquals(0, engine.journal.forces());
    engine.close();
    engine = new HandlerFixture(true);
    engine.stock(10);
    int before = engine.journal.forces();
    assertEquals(documents() - 1, before);
    engine.command(engine.messages.receive(0, 0, 1, 1));
    engine.command(engine.messages.receive(0, 0, 1, 1));
    engine.process();
    engine.query(engine.messages.reservationQuery("r"));
    engine.process();
    assertEquals(before + 1, engine.journal.forces());
  }

  @Test
  void shouldShowABatchToReadersBeforeItsRepliesLeave() {
    // A client that has its reply and then asks must find its own write.
    engine.stock(10);
    AvailabilityReader reader = engine.dispatcher.newReader();
    List<Long> seen = new ArrayList<>();
    engine.sink.onReply(
        () -> {
          reader.readPosition();
          seen.add(reader.sequence());
        });
    for (int i = 0; i < 3; i++) {
      engine.command(messages.receive(0, 0, 1, 1));
    }
    engine.process();
    long last = engine.sink.last().sequence();
    assertEquals(List.of(last, last, last), seen);
  }

  @Test
  void shouldSplitWhatDoesNotFitIntoOneDocument() {
    engine.stock(10);
    int before = documents();
    int each = messages.receive(0, 0, 1, 256).capacity();
    int count = 300_000 / each + 1;
    for (int i = 0; i < count; i++) {
      engine.command(messages.receive(0, 0, 1, 256));
    }
    engine.process();
    assertEquals(before + 2, documents());
    assertEquals(Collections.nCopies(count, "OK"), engine.sink.takeTexts());
    try (Replayed replayed = engine.replay()) {
      assertEquals(engine.dispatcher.stateHash(), replayed.dispatcher().stateHash());
    }
  }

  @Test
  void shouldHandOverEarlyWhatExceedsTheStage() {
    engine.stock(1_000);
    for (int sku = 1; sku < 256; sku++) {
      engine.command(messages.defineSku("sku-" + (sku + 1), ""));
    }
    engine.process();
    for (int sku = 0; sku < 256; sku++) {
      engine.command(messages.receive(sku, 0, 10, 1));
    }
    engine.command(messages.reserveEach("big", 0, 256, 0, 1, 60 * SECOND));
    engine.process();
    engine.sink.takeTexts();
    for (int i = 0; i < 200; i++) {
      engine.query(messages.reservationQuery("big"));
    }
    engine.command(messages.release("big"));
    engine.query(messages.reservationQuery("big"));
    engine.process();
    List<String> texts = engine.sink.takeTexts();
    assertEquals(Collections.nCopies(200, "OK HELD"), texts.subList(0, 200));
    assertEquals(List.of("OK", "OK RELEASED"), texts.subList(200, 202));
  }

  @Test
  void shouldPassOverSlotsThatWereNotWritten() {
    engine.stock(10);
    engine.leaveSlot();
    engine.command(messages.receive(0, 0, 1, 1));
    engine.leaveSlot();
    engine.leaveSlot();
    engine.command(messages.receive(0, 0, 1, 1));
    engine.leaveSlot();
    engine.process();
    assertEquals(List.of("OK", "OK"), engine.sink.takeTexts());
    int batches = engine.sink.batches();
    engine.leaveSlot();
    engine.process();
    assertEquals(batches, engine.sink.batches());
  }

  @Test
  void shouldTakeALongMessageWhoseSlotsComeInSeveralBatches() {
    engine.stock(10);
    UnsafeBuffer longMessage = messages.receive(0, 0, 1, 100);
    int slots = SlotRing.slotsFor(longMessage.capacity());
    assertTrue(slots > 3);
    engine.command(longMessage);
    engine.command(messages.receive(0, 0, 1, 1));
    engine.processUpTo(1);
    assertEquals(List.of("OK"), engine.sink.takeTexts());
    engine.processUpTo(1);
    engine.processUpTo(slots - 2);
    assertEquals(List.of(), engine.sink.takeTexts());
    engine.processUpTo(1);
    assertEquals(List.of("OK"), engine.sink.takeTexts());
  }

  @Test
  void shouldTickWhenSomethingIsDueAndNothingComes() {
    // Rule 15: when something is due and the journal is idle, a TICK is journaled.
    engine.stock(10);
    engine.execute(messages.reserve("r", 0, 0, 1, SECOND));
    int before = documents();
    engine.pass(SECOND - 1);
    engine.handler.onTimeout(0);
    assertEquals(before, documents());
    engine.pass(1);
    engine.handler.onTimeout(0);
    assertEquals(before + 1, documents());
    assertTrue(lastBatchIsATick());
    engine.handler.onTimeout(0);
    assertEquals(before + 1, documents());
    engine.sink.takeTexts();
    engine.query(messages.reservationQuery("r"));
    engine.process();
    assertEquals("OK EXPIRED", engine.sink.last().text());
    assertEquals(1, engine.sink.replies().size());
  }

  @Test
  void shouldTickUnderAStreamOfQueries() {
    engine.stock(10);
    engine.execute(messages.reserve("r", 0, 0, 1, SECOND));
    engine.query(messages.reservationQuery("r"));
    engine.process();
    assertEquals("OK HELD", engine.sink.last().text());
    int before = documents();
    engine.pass(SECOND);
    engine.query(messages.reservationQuery("r"));
    engine.process();
    assertEquals("OK EXPIRED", engine.sink.last().text());
    assertEquals(before + 1, documents());
    assertTrue(lastBatchIsATick());
  }

  @Test
  void shouldLeaveAJournalThatLeadsToTheSameState() {
    // Rule 26.
    engine.stock(1_000);
    for (int i = 0; i < 300; i++) {
      engine.pass(i * 1_000L);
      engine.command(messages.reserve("r" + i, 0, 0, 1 + i % 5, SECOND));
      if (i % 3 == 0) {
        engine.command(messages.release("r" + (i / 2)));
      }
      if (i % 7 == 0) {
        engine.process();
        engine.handler.onTimeout(0);
      }
    }
    engine.process();
    try (Replayed replayed = engine.replay()) {
      assertNotEquals(0, replayed.dispatcher().stateHash());
      assertEquals(engine.dispatcher.stateHash(), replayed.dispatcher().stateHash());
      assertEquals(
          engine.dispatcher.engine().sequence(), replayed.dispatcher().engine().sequence());
      assertEquals(documents(), replayed.digestsChecked());
    }
  }
}

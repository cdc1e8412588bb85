package io.zaiko.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much is on the wire, and what happens to what is too much. */
class FlowControlTest {
  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();

  /** Commands that the server got and has not answered. */
  private final LinkedBlockingQueue<Heard> held = new LinkedBlockingQueue<>();

  @AfterEach
  void closeServer() {
    server.close();
  }

  private void holdCommands() {
    server.script(message -> message.isCommand() && held.add(message));
  }

  private Heard nextHeld() throws InterruptedException {
    Heard next = held.poll(30, TimeUnit.SECONDS);
    assertTrue(next != null, "a command was expected on the wire");
    return next;
  }

  /** A round trip of a question: what the client could send before it, it has sent. */
  private static void settle(ZaikoClient zaiko) {
    Answers.of(zaiko.stock("tea", "shibuya"));
  }

  @Test
  void shouldNeverHaveMoreCommandsInFlightThanTheServerGrants() {
    int credits = 4;
    AtomicInteger most = new AtomicInteger();
    replies.credits(credits);
    server.script(
        message -> {
          if (!message.isCommand()) {
            return false;
          }
          held.add(message);
          most.accumulateAndGet(held.size(), Math::max);
          while (held.size() == credits) {
            replies.answer(held.remove());
          }
          return true;
        });
    try (ZaikoClient zaiko = server.client()) {
      List<CompletableFuture<CommandAnswer>> futures = new ArrayList<>();
      for (int i = 0; i < 1_001; i++) {
        futures.add(zaiko.commit("R-" + i));
      }
      // One answer for each further command: all but the last credits - 1 are answered.
      Answers.of(futures.subList(0, 1_001 - (credits - 1)));
      assertEquals(credits, most.get());
      settle(zaiko);
      assertEquals(credits - 1, held.size());
    }
  }

  @Test
  void shouldSpendACreditOnAReservationQuestionAsItGoesThroughThePipeline() throws Exception {
    replies.credits(2);
    server.script(
        message ->
            (message.isCommand() || message.shape() == MessageShape.RESERVATION_QUERY)
                && held.add(message));
    try (ZaikoClient zaiko = server.client()) {
      CompletableFuture<CommandAnswer> first = zaiko.commit("R-1");
      CompletableFuture<ReservationAnswer> second = zaiko.reservation("no-such");
      CompletableFuture<CommandAnswer> third = zaiko.commit("R-3");
      Heard command = nextHeld();
      Heard question = nextHeld();
      settle(zaiko);
      assertEquals(0, held.size(), "no credit is left for the third");

      replies.answer(question);
      Answers.of(second);
      replies.answer(nextHeld());
      Answers.of(third);
      replies.answer(command);
      Answers.of(first);
    }
  }

  @Test
  void shouldNotRunAheadOfAnUnansweredCommandFurtherThanTheServerRemembers() throws Exception {
    int window = 8;
    replies.requestWindow(window);
    holdCommands();
    try (ZaikoClient zaiko = ZaikoClient.connect(server.clientConfig().build())) {
      List<CompletableFuture<CommandAnswer>> futures = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        futures.add(zaiko.commit("R-" + i));
      }
      Heard oldest = nextHeld();
      for (int i = 1; i < window; i++) {
        replies.answer(nextHeld());
      }
      Answers.of(futures.subList(1, window));
      settle(zaiko);
      assertEquals(0, held.size(), "id " + (window + 1) + " would push out id 1");

      replies.answer(oldest);
      Answers.of(futures.get(0));
      assertEquals(window + 1, nextHeld().requestId());
    }
  }

  @Test
  void shouldFailAtOnceWhatExceedsMaxInFlight() throws Exception {
    holdCommands();
    try (ZaikoClient zaiko = ZaikoClient.connect(server.clientConfig().maxInFlight(2).build())) {
      CompletableFuture<CommandAnswer> first = zaiko.commit("R-1");
      CompletableFuture<CommandAnswer> second = zaiko.commit("R-2");

      CompletableFuture<CommandAnswer> third = zaiko.commit("R-3");
      assertTrue(third.isCompletedExceptionally());
      ZaikoClientFullException failure = Answers.failure(ZaikoClientFullException.class, third);
      assertFalse(failure.outcomeUnknown());

      replies.answer(nextHeld());
      Answers.of(first);
      await().until(() -> !zaiko.commit("R-4").isCompletedExceptionally());
      replies.answer(nextHeld());
      Answers.of(second);
    }
  }

  @Test
  void shouldLetTheCallerWaitForRoomIfToldSo() throws Exception {
    holdCommands();
    ZaikoClientConfig config = server.clientConfig().maxInFlight(1).blockWhenFull(true).build();
    try (ZaikoClient zaiko = ZaikoClient.connect(config)) {
      CompletableFuture<CommandAnswer> first = zaiko.commit("R-1");
      Heard firstHeld = nextHeld();
      LinkedBlockingQueue<CompletableFuture<CommandAnswer>> second = new LinkedBlockingQueue<>();
      Thread caller = new Thread(() -> second.add(zaiko.commit("R-2")));
      caller.start();
      await().until(() -> caller.getState() == Thread.State.WAITING);
      assertTrue(second.isEmpty());

      replies.answer(firstHeld);
      Answers.of(first);
      replies.answer(nextHeld());
      Answers.of(second.poll(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void shouldNeverLetACallbackWaitForRoom() throws Exception {
    holdCommands();
    ZaikoClientConfig config = server.clientConfig().maxInFlight(2).blockWhenFull(true).build();
    try (ZaikoClient zaiko = ZaikoClient.connect(config)) {
      CompletableFuture<CommandAnswer> tooMuch =
          zaiko
              .commit("R-1")
              .thenCompose(
                  unused -> {
                    CompletableFuture<CommandAnswer> second = zaiko.commit("R-2");
                    return second.isDone() ? second : zaiko.commit("R-3");
                  });
      Heard first = nextHeld();
      CompletableFuture<CommandAnswer> blocker = zaiko.commit("R-0");
      replies.answer(first);
      Answers.failure(ZaikoClientFullException.class, tooMuch);
      assertFalse(blocker.isDone());
    }
  }

  @Test
  void shouldRunAChainOfCallbacksInTheRoomOfOne() {
    try (ZaikoClient zaiko = ZaikoClient.connect(server.clientConfig().maxInFlight(1).build())) {
      CompletableFuture<CommandAnswer> chain = zaiko.commit("R-0");
      for (int i = 1; i < 50; i++) {
        String id = "R-" + i;
        chain = chain.thenCompose(unused -> zaiko.commit(id));
      }
      assertEquals(50, Answers.of(chain).requestId());
    }
  }

  @Test
  void shouldNotSendWhatWasCancelledInTime() throws Exception {
    replies.credits(1);
    holdCommands();
    try (ZaikoClient zaiko = server.client()) {
      CompletableFuture<CommandAnswer> first = zaiko.commit("R-1");
      CompletableFuture<CommandAnswer> second = zaiko.commit("R-2");
      CompletableFuture<CommandAnswer> third = zaiko.commit("R-3");
      Heard firstHeld = nextHeld();
      assertTrue(second.cancel(false));
      replies.answer(firstHeld);
      Answers.of(first);

      Heard next = nextHeld();
      assertEquals("R-3", next.texts().get(0));
      assertEquals(2, next.requestId(), "the cancelled one used up no id");
      replies.answer(next);
      Answers.of(third);
    }
  }
}

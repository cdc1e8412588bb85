package io.zaiko.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a client, its threads, and clients of several connections. */
class CloseTest {
  private final FakeServer server = new FakeServer();

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void shouldFailWhatIsUnansweredAndSayWhatMayHaveBeenDone() {
    server.replies().credits(1);
    server.script(message -> message.isCommand() || message.shape() == MessageShape.STOCK_QUERY);
    ZaikoClient zaiko = server.client();
    CompletableFuture<CommandAnswer> sent = zaiko.commit("R-1");
    CompletableFuture<CommandAnswer> waiting = zaiko.commit("R-2");
    CompletableFuture<StockAnswer> question = zaiko.stock("tea", "shibuya");
    await().until(() -> server.commands().size() == 1);

    zaiko.close();
    zaiko.close();

    assertTrue(Answers.failure(ZaikoUnreachableException.class, sent).outcomeUnknown());
    assertFalse(Answers.failure(ZaikoUnreachableException.class, waiting).outcomeUnknown());
    assertFalse(Answers.failure(ZaikoUnreachableException.class, question).outcomeUnknown());
  }

  @Test
  void shouldFailWhatComesAfterTheEnd() {
    ZaikoClient zaiko = server.client();
    zaiko.close();
    Answers.failure(ZaikoUnreachableException.class, zaiko.commit("R-1"));
    Answers.failure(ZaikoUnreachableException.class, zaiko.stock("tea", "shibuya"));
  }

  @Test
  void shouldFailWhatWaitsToBeSentAgainWhenOverloaded() {
    server.script(
        message -> {
          FakeReplies replies = server.replies();
          if (message.isCommand()) {
            message.peer().send(replies.reply(message, ResultCode.OVERLOADED));
          } else if (message.shape() == MessageShape.STOCK_QUERY) {
            message.peer().send(replies.error(message, ResultCode.OVERLOADED, ""));
          }
          return message.isCommand() || message.shape() == MessageShape.STOCK_QUERY;
        });
    ZaikoClientConfig config =
        server.clientConfig().overloadRetries(5, Duration.ofSeconds(5)).build();
    ZaikoClient zaiko = ZaikoClient.connect(config);
    CompletableFuture<CommandAnswer> command = zaiko.commit("R-1");
    CompletableFuture<StockAnswer> question = zaiko.stock("tea", "shibuya");
    await().until(() -> zaiko.statistics().overloaded() == 2);
    zaiko.close();
    assertFalse(Answers.failure(ZaikoUnreachableException.class, command).outcomeUnknown());
    Answers.failure(ZaikoUnreachableException.class, question);
  }

  @Test
  void shouldFailWhatWaitsForAConnection() {
    ZaikoClient zaiko = server.client();
    server.script(
        message -> {
          message.peer().drop();
          return true;
        });
    server.peers().get(0).drop();
    await().until(() -> zaiko.statistics().connectionsLost() > 0);
    CompletableFuture<CommandAnswer> waiting = zaiko.commit("R-1");
    zaiko.close();
    assertFalse(Answers.failure(ZaikoUnreachableException.class, waiting).outcomeUnknown());
  }

  @Test
  void shouldLetACallerGoWhoWaitsForRoom() throws InterruptedException {
    server.script(Heard::isCommand);
    ZaikoClientConfig config = server.clientConfig().maxInFlight(1).blockWhenFull(true).build();
    ZaikoClient zaiko = ZaikoClient.connect(config);
    CompletableFuture<CommandAnswer> first = zaiko.commit("R-1");
    AtomicReference<CompletableFuture<CommandAnswer>> second = new AtomicReference<>();
    Thread caller = new Thread(() -> second.set(zaiko.commit("R-2")));
    caller.start();
    await().until(() -> caller.getState() == Thread.State.WAITING);
    zaiko.close();
    caller.join();
    Answers.failure(ZaikoUnreachableException.class, first);
    Answers.failure(ZaikoUnreachableException.class, second.get());
  }

  @Test
  void shouldCloseFromACallback() {
    ZaikoClient zaiko = server.client();
    CompletableFuture<Void> closed = zaiko.commit("R-1").thenAccept(answer -> zaiko.close());
    Answers.of(closed);
    Answers.failure(ZaikoUnreachableException.class, zaiko.commit("R-2"));
  }

  @Test
  void shouldCompleteFuturesOnItsEventLoop() {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    server.script(
        message -> {
          if (message.isCommand()) {
            awaitLatch(mayAnswer);
          }
          return false;
        });
    try (ZaikoClient zaiko = server.client()) {
      CompletableFuture<String> thread =
          zaiko.commit("R-1").thenApply(answer -> Thread.currentThread().getName());
      mayAnswer.countDown();
      assertTrue(Answers.of(thread).startsWith("zaiko-client"));
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldSurviveACallbackThatThrows() {
    try (ZaikoClient zaiko = server.client()) {
      CompletableFuture<Object> broken =
          zaiko
              .commit("R-1")
              .thenApply(
                  answer -> {
                    throw new IllegalArgumentException("the caller's own mistake");
                  });
      Answers.failure(IllegalArgumentException.class, broken);
      assertTrue(Answers.of(zaiko.commit("R-2")).ok());
      assertEquals(0, zaiko.statistics().connectionsLost());
    }
  }

  @Test
  void shouldKeepAThreadsCommandsOnOneConnection() throws InterruptedException {
    int threads = 12;
    int each = 200;
    ZaikoClientConfig config = server.clientConfig().clientName("pool").connections(3).build();
    try (ZaikoClient zaiko = ZaikoClient.connect(config)) {
      List<Thread> callers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String name = "T" + t;
        callers.add(new Thread(() -> Answers.of(commitMany(zaiko, name, each))));
      }
      callers.forEach(Thread::start);
      for (Thread caller : callers) {
        caller.join();
      }
      assertEquals(3, server.peers().size());
      Set<FakeServer.Peer> used = new HashSet<>();
      for (int t = 0; t < threads; t++) {
        String prefix = "T" + t + "-";
        List<Heard> own = server.heard(m -> m.isCommand() && m.texts().get(0).startsWith(prefix));
        assertEquals(each, own.size());
        for (int i = 0; i < each; i++) {
          assertEquals(prefix + i, own.get(i).texts().get(0));
          assertEquals(own.get(0).peer(), own.get(i).peer());
        }
        used.add(own.get(0).peer());
      }
      assertTrue(used.size() > 1);
      assertEquals((long) threads * each, zaiko.statistics().commandsSent());
      Set<String> names = new HashSet<>();
      server
          .heard(m -> m.shape() == MessageShape.REGISTER)
          .forEach(m -> names.add(m.texts().get(0)));
      assertTrue(Set.of("pool", "pool~1", "pool~2").containsAll(names));
    }
  }

  private static List<CompletableFuture<CommandAnswer>> commitMany(
      ZaikoClient zaiko, String name, int count) {
    List<CompletableFuture<CommandAnswer>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      futures.add(zaiko.commit(name + "-" + i));
    }
    return futures;
  }
}

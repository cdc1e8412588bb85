package io.zaiko.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No answer in time: what the caller is told, and what a repeat does (rule 21). */
class TimeoutTest {
  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();
  private final LinkedBlockingQueue<Heard> held = new LinkedBlockingQueue<>();

  @AfterEach
  void closeServer() {
    server.close();
  }

  /** A client that waits long enough for a loaded machine to answer, and not longer. */
  private ZaikoClient patientClient() {
    return client(Duration.ofSeconds(1));
  }

  private ZaikoClient client() {
    return client(Duration.ofMillis(200));
  }

  private ZaikoClient client(Duration requestTimeout) {
    return ZaikoClient.connect(
        server
            .clientConfig()
            .clientName("till")
            .requestTimeout(requestTimeout)
            .reconnectDelay(Duration.ofMillis(1), Duration.ofMillis(5))
            .build());
  }

  private void holdCommands() {
    server.script(message -> message.isCommand() && held.add(message));
  }

  private void answerAsUsual() {
    server.script(message -> false);
  }

  @Test
  void shouldSayThatTheOutcomeOfACommandIsUnknown() {
    holdCommands();
    try (ZaikoClient zaiko = client()) {
      ZaikoTimeoutException failure =
          Answers.failure(ZaikoTimeoutException.class, zaiko.commit("R-1"));
      assertTrue(failure.outcomeUnknown());
      assertEquals(replies.session("till"), failure.session());
      assertEquals(1, failure.requestId());
      assertTrue(failure.getMessage().contains("unknown"), failure.getMessage());
      assertEquals(1, zaiko.statistics().timedOut());
    }
  }

  @Test
  void shouldSayThatACommandWasNeverSentForWantOfCredit() {
    replies.credits(1);
    holdCommands();
    try (ZaikoClient zaiko = client()) {
      CompletableFuture<CommandAnswer> sent = zaiko.commit("R-1");
      ZaikoTimeoutException failure =
          Answers.failure(ZaikoTimeoutException.class, zaiko.commit("R-2"));
      assertFalse(failure.outcomeUnknown());
      assertTrue(failure.getMessage().contains("was not sent"), failure.getMessage());
      Answers.failure(ZaikoTimeoutException.class, sent);
      assertEquals(1, server.commands().size());
    }
  }

  @Test
  void shouldSayThatACommandWasNeverSentForWantOfAConnection() {
    try (ZaikoClient zaiko = client()) {
      hangUpOnEverybody();
      await().until(() -> zaiko.statistics().connectionsLost() > 0);
      ZaikoUnreachableException failure =
          Answers.failure(ZaikoUnreachableException.class, zaiko.commit("R-1"));
      assertFalse(failure.outcomeUnknown());
      assertTrue(failure.getMessage().contains("was not sent"), failure.getMessage());
    }
  }

  @Test
  void shouldSayThatACommandSentBeforeTheConnectionBrokeMayHaveBeenExecuted() {
    server.script(
        message -> {
          if (message.isCommand()) {
            hangUpOnEverybody();
          }
          return message.isCommand();
        });
    try (ZaikoClient zaiko = client()) {
      ZaikoTimeoutException failure =
          Answers.failure(ZaikoTimeoutException.class, zaiko.commit("R-1"));
      assertTrue(failure.outcomeUnknown());
      assertTrue(failure.getMessage().contains("there is no connection"), failure.getMessage());
    }
  }

  private void hangUpOnEverybody() {
    server.script(
        message -> {
          message.peer().drop();
          return true;
        });
    server.peers().forEach(FakeServer.Peer::drop);
  }

  @Test
  void shouldTellThatAQuestionWasNotAnswered() {
    server.script(message -> message.shape() == MessageShape.STOCK_QUERY);
    try (ZaikoClient zaiko = client()) {
      ZaikoTimeoutException failure =
          Answers.failure(ZaikoTimeoutException.class, zaiko.stock("tea", "shibuya"));
      assertFalse(failure.outcomeUnknown());
      assertTrue(failure.getMessage().contains("SKU tea at shibuya"), failure.getMessage());
      assertThrows(IllegalArgumentException.class, () -> zaiko.retry(failure));
    }
  }

  @Test
  void shouldGiveBackTheCreditOfACommandAnsweredTooLate() {
    replies.credits(1);
    holdCommands();
    try (ZaikoClient zaiko = patientClient()) {
      Answers.failure(ZaikoTimeoutException.class, zaiko.commit("R-1"));
      answerAsUsual();
      replies.answer(held.remove());
      assertEquals(2, Answers.of(zaiko.commit("R-2")).requestId());
      assertEquals(0, zaiko.statistics().strayAnswers());
    }
  }

  @Test
  void shouldGiveTheLateAnswerToARetry() {
    holdCommands();
    try (ZaikoClient zaiko = patientClient()) {
      ZaikoTimeoutException failure =
          Answers.failure(ZaikoTimeoutException.class, zaiko.commit("R-1"));
      CompletableFuture<CommandAnswer> retried = zaiko.retry(failure);
      settle(zaiko);
      replies.answer(held.remove());
      assertEquals(1, Answers.of(retried).requestId());
      assertEquals(1, server.commands().size(), "it was under way already");
    }
  }

  @Test
  void shouldSendARetryAsItWasOnAnotherConnection() {
    holdCommands();
    try (ZaikoClient zaiko = patientClient()) {
      ZaikoTimeoutException failure =
          Answers.failure(ZaikoTimeoutException.class, zaiko.reserve(Answers.reserve(1)));
      replies.define("tea", "shibuya");
      answerAsUsual();
      server.peers().get(0).drop();
      Answers.of(zaiko.stock("tea", "shibuya")); // handles are known from now on

      assertEquals(ResultCode.OK, Answers.of(zaiko.retry(failure)).code());
      List<Heard> sendings = server.commands();
      assertTrue(sendings.get(0).sameBytes(sendings.get(1)));
      assertEquals(2, Answers.of(zaiko.commit("R-1")).requestId());
    }
  }

  @Test
  void shouldNotSendARetryInAnotherSession() {
    holdCommands();
    try (ZaikoClient zaiko = patientClient()) {
      ZaikoTimeoutException failure =
          Answers.failure(ZaikoTimeoutException.class, zaiko.commit("R-1"));
      replies.dropSessions(1);
      answerAsUsual();
      server.peers().get(0).drop();
      await().until(() -> zaiko.statistics().connectionsLost() == 1);
      Answers.of(zaiko.commit("R-2"));

      Answers.failure(ZaikoOutcomeUnknownException.class, zaiko.retry(failure));
      assertEquals(2, server.commands().size());
    }
  }

  @Test
  void shouldNotRetryWhatIsNotItsOwn() {
    holdCommands();
    try (ZaikoClient one = client();
        ZaikoClient other = server.client()) {
      ZaikoTimeoutException failure =
          Answers.failure(ZaikoTimeoutException.class, one.commit("R-1"));
      assertThrows(IllegalArgumentException.class, () -> other.retry(failure));
    }
  }

  /** A round trip of a question: what the client could send before it, it has sent. */
  private static void settle(ZaikoClient zaiko) {
    Answers.of(zaiko.stock("tea", "shibuya"));
  }
}

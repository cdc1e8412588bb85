package io.zaiko.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.RegisterDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connection breaks with commands on the wire: rule 21 as the client sees it. */
class ReconnectTest {
  private static final int COUNT = 10;

  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();

  @AfterEach
  void closeServer() {
    server.close();
  }

  private ZaikoClient client() {
    return ZaikoClient.connect(
        server
            .clientConfig()
            .clientName("till")
            .reconnectDelay(Duration.ofMillis(1), Duration.ofMillis(20))
            .overloadRetries(2, Duration.ofMillis(1))
            .build());
  }

  /**
   * On the first connection the server answers the first {@code answered} commands; when it has got
   * COUNT of them something happens to the world, and then to the connection. On later connections
   * it answers as {@code then} says.
   */
  private void breakOff(
      int answered, Runnable world, Consumer<Heard> connection, FakeServer.Script then) {
    server.script(
        message -> {
          if (message.peer() != server.peers().get(0)) {
            return then.handle(message);
          }
          if (!message.isCommand()) {
            return false;
          }
          int number = server.commands().size();
          if (number <= answered) {
            return false;
          }
          if (number == COUNT) {
            world.run();
            connection.accept(message);
          }
          return true;
        });
  }

  private static void drop(Heard message) {
    message.peer().drop();
  }

  private static List<CompletableFuture<CommandAnswer>> sendAll(ZaikoClient zaiko) {
    List<CompletableFuture<CommandAnswer>> futures = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      futures.add(zaiko.reserve(Answers.reserve(i)));
    }
    return futures;
  }

  @Test
  void shouldSendUnansweredCommandsAgainAsTheyWereAndInOrder() {
    int answered = 4;
    breakOff(answered, () -> {}, ReconnectTest::drop, message -> false);
    try (ZaikoClient zaiko = client()) {
      for (CommandAnswer answer : Answers.of(sendAll(zaiko))) {
        assertEquals(ResultCode.OK, answer.code());
      }
      assertEquals(COUNT + 1, Answers.of(zaiko.commit("R-0")).requestId());

      List<Heard> commands = server.commands();
      for (int i = answered; i < COUNT; i++) {
        Heard again = commands.get(COUNT + i - answered);
        assertEquals(server.peers().get(1), again.peer());
        assertTrue(commands.get(i).sameBytes(again), i + " must be sent again as it was");
      }
      List<Heard> registers = server.heard(RegisterDecoder.TEMPLATE_ID);
      assertEquals(2, registers.size());
      assertEquals(registers.get(0).texts(), registers.get(1).texts());
      assertEquals(COUNT - answered, zaiko.statistics().repeated());
      assertEquals(1, zaiko.statistics().connectionsLost());
    }
  }

  @Test
  void shouldKeepTheOrderWhenThereIsLessRoomOnTheNewConnection() {
    breakOff(0, () -> replies.credits(2), ReconnectTest::drop, message -> false);
    try (ZaikoClient zaiko = client()) {
      Answers.of(sendAll(zaiko));
      List<Heard> again = server.commands().subList(COUNT, 2 * COUNT);
      for (int i = 0; i < COUNT; i++) {
        assertEquals(i + 1, again.get(i).requestId());
      }
    }
  }

  @Test
  void shouldFailCommandsOfADroppedSessionAsUnknown() {
    int answered = 3;
    breakOff(answered, () -> replies.dropSessions(COUNT), ReconnectTest::drop, message -> false);
    try (ZaikoClient zaiko = client()) {
      List<CompletableFuture<CommandAnswer>> futures = sendAll(zaiko);
      Answers.of(futures.subList(0, answered));
      for (CompletableFuture<CommandAnswer> future : futures.subList(answered, COUNT)) {
        ZaikoOutcomeUnknownException failure =
            Answers.failure(ZaikoOutcomeUnknownException.class, future);
        assertTrue(failure.outcomeUnknown());
        assertTrue(failure.getMessage().contains("dropped the session"), failure.getMessage());
      }
      CommandAnswer next = Answers.of(zaiko.commit("R-0"));
      assertEquals(COUNT + 1, next.requestId());
      assertEquals(replies.session("till"), next.session());
      assertEquals(COUNT + 1, server.commands().size(), "none of them was sent again");
    }
  }

  @Test
  void shouldFailCommandsAsUnknownWhenAnotherJournalIsServedEvenUnderTheSameSessionNumber() {
    breakOff(0, () -> replies.journal(new JournalId(7, 7)), ReconnectTest::drop, message -> false);
    try (ZaikoClient zaiko = client()) {
      for (CompletableFuture<CommandAnswer> future : sendAll(zaiko)) {
        ZaikoOutcomeUnknownException failure =
            Answers.failure(ZaikoOutcomeUnknownException.class, future);
        assertTrue(failure.getMessage().contains("another journal"), failure.getMessage());
      }
      assertEquals(new JournalId(7, 7), zaiko.journal());
    }
  }

  @Test
  void shouldForgetHandlesOfAnotherJournal() {
    replies.define("tea", "shibuya");
    try (ZaikoClient zaiko = client()) {
      Answers.of(zaiko.stock("tea", "shibuya"));
      Answers.of(zaiko.reserve(Answers.reserve(1)));
      replies.journal(new JournalId(7, 7));
      server.peers().get(0).drop();
      await().until(() -> zaiko.statistics().connectionsLost() == 1);
      Answers.of(zaiko.reserve(Answers.reserve(2)));

      List<Heard> commands = server.commands();
      assertEquals(List.of(), commands.get(0).codes());
      Heard last = commands.get(commands.size() - 1);
      assertEquals(List.of("tea", "shibuya"), last.codes());
    }
  }

  @Test
  void shouldKeepHandlesOfTheSameJournal() {
    replies.define("tea", "shibuya");
    try (ZaikoClient zaiko = client()) {
      Answers.of(zaiko.stock("tea", "shibuya"));
      server.peers().get(0).drop();
      Answers.of(zaiko.stock("tea", "shibuya"));
      List<Heard> questions = server.heard(m -> m.shape() == MessageShape.STOCK_QUERY);
      assertEquals(List.of(), questions.get(questions.size() - 1).codes());
    }
  }

  @Test
  void shouldFailARepeatWhoseIdIsForgottenAsUnknown() {
    breakOff(
        0,
        () -> {},
        ReconnectTest::drop,
        message -> {
          boolean first = message.isCommand() && message.requestId() == 1;
          if (first) {
            message.peer().send(replies.reply(message, ResultCode.REQUEST_TOO_OLD));
          }
          return first;
        });
    try (ZaikoClient zaiko = client()) {
      List<CompletableFuture<CommandAnswer>> futures = sendAll(zaiko);
      Answers.failure(ZaikoOutcomeUnknownException.class, futures.get(0));
      Answers.of(futures.subList(1, COUNT));
    }
  }

  @Test
  void shouldNotTakeOverloadedForTheOutcomeOfARepeat() {
    breakOff(
        0,
        () -> {},
        ReconnectTest::drop,
        message -> {
          boolean first = message.isCommand() && message.requestId() == 1;
          if (first) {
            message.peer().send(replies.reply(message, ResultCode.OVERLOADED));
          }
          return first;
        });
    try (ZaikoClient zaiko = client()) {
      List<CompletableFuture<CommandAnswer>> futures = sendAll(zaiko);
      ZaikoOutcomeUnknownException failure =
          Answers.failure(ZaikoOutcomeUnknownException.class, futures.get(0));
      assertTrue(failure.getMessage().contains("OVERLOADED"), failure.getMessage());
      Answers.of(futures.subList(1, COUNT));
    }
  }

  @Test
  void shouldTakeARefusalOfARepeatForItsOutcome() {
    breakOff(
        0,
        () -> {},
        ReconnectTest::drop,
        message -> {
          if (message.isCommand()) {
            message.peer().send(replies.reply(message, ResultCode.INSUFFICIENT, true, List.of()));
          }
          return message.isCommand();
        });
    try (ZaikoClient zaiko = client()) {
      for (CommandAnswer answer : Answers.of(sendAll(zaiko))) {
        assertEquals(ResultCode.INSUFFICIENT, answer.code());
        assertTrue(answer.repeated());
      }
    }
  }

  @Test
  void shouldAskUnansweredQuestionsAgain() {
    replies.define("tea", "shibuya");
    server.script(
        message -> {
          boolean first = message.peer() == server.peers().get(0);
          if (first && message.shape() == MessageShape.BASKET_QUERY) {
            message.peer().drop();
            return true;
          }
          return first && message.shape() != null; // all but HELLO wait for an answer
        });
    try (ZaikoClient zaiko = client()) {
      CompletableFuture<StockAnswer> stock = zaiko.stock("tea", "shibuya");
      CompletableFuture<ReservationAnswer> reservation = zaiko.reservation("R-1");
      CompletableFuture<BasketAnswer> basket =
          zaiko.basket(BasketRequest.of("EC", Line.of("tea", "shibuya", 1)));
      assertEquals(ResultCode.OK, Answers.of(stock).code());
      assertEquals(ResultCode.OK, Answers.of(reservation).code());
      assertTrue(Answers.of(basket).available());
    }
  }

  @Test
  void shouldBeginAnAnswerInPartsAnew() {
    for (int i = 0; i < 30; i++) {
      replies.define("sku" + i, "loc" + i);
    }
    server.script(
        message -> {
          boolean first = message.peer() == server.peers().get(0);
          if (first && message.shape() == MessageShape.STOCK_EVERYWHERE_QUERY) {
            message.peer().send(replies.everywhere(message, 0, 20, false));
            message.peer().drop();
            return true;
          }
          return false;
        });
    try (ZaikoClient zaiko = client()) {
      assertEquals(30, Answers.of(zaiko.stockEverywhere("sku0", "EC")).locations().size());
    }
  }

  @Test
  void shouldSendAgainAfterOneBrokenFrame() {
    breakOff(
        0, () -> {}, message -> message.peer().sendRaw(new byte[] {-1, -1, -1, -1}), m -> false);
    try (ZaikoClient zaiko = client()) {
      for (CommandAnswer answer : Answers.of(sendAll(zaiko))) {
        assertEquals(ResultCode.OK, answer.code());
      }
    }
  }

  @Test
  void shouldGiveUpACommandThatIsAnsweredWithNonsenseTwice() {
    server.script(
        message -> {
          if (message.isCommand()) {
            byte[] reply = replies.reply(message, ResultCode.OK);
            message.peer().send(Arrays.copyOf(reply, reply.length - 10));
          }
          return message.isCommand();
        });
    try (ZaikoClient zaiko = client()) {
      ZaikoProtocolException failure =
          Answers.failure(ZaikoProtocolException.class, zaiko.commit("R-1"));
      assertTrue(failure.outcomeUnknown());
      assertEquals(2, server.commands().size());
    }
  }

  @Test
  void shouldGiveUpAConnectionThatHasFallenSilent() {
    server.script(message -> message.isCommand() && message.peer() == server.peers().get(0));
    ZaikoClientConfig config =
        server
            .clientConfig()
            .requestTimeout(Duration.ofMillis(100))
            .deadAfter(Duration.ofMillis(300))
            .build();
    try (ZaikoClient zaiko = ZaikoClient.connect(config)) {
      ZaikoTimeoutException failure =
          Answers.failure(ZaikoTimeoutException.class, zaiko.commit("R-1"));
      await().until(() -> server.peers().size() == 2);
      assertTrue(failure.outcomeUnknown());
      assertEquals(1, zaiko.statistics().connectionsLost());
      assertEquals(1, server.commands().size(), "nobody waits for it any more");
    }
  }

  @Test
  void shouldConnectAgainHoweverOftenItTakes() {
    try (ZaikoClient zaiko = client()) {
      Answers.of(zaiko.commit("R-1"));
      server.script(
          message -> {
            boolean hangUp = message.shape() == null && server.peers().size() < 5;
            if (hangUp) {
              message.peer().drop();
            }
            return hangUp;
          });
      server.peers().get(0).drop();

      CommandAnswer answer = Answers.of(zaiko.commit("R-2"));
      assertEquals(2, answer.requestId());
      assertEquals(replies.session("till"), answer.session());
      assertEquals(4, zaiko.statistics().connectionsLost());
    }
  }

  @Test
  void shouldGoOnAfterAGoodbye() {
    try (ZaikoClient zaiko = client()) {
      Answers.of(zaiko.commit("R-1"));
      FakeServer.Peer first = server.peers().get(0);
      first.send(replies.goodbye(ResultCode.OK, "the server shuts down"));
      first.drop();
      assertEquals(2, Answers.of(zaiko.commit("R-2")).requestId());
    }
  }
}

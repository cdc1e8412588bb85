package io.zaiko.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.RegisterDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers to commands on a connection that holds. */
class CommandAnswersTest {
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void shouldTellEverythingThatAReplySays() {
    List<LineAnswer> lines =
        List.of(
            new LineAnswer(0, ResultCode.UNMATCHED, 5),
            new LineAnswer(2, ResultCode.UNMATCHED, -6));
    server.script(
        message -> {
          if (message.shape() == MessageShape.SELL) {
            message.peer().send(replies.reply(message, ResultCode.OK, true, lines));
          }
          return message.shape() == MessageShape.SELL;
        });
    try (ZaikoClient zaiko =
        ZaikoClient.connect(server.clientConfig().clientName("till").build())) {
      CommandAnswer answer = Answers.of(zaiko.sell(SellRequest.of(Line.of("tea", "shibuya", 5))));

      assertTrue(answer.ok());
      assertEquals(replies.session("till"), answer.session());
      assertEquals(1, answer.requestId());
      assertEquals(2, answer.sequence(), "after REGISTER");
      assertEquals(Instant.ofEpochSecond(1, 2_000), answer.time());
      assertEquals(Durability.PROCESS, answer.durability());
      assertTrue(answer.repeated());
      assertEquals(2, answer.oversellsOpened());
      assertEquals(0, answer.endangered());
      assertEquals(List.of(), answer.firstEndangered());
      assertEquals(6, answer.deviceGaps());
      assertEquals(lines, answer.lines());
    }
  }

  @Test
  void shouldGiveARefusalAsAnAnswer() {
    answerCommands(ResultCode.INSUFFICIENT);
    try (ZaikoClient zaiko = server.client()) {
      CommandAnswer answer = Answers.of(zaiko.reserve(Answers.reserve(1)));
      assertFalse(answer.ok());
      assertEquals(ResultCode.INSUFFICIENT, answer.code());
    }
  }

  @Test
  void shouldPutCommandsOfOneThreadOnTheWireInCallOrder() {
    try (ZaikoClient zaiko = server.client()) {
      int count = 5_000;
      List<CompletableFuture<CommandAnswer>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        futures.add(zaiko.commit("R-" + i));
      }
      Answers.of(futures);

      List<Heard> commands = server.commands();
      assertEquals(count, commands.size());
      for (int i = 0; i < count; i++) {
        assertEquals("R-" + i, commands.get(i).texts().get(0));
        assertEquals(i + 1, commands.get(i).requestId());
      }
    }
  }

  @Test
  void shouldMatchAnswersThatComeInAnotherOrder() {
    List<Heard> held = Collections.synchronizedList(new ArrayList<>());
    server.script(
        message -> {
          if (!message.isCommand()) {
            return false;
          }
          held.add(message);
          for (int i = held.size() - 1; i >= 0 && held.size() == 3; i--) {
            ResultCode code = ResultCode.get((short) (31 + i));
            message.peer().send(replies.reply(held.get(i), code));
          }
          return true;
        });
    try (ZaikoClient zaiko = server.client()) {
      CompletableFuture<CommandAnswer> first = zaiko.commit("R-1");
      CompletableFuture<CommandAnswer> second = zaiko.stage("R-2");
      CompletableFuture<CommandAnswer> third = zaiko.unstage("R-3");
      assertEquals(ResultCode.CHANNEL_DISABLED, Answers.of(first).code());
      assertEquals(ResultCode.EXPIRED, Answers.of(second).code());
      assertEquals(ResultCode.ILLEGAL_STATE, Answers.of(third).code());
    }
  }

  @Test
  void shouldIgnoreASecondAnswer() {
    server.script(
        message -> {
          if (message.isCommand()) {
            message.peer().send(replies.reply(message, ResultCode.INSUFFICIENT));
          }
          return false;
        });
    try (ZaikoClient zaiko = server.client()) {
      assertEquals(ResultCode.INSUFFICIENT, Answers.of(zaiko.commit("R-1")).code());
      assertEquals(ResultCode.INSUFFICIENT, Answers.of(zaiko.commit("R-2")).code());
      assertTrue(zaiko.statistics().strayAnswers() >= 1);
      assertEquals(0, zaiko.statistics().connectionsLost());
    }
  }

  @Test
  void shouldSendAnOverloadedCommandAgainAsItWas() {
    AtomicInteger refusals = new AtomicInteger(2);
    server.script(
        message -> {
          boolean refuse = message.isCommand() && refusals.getAndDecrement() > 0;
          if (refuse) {
            message.peer().send(replies.reply(message, ResultCode.OVERLOADED));
          }
          return refuse;
        });
    try (ZaikoClient zaiko =
        ZaikoClient.connect(server.clientConfig().overloadRetries(5, PAUSE).build())) {
      CommandAnswer answer = Answers.of(zaiko.reserve(Answers.reserve(1)));

      assertEquals(ResultCode.OK, answer.code());
      List<Heard> sendings = server.commands();
      assertEquals(3, sendings.size());
      assertTrue(sendings.get(0).sameBytes(sendings.get(1)));
      assertTrue(sendings.get(0).sameBytes(sendings.get(2)));
      assertEquals(2, zaiko.statistics().overloaded());
    }
  }

  @Test
  void shouldAnswerOverloadedWhenItStaysSo() {
    answerCommands(ResultCode.OVERLOADED);
    try (ZaikoClient zaiko =
        ZaikoClient.connect(server.clientConfig().overloadRetries(3, PAUSE).build())) {
      assertEquals(ResultCode.OVERLOADED, Answers.of(zaiko.commit("R-1")).code());
      assertEquals(4, server.commands().size());
    }
  }

  @Test
  void shouldLeaveOverloadedToTheCallerIfToldSo() {
    answerCommands(ResultCode.OVERLOADED);
    try (ZaikoClient zaiko =
        ZaikoClient.connect(server.clientConfig().overloadRetries(0, PAUSE).build())) {
      assertEquals(ResultCode.OVERLOADED, Answers.of(zaiko.commit("R-1")).code());
      assertEquals(1, server.commands().size());
    }
  }

  @Test
  void shouldAnswerCommandsAndStillAskWhenNoSessionIsToBeHad() {
    answerRegister(ResultCode.NO_SPACE, Integer.MAX_VALUE);
    try (ZaikoClient zaiko = server.client()) {
      assertEquals(ResultCode.NO_SPACE, Answers.of(zaiko.commit("R-1")).code());
      assertEquals(ResultCode.OK, Answers.of(zaiko.stock("tea", "shibuya")).code());
      assertEquals(List.of(), server.commands());
    }
  }

  @Test
  void shouldTryAgainToRegisterWhenOverloaded() {
    answerRegister(ResultCode.OVERLOADED, 3);
    try (ZaikoClient zaiko =
        ZaikoClient.connect(server.clientConfig().overloadRetries(3, PAUSE).build())) {
      assertEquals(ResultCode.OK, Answers.of(zaiko.commit("R-1")).code());
      assertEquals(4, server.heard(RegisterDecoder.TEMPLATE_ID).size());
    }
  }

  @Test
  void shouldGoOnInANewSessionWhenTheOldOneExpired() {
    try (ZaikoClient zaiko =
        ZaikoClient.connect(server.clientConfig().clientName("till").build())) {
      Answers.of(zaiko.commit("R-0"));
      long oldSession = replies.session("till");
      replies.dropSessions(500);
      server.script(
          message -> {
            boolean old = message.isCommand() && message.session() == oldSession;
            if (old) {
              message.peer().send(replies.reply(message, ResultCode.SESSION_EXPIRED));
            }
            return old;
          });

      List<CompletableFuture<CommandAnswer>> futures = new ArrayList<>();
      for (int i = 1; i <= 50; i++) {
        futures.add(zaiko.commit("R-" + i));
      }
      for (CommandAnswer answer : Answers.of(futures)) {
        assertEquals(ResultCode.OK, answer.code());
        assertEquals(replies.session("till"), answer.session());
        assertTrue(answer.requestId() > 500, "ids of the name are continued");
      }
      List<String> applied =
          server.heard(m -> m.isCommand() && m.session() != oldSession).stream()
              .map(m -> m.texts().get(0))
              .toList();
      for (int i = 1; i <= 50; i++) {
        assertEquals("R-" + i, applied.get(i - 1), "call order holds");
      }
    }
  }

  private void answerCommands(ResultCode code) {
    server.script(
        message -> {
          if (message.isCommand()) {
            message.peer().send(replies.reply(message, code));
          }
          return message.isCommand();
        });
  }

  /** Refuses REGISTER so often, the way a gateway does: with a plain answer to a command. */
  private void answerRegister(ResultCode code, int times) {
    AtomicInteger refusals = new AtomicInteger(times);
    server.script(
        message -> {
          boolean refuse =
              message.shape() == MessageShape.REGISTER && refusals.getAndDecrement() > 0;
          if (refuse) {
            message.peer().send(replies.reply(message, code));
          }
          return refuse;
        });
  }
}

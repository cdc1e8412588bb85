package io.zaiko.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An answer to a command that names handles is told in codes, and is never lost for want of them.
 */
class AnswersInHandlesTest {
  private static final List<LineAnswer> PLACED =
      List.of(new LineAnswer(0, ResultCode.PLACED, 2, "ueno"));

  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();
  private ZaikoClient zaiko;

  @BeforeEach
  void connect() {
    replies.define("tea", "ueno");
    connect(Duration.ofSeconds(30));
  }

  private void connect(Duration requestTimeout) {
    zaiko =
        ZaikoClient.connect(
            server
                .clientConfig()
                .requestTimeout(requestTimeout)
                .reconnectDelay(Duration.ofMillis(1), Duration.ofMillis(5))
                .build());
  }

  @AfterEach
  void close() {
    zaiko.close();
    server.close();
  }

  /** Answers commands with a place; what becomes of DESCRIBE is for the test to say. */
  private void place(FakeServer.Script describe) {
    server.script(
        message -> {
          if (message.isCommand()) {
            message.peer().send(replies.reply(message, ResultCode.OK, false, PLACED));
            return true;
          }
          return message.shape() == MessageShape.DESCRIBE && describe.handle(message);
        });
  }

  private List<Heard> describes() {
    return server.heard(message -> message.shape() == MessageShape.DESCRIBE);
  }

  @Test
  void shouldTellPlacesAndEndangeredReservationsInCodes_rules9And13() {
    replies.define("pot", "shibuya"); // the client has never heard of these
    List<LineAnswer> lines =
        List.of(
            new LineAnswer(0, ResultCode.PARTIAL, 3),
            new LineAnswer(0, ResultCode.PLACED, 2, "shibuya"),
            new LineAnswer(0, ResultCode.PLACED, 1, "ueno"));
    List<Endangered> endangered =
        List.of(
            new Endangered("R-7", "pot", "shibuya", 2, ReservationState.HELD),
            new Endangered("R-8", "tea", "ueno", 1, ReservationState.STAGED));
    server.script(
        message -> {
          if (message.isCommand()) {
            message.peer().send(replies.reply(message, ResultCode.OK, false, lines, endangered));
          }
          return message.isCommand();
        });
    CommandAnswer answer = Answers.of(zaiko.commit("R-1"));
    assertEquals(lines, answer.lines());
    assertEquals(endangered, answer.firstEndangered());
    assertEquals(18, answer.endangered());
    int described = server.heard(m -> m.shape() == MessageShape.DESCRIBE).size();
    assertEquals(2, described, "a SKU and a location");
    Answers.of(zaiko.commit("R-2"));
    assertEquals(
        described, server.heard(m -> m.shape() == MessageShape.DESCRIBE).size(), "remembered");
  }

  @Test
  void shouldAskForTheCodesAgainWhenTheConnectionBreaks() {
    place(
        message -> {
          boolean first = server.peers().size() == 1;
          if (first) {
            message.peer().drop();
          }
          return first;
        });
    CommandAnswer answer = Answers.of(zaiko.commit("R-1"));
    assertEquals(PLACED, answer.lines());
    assertEquals(1, server.commands().size(), "it was answered: nothing to repeat");
    assertEquals(2, describes().size());
  }

  @Test
  void shouldAnswerWithoutTheCodesWhenTheServerNowServesAnotherJournal() {
    place(
        message -> {
          boolean first = server.peers().size() == 1;
          if (first) {
            replies.journal(new JournalId(2, 2));
            message.peer().drop();
          }
          return first;
        });
    CommandAnswer answer = Answers.of(zaiko.commit("R-1"));
    assertTrue(answer.ok());
    assertEquals(List.of(new LineAnswer(0, ResultCode.PLACED, 2)), answer.lines());
    assertEquals(1, describes().size());
  }

  @Test
  void shouldAnswerWithoutTheCodesWhenTheyDoNotComeInTime() {
    zaiko.close();
    connect(Duration.ofMillis(200));
    place(message -> true);
    CommandAnswer answer = Answers.of(zaiko.commit("R-1"));
    assertTrue(answer.ok());
    assertEquals(List.of(new LineAnswer(0, ResultCode.PLACED, 2)), answer.lines());
    assertEquals(0, zaiko.statistics().timedOut());
  }

  @Test
  void shouldAnswerWithoutTheCodesWhenTheClientIsClosed() {
    place(message -> true);
    CompletableFuture<CommandAnswer> answer = zaiko.commit("R-1");
    await().until(() -> describes().size() == 1);
    zaiko.close();
    assertTrue(Answers.of(answer).ok());
  }

  /** With a window of one id a command that is unanswered would hold up the next. */
  @Test
  void shouldNotHoldUpOtherCommandsWhileCodesAreAskedFor() {
    replies.requestWindow(1);
    zaiko.close();
    connect(Duration.ofSeconds(30));
    place(message -> true);
    CompletableFuture<CommandAnswer> first = zaiko.commit("R-1");
    await().until(() -> describes().size() == 1);
    CompletableFuture<CommandAnswer> second = zaiko.commit("R-2");
    await().until(() -> describes().size() == 2);
    assertEquals(2, server.commands().size());
    describes().forEach(replies::answer);
    assertEquals(PLACED, Answers.of(first).lines());
    assertEquals(PLACED, Answers.of(second).lines());
  }
}

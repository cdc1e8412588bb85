package io.zaiko.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 24: a code that was deleted and defined again has another handle; the client finds out. */
class StaleHandlesTest {
  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();
  private ZaikoClient zaiko;

  @BeforeEach
  void learnHandles() {
    replies.define("tea", "ueno");
    replies.define("cup", "ginza");
    zaiko = server.client();
    Answers.of(zaiko.stock("tea", "ueno"));
    Answers.of(zaiko.stock("cup", "ginza"));
  }

  @AfterEach
  void close() {
    zaiko.close();
    server.close();
  }

  private Heard lastCommand() {
    List<Heard> commands = server.commands();
    return commands.get(commands.size() - 1);
  }

  private void answerCommands(ResultCode code, LineAnswer... lines) {
    server.script(
        message -> {
          if (message.isCommand()) {
            message.peer().send(replies.reply(message, code, false, List.of(lines)));
          }
          return message.isCommand();
        });
  }

  @Test
  void shouldGoByCodeAfterALineWasUnmatched_rule24() {
    answerCommands(ResultCode.OK, new LineAnswer(1, ResultCode.UNMATCHED, 1));
    SellRequest sale = SellRequest.of(Line.of("cup", "ginza", 1), Line.of("tea", "ueno", 1));
    assertEquals(1, Answers.of(zaiko.sell(sale)).lines().size());
    assertEquals(List.of(), lastCommand().codes(), "sent by handles");
    Answers.of(zaiko.sell(sale));
    assertEquals(List.of("tea", "ueno"), lastCommand().codes(), "only the line in question");
  }

  @Test
  void shouldGoByCodeAfterALineOfARequestWasUnknown_rule24() {
    answerCommands(ResultCode.UNKNOWN_LOCATION, new LineAnswer(0, ResultCode.UNKNOWN_LOCATION, 1));
    ReserveRequest request =
        ReserveRequest.of("R-1", "EC", Line.atAnyOf("tea", List.of("ueno", "ginza"), 1));
    Answers.of(zaiko.reserve(request));
    assertEquals(List.of(), lastCommand().codes());
    Answers.of(zaiko.reserve(request));
    assertEquals(List.of("tea", "ueno", "ginza"), lastCommand().codes());
  }

  @Test
  void shouldGoByCodeAfterARequestWithoutLinesNamedAnUnknownCode_rule24() {
    answerCommands(ResultCode.UNKNOWN_LOCATION);
    for (CommandRequest request :
        List.of(
            new SuspendRequest("ueno"),
            ReallocateRequest.of("R-1", Relocation.of("tea", "ginza", "ginza")))) {
      Answers.of(zaiko.send(request));
      assertEquals(List.of(), lastCommand().codes());
    }
    Answers.of(zaiko.suspend("ueno"));
    assertEquals(List.of("ueno"), lastCommand().codes());
    Answers.of(zaiko.delete(DeleteRequest.sku("cup")));
    assertEquals(List.of(), lastCommand().codes(), "what was not named is still known");
  }

  @Test
  void shouldKeepHandlesWhenARequestIsRefusedForAnotherReason() {
    answerCommands(ResultCode.INSUFFICIENT, new LineAnswer(0, ResultCode.INSUFFICIENT, 0));
    ReserveRequest request = ReserveRequest.of("R-1", "EC", Line.of("tea", "ueno", 1));
    Answers.of(zaiko.reserve(request));
    Answers.of(zaiko.reserve(request));
    assertEquals(List.of(), lastCommand().codes());
  }

  @Test
  void shouldAskAQuestionAgainByCodeBeforeItSaysUnknown_rule24() {
    server.script(
        message -> {
          boolean byHandle =
              message.shape() == MessageShape.STOCK_QUERY && message.codes().isEmpty();
          if (byHandle) {
            message.peer().send(replies.stock(message, ResultCode.UNKNOWN_SKU, 0));
          }
          return byHandle;
        });
    assertEquals(ResultCode.OK, Answers.of(zaiko.stock("tea", "ueno")).code());
    List<Heard> asked = server.heard(m -> m.shape() == MessageShape.STOCK_QUERY);
    assertEquals(List.of(), asked.get(2).codes());
    assertEquals(List.of("tea", "ueno"), asked.get(3).codes());
    assertEquals(4, asked.size());
  }

  @Test
  void shouldBelieveThatACodeIsUnknownWhenItWasAskedByCode() {
    server.script(
        message -> {
          boolean stock = message.shape() == MessageShape.STOCK_QUERY;
          if (stock) {
            message.peer().send(replies.stock(message, ResultCode.UNKNOWN_SKU, 0));
          }
          return stock;
        });
    assertEquals(ResultCode.UNKNOWN_SKU, Answers.of(zaiko.stock("tea", "ueno")).code());
    assertEquals(4, server.heard(m -> m.shape() == MessageShape.STOCK_QUERY).size());
  }
}

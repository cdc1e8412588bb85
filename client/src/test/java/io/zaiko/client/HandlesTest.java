package io.zaiko.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handles are resolved and used without the caller seeing them. */
class HandlesTest {
  private final FakeServer server = new FakeServer();
  private final FakeReplies replies = server.replies();

  @AfterEach
  void closeServer() {
    server.close();
  }

  private List<Heard> resolves() {
    return server.heard(message -> message.shape() == MessageShape.RESOLVE);
  }

  private Heard lastCommand() {
    List<Heard> commands = server.commands();
    return commands.get(commands.size() - 1);
  }

  @Test
  void shouldSendCodesAtFirstAndHandlesOnceItKnowsThem() {
    replies.define("cup", "ueno");
    replies.define("tea", "shibuya");
    try (ZaikoClient zaiko = server.client()) {
      Answers.of(zaiko.reserve(Answers.reserve(1)));
      assertEquals(List.of("tea", "shibuya"), lastCommand().codes());
      assertEquals(-1, lastCommand().lines().sku(0));
      assertEquals(-2, lastCommand().lines().location(0));

      await().until(() -> resolves().size() == 2);
      Answers.of(zaiko.reserve(Answers.reserve(2)));
      await()
          .untilAsserted(
              () -> {
                Answers.of(zaiko.reserve(Answers.reserve(3)));
                assertEquals(List.of(), lastCommand().codes());
              });
      assertEquals(1, lastCommand().lines().sku(0));
      assertEquals(1, lastCommand().lines().location(0));
      assertEquals(2, resolves().size());
    }
  }

  @Test
  void shouldLearnHandlesFromAnswersAboutStock() {
    replies.define("tea", "shibuya");
    try (ZaikoClient zaiko = server.client()) {
      Answers.of(zaiko.stock("tea", "shibuya"));
      Answers.of(zaiko.reserve(Answers.reserve(1)));
      assertEquals(List.of(), lastCommand().codes());
      assertEquals(List.of(), resolves());
    }
  }

  @Test
  void shouldNotRememberThatACodeIsUnknown() {
    try (ZaikoClient zaiko = server.client()) {
      Answers.of(zaiko.reserve(Answers.reserve(1)));
      await().until(() -> resolves().size() == 2);
      replies.define("tea", "shibuya");
      await()
          .untilAsserted(
              () -> {
                Answers.of(zaiko.reserve(Answers.reserve(2)));
                assertEquals(List.of(), lastCommand().codes());
              });
    }
  }

  @Test
  void shouldAskForManyCodesAtATime() {
    int count = 2_000;
    for (int i = 0; i < count; i++) {
      replies.define("sku" + i, "loc" + i);
    }
    try (ZaikoClient zaiko = server.client()) {
      List<CompletableFuture<CommandAnswer>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        futures.add(zaiko.receive(ReceiveRequest.of(Line.of("sku" + i, "loc" + i, 1))));
      }
      Answers.of(futures);
      assertTrue(resolves().size() < count / 4, resolves().size() + " RESOLVEs");
      for (Heard resolve : resolves()) {
        assertTrue(resolve.codes().size() <= Protocol.MAX_CODES);
      }
    }
  }

  @Test
  void shouldWorkWithoutRememberingAnything() {
    replies.define("tea", "shibuya");
    try (ZaikoClient zaiko =
        ZaikoClient.connect(server.clientConfig().handleCacheCapacity(0).build())) {
      for (int i = 0; i < 3; i++) {
        Answers.of(zaiko.reserve(Answers.reserve(i)));
        assertEquals(List.of("tea", "shibuya"), lastCommand().codes());
        assertEquals("tea", Answers.of(zaiko.reservation("R-1")).lines().get(0).sku());
      }
      assertEquals(List.of(), resolves());
    }
  }

  @Test
  void shouldBeginAnewWhenTheMemoryIsFull() {
    replies.define("tea", "shibuya");
    replies.define("cup", "ueno");
    try (ZaikoClient zaiko =
        ZaikoClient.connect(server.clientConfig().handleCacheCapacity(1).build())) {
      Answers.of(zaiko.stock("tea", "shibuya"));
      Answers.of(zaiko.stock("cup", "ueno"));
      Answers.of(zaiko.receive(ReceiveRequest.of(Line.of("cup", "shibuya", 1))));
      assertEquals(List.of("shibuya"), lastCommand().codes());
      assertEquals(1, lastCommand().lines().sku(0));
    }
  }

  @Test
  void shouldWriteACodeOnceForLinesThatFollowEachOther() {
    try (ZaikoClient zaiko = server.client()) {
      Answers.of(
          zaiko.receive(
              ReceiveRequest.of(
                  Line.of("tea", "ueno", 1),
                  Line.of("cup", "ueno", 2),
                  Line.of("tea", "ueno", 3))));
      assertEquals(List.of("tea", "ueno", "cup", "tea"), lastCommand().codes());
      assertEquals(-2, lastCommand().lines().location(2));
    }
  }

  @Test
  void shouldEncodeACommandWithAnIdOfTheCallersByCodesOnly() {
    replies.define("tea", "shibuya");
    CommandOptions seventh = CommandOptions.NONE.withRequestId(7);
    ZaikoClientConfig config = server.clientConfig().clientName("till").build();
    for (int process = 0; process < 2; process++) {
      try (ZaikoClient zaiko = ZaikoClient.connect(config)) {
        if (process == 1) {
          Answers.of(zaiko.stock("tea", "shibuya")); // this one knows the handles
        }
        assertEquals(7, Answers.of(zaiko.send(Answers.reserve(1), seventh)).requestId());
        assertEquals(8, Answers.of(zaiko.commit("R-" + process)).requestId());
      }
    }
    List<Heard> sevenths = server.heard(m -> m.isCommand() && m.requestId() == 7);
    assertTrue(sevenths.get(0).sameBytes(sevenths.get(1)), "a repeat must be the same bytes");
  }

  @Test
  void shouldRefuseAnIdThatIsStillUnanswered() {
    server.script(Heard::isCommand);
    CommandOptions seventh = CommandOptions.NONE.withRequestId(7);
    try (ZaikoClient zaiko = server.client()) {
      CompletableFuture<CommandAnswer> first = zaiko.send(Answers.reserve(1), seventh);
      CompletableFuture<CommandAnswer> second = zaiko.send(Answers.reserve(2), seventh);
      Answers.failure(IllegalArgumentException.class, second);
      assertTrue(!first.isDone());
    }
  }
}

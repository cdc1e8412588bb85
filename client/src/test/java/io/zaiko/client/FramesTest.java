package io.zaiko.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the network cuts the bytes, the messages are the same. */
class FramesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 50, 1_000, 100_000})
  void shouldReadAnswersCutIntoPieces(int pieceLength) {
    int count = 20;
    try (FakeServer server = new FakeServer()) {
      FakeReplies replies = server.replies();
      ByteArrayOutputStream answers = new ByteArrayOutputStream();
      server.script(
          message -> {
            if (!message.isCommand()) {
              return false;
            }
            answers.writeBytes(FakeServer.framed(replies.reply(message, ResultCode.STALE)));
            if (message.requestId() == count) {
              sendInPieces(message.peer(), answers.toByteArray(), pieceLength);
            }
            return true;
          });
      try (ZaikoClient zaiko = server.client()) {
        List<CompletableFuture<CommandAnswer>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          futures.add(zaiko.commit("R-" + i));
        }
        for (CommandAnswer answer : Answers.of(futures)) {
          assertEquals(ResultCode.STALE, answer.code());
        }
        assertEquals(0, zaiko.statistics().connectionsLost());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_769})
  void shouldReadTheLongestFrames(int locations) {
    try (FakeServer server = new FakeServer()) {
      for (int i = 0; i < locations; i++) {
        server.replies().define("sku" + i, "loc" + i);
      }
      server.script(
          message -> {
            if (message.shape() == MessageShape.STOCK_EVERYWHERE_QUERY) {
              byte[] answer = server.replies().everywhere(message, 0, locations, true);
              assertTrue(answer.length <= Protocol.MAX_MESSAGE_LENGTH);
              sendInPieces(message.peer(), FakeServer.framed(answer), 8_000);
              return true;
            }
            return false;
          });
      try (ZaikoClient zaiko = server.client()) {
        StockEverywhereAnswer answer = Answers.of(zaiko.stockEverywhere("sku0", "EC"));
        assertEquals(locations, answer.locations().size());
      }
    }
  }

  private static void sendInPieces(FakeServer.Peer peer, byte[] bytes, int pieceLength) {
    for (int from = 0; from < bytes.length; from += pieceLength) {
      peer.sendRaw(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieceLength)));
    }
  }
}

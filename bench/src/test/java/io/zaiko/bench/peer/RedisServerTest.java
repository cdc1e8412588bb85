package io.zaiko.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zaiko.bench.load.Caller;
import io.zaiko.bench.load.Conversation;
import io.zaiko.bench.load.RunPlan;
import io.zaiko.protocol.sbe.ResultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Redis does what a Zaiko is compared with. Where none is installed this is left out. */
class RedisServerTest {
  private static final int RECORDS = 3 * RunPlan.LOCATIONS;
  private static final int RECORD = RunPlan.LOCATIONS + 7;

  @TempDir Path folder;

  @BeforeEach
  void requireRedis() {
    assumeTrue(RedisServer.isInstalled(), "redis-server is not installed");
  }

  static Stream<Arguments> layouts() {
    return Stream.of(
        Arguments.of(new KeyPerRecord(), "none"),
        Arguments.of(new KeyPerRecord(), "always"),
        Arguments.of(new KeyPerSku(), "everysec"));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void shouldReserveAndReleaseOnceAndNeverTooMuch(RedisLayout layout, String fsync)
      throws Exception {
    try (RedisServer server = server(layout, fsync);
        Conversation talk = server.open(Caller.of(7, 0))) {
      assertEquals(fsync, talk.durability());
      assertEquals(ResultCode.OK, answer(talk, 1, () -> talk.reserve(1, 5, RECORD)));
      assertEquals(ResultCode.OK, answer(talk, 2, () -> talk.release(2, 5, RECORD)));
      assertEquals(
          ResultCode.UNKNOWN_RESERVATION, answer(talk, 3, () -> talk.release(3, 5, RECORD)));
      for (int ticket = 4; ticket < 8; ticket++) {
        int asked = ticket;
        assertEquals(ResultCode.OK, answer(talk, ticket, () -> talk.sell(asked, RECORD)));
      }
      assertEquals(ResultCode.OK, answer(talk, 8, () -> talk.reserve(8, 6, RECORD)));
      assertEquals(ResultCode.INSUFFICIENT, answer(talk, 9, () -> talk.reserve(9, 7, RECORD)));
      assertEquals(ResultCode.OK, answer(talk, 10, () -> talk.receive(10, RECORD)));
      assertEquals(ResultCode.OK, answer(talk, 11, () -> talk.reserve(11, 7, RECORD)));
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void shouldAnswerManyQuestionsInOrder(RedisLayout layout, String fsync) throws Exception {
    try (RedisServer server = server(layout, fsync);
        Conversation talk = server.open(Caller.of(7, 0))) {
      talk.everywhere(1, 2);
      talk.basket(2, 7, new int[] {0, 1, 2, 2});
      talk.query(3, RECORD);
      talk.flush();
      for (int ticket = 1; ticket <= 3; ticket++) {
        assertEquals(ticket, talk.takeAnswer());
        assertEquals(ResultCode.OK, talk.code());
      }
    }
  }

  /** With five units of each record. */
  private RedisServer server(RedisLayout layout, String fsync) throws IOException {
    Path data = Files.createDirectory(folder.resolve("redis"));
    RedisServer server = RedisServer.start(data, layout, null);
    server.fill(RECORDS, 5);
    if (!fsync.equals("none")) {
      server.keep(fsync);
    }
    return server;
  }

  private static ResultCode answer(Conversation talk, long ticket, Runnable request)
      throws IOException {
    request.run();
    talk.flush();
    assertEquals(ticket, talk.takeAnswer());
    return talk.code();
  }
}

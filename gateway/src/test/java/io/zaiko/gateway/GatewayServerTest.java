package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.everywhere;
import static io.zaiko.gateway.ClientMessages.receive;
import static io.zaiko.gateway.ClientMessages.register;
import static io.zaiko.gateway.ClientMessages.reservation;
import static io.zaiko.gateway.ClientMessages.reserve;
import static io.zaiko.gateway.ClientMessages.stock;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.epoll.Epoll;
import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.gateway.GatewayConfig.Deadlines;
import io.zaiko.gateway.GatewayConfig.Limits;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.WelcomeDecoder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gateway over TCP on loopback, with a {@link FakeEngine} behind it. */
@ExtendWith(LeakCheck.class)
class GatewayServerTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final FakeEngine engine = new FakeEngine(65_536, 3_000);
  private final List<RawClient> clients = new ArrayList<>();
  private GatewayServer server;

  @AfterEach
  void closeAll() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    if (server != null) {
      server.close();
      PooledByteBufAllocator allocator = (PooledByteBufAllocator) server.allocator();
      assertEquals(0, Buffers.inUse(allocator), "every buffer is released");
      assertEquals(0, allocator.metric().numThreadLocalCaches(), "no thread keeps memory of it");
    }
    engine.close();
  }

  private static GatewayConfig config() {
    return GatewayConfig.defaults()
        .withListen(ANY_PORT)
        .withLimits(new Limits(8, 4096, 16 << 20, 8 << 20));
  }

  private void start(GatewayConfig config) {
    start(config, Transport.best());
  }

  private void start(GatewayConfig config, Transport transport) {
    server = GatewayServer.create(config, transport);
    engine.replyTo(server.replySink());
    server.start(engine);
  }

  private RawClient connect() throws IOException {
    RawClient client = new RawClient(server.address());
    clients.add(client);
    return client;
  }

  private RawClient greeted() throws IOException {
    RawClient client = RawClient.greeted(server.address());
    clients.add(client);
    return client;
  }

  // ---- serving ----

  @ParameterizedTest
  @EnumSource(Transport.class)
  void shouldServeCommandsAndQueries(Transport transport) throws IOException {
    assumeTrue(transport == Transport.NIO || Epoll.isAvailable(), "no epoll on this system");
    start(config(), transport);
    engine.answerAtOnce();
    RawClient client = greeted();

    long session = client.ask(register(1, "till")).registered().session();
    client.send(
        ClientMessages.defineSku(1, session, "TEA"),
        ClientMessages.defineLocation(2, session, "TOKYO"),
        receive(3, session, new Line(0, 0, 10)));
    for (long requestId = 1; requestId <= 3; requestId++) {
      assertEquals(requestId, client.read().commandReply().requestId());
    }

    assertEquals(10, client.ask(stock(4, 0, 0, EC)).stock().ats());
  }

  @ParameterizedTest
  @EnumSource(IoWait.class)
  void shouldRouteRepliesToTheirConnectionOnSeveralThreads(IoWait wait) throws IOException {
    start(config().withEventLoops(3).withIoWait(wait));
    engine.answerAtOnce();
    for (int i = 0; i < 7; i++) {
      greeted();
    }

    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < clients.size(); i++) {
        clients.get(i).send(register(100 * round + i + 1, "till-" + i));
      }
      for (int i = 0; i < clients.size(); i++) {
        assertEquals(100 * round + i + 1, clients.get(i).read().registered().requestId());
      }
    }
  }

  @Test
  void shouldTellWhatToDoAboutAnAddressInUse() {
    start(config());
    FakeEngine other = new FakeEngine(65_536);
    GatewayServer second = GatewayServer.create(config().withListen(server.address()));

    GatewayException refused = assertThrows(GatewayException.class, () -> second.start(other));

    assertTrue(
        refused.getMessage().contains("Address already in use")
            && refused.getMessage().contains("--listen"),
        refused.getMessage());
    second.close();
    other.close();
  }

  @Test
  void shouldRefuseToListenBeyondLoopbackUnlessToldSo() throws IOException {
    InetAddress elsewhere = InetAddress.getByAddress(new byte[] {0, 0, 0, 0});
    GatewayConfig config = config().withListen(new InetSocketAddress(elsewhere, 7450));

    GatewayException refused =
        assertThrows(GatewayException.class, () -> GatewayServer.create(config));

    assertTrue(refused.getMessage().contains("Refusing to listen on 0.0.0.0:7450"));
    assertTrue(refused.getMessage().contains("--insecure"));
    GatewayServer.create(config.withInsecure(true)).close(); // nothing listens before start
  }

  @Test
  void shouldRefuseAHostThatIsNotKnown() {
    GatewayConfig config =
        config().withListen(InetSocketAddress.createUnresolved("nowhere.invalid", 7450));

    GatewayException refused =
        assertThrows(GatewayException.class, () -> GatewayServer.create(config));

    assertTrue(refused.getMessage().contains("nowhere.invalid"));
  }

  // ---- limits ----

  @Test
  void shouldRefuseConnectionsBeyondItsLimitWithAReason() throws IOException {
    start(config().withLimits(new Limits(2, 4096, 16 << 20, 8 << 20)));
    RawClient first = greeted();
    greeted();
    RawClient third = connect();
    third.send(ClientMessages.hello());

    var goodbye = third.read().goodbye();

    assertEquals(ResultCode.OVERLOADED, goodbye.code());
    assertEquals("all 2 connections are in use; try again later", goodbye.reason());
    assertTrue(third.isAtEnd());

    first.close();
    await()
        .atMost(LONG)
        .until(
            () -> {
              Answer answer = connect().ask(ClientMessages.hello());
              return answer.templateId() == WelcomeDecoder.TEMPLATE_ID;
            });
  }

  @Test
  void shouldLetThePeerReadGoodbyeEvenIfItSendsALotMore() throws IOException {
    start(config());
    RawClient client = greeted();
    byte[] garbage = new byte[3 << 20];
    Arrays.fill(garbage, (byte) -1);

    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                client.sendRaw(garbage);
              } catch (IOException e) {
                // The server may close before it has read it all; that is its good right.
              }
            });

    assertEquals("a frame of -1 bytes; a message has 8 to 65536", client.read().goodbye().reason());
    assertTrue(client.isAtEnd());
    sending.join();
  }

  @Test
  void shouldSayGoodbyeWhenNoHelloComes() throws IOException {
    start(config().withDeadlines(new Deadlines(Duration.ofMillis(80), LONG, LONG, LONG)));
    RawClient silent = connect();

    assertEquals("no HELLO within 80 ms", silent.read().goodbye().reason());
    assertTrue(silent.isAtEnd());
  }

  @Test
  void shouldSayGoodbyeWhenAFrameIsNotCompleted() throws IOException {
    start(config().withDeadlines(new Deadlines(LONG, Duration.ofMillis(80), LONG, LONG)));
    RawClient slow = greeted();
    slow.sendRaw(new byte[] {35, 0});

    assertEquals("a frame was not complete within 80 ms", slow.read().goodbye().reason());
    assertTrue(slow.isAtEnd());
  }

  @Test
  void shouldCutOffAPeerThatAsksAndNeverReads() throws IOException {
    start(config().withDeadlines(new Deadlines(LONG, LONG, Duration.ofMillis(200), LONG)));
    stockEverywhere(2_000);
    RawClient client = new RawClient(server.address(), 4_096);
    clients.add(client);
    byte[][] questions = new byte[1_000][];
    Arrays.setAll(questions, i -> everywhere(i, 0, EC));
    client.send(ClientMessages.hello());

    client.send(questions);

    await().atMost(LONG).until(() -> server.connections() == 0);
    assertTrue(client.readToEnd() < 2 * questions.length, "it was cut off in the middle");
  }

  @Test
  void shouldCutOffAPeerThatLeavesTooManyRepliesUnread() throws IOException {
    start(
        config()
            .withLimits(new Limits(8, 4096, 16 << 20, 1 << 20))
            .withDeadlines(new Deadlines(LONG, LONG, LONG, LONG)));
    long session = engine.register("till");
    engine.execute(ClientMessages.defineSku(1, session, "TEA"));
    Line[] lines = new Line[256];
    for (int i = 0; i < lines.length; i++) {
      engine.execute(ClientMessages.defineLocation(10 + i, session, "L" + i));
      lines[i] = new Line(0, i, 1);
    }
    engine.execute(receive(1000, session, lines));
    engine.execute(reserve(1001, session, "big", lines));
    RawClient client = new RawClient(server.address(), 4_096);
    clients.add(client);
    byte[][] questions = new byte[1_200][];
    Arrays.setAll(questions, i -> reservation(i, "big"));
    client.send(ClientMessages.hello());
    client.read().welcome();
    client.send(questions);
    await().atMost(LONG).until(() -> engine.published().size() == questions.length);

    engine.answerAll();

    await().atMost(LONG).until(() -> server.connections() == 0);
    assertTrue(client.readToEnd() < questions.length, "it was cut off in the middle");
  }

  private void stockEverywhere(int locations) {
    long session = engine.register("till");
    long requestId = 0;
    engine.execute(ClientMessages.defineSku(++requestId, session, "TEA"));
    for (int location = 0; location < locations; location++) {
      engine.execute(ClientMessages.defineLocation(++requestId, session, "L" + location));
      engine.execute(receive(++requestId, session, new Line(0, location, 1)));
    }
  }

  // ---- the end ----

  @Test
  void shouldAnswerWhatItAcceptedBeforeItShutsDown() throws Exception {
    start(config());
    RawClient busy = greeted();
    RawClient idle = greeted();
    RawClient silent = connect();
    byte[][] commands = new byte[500][];
    Arrays.setAll(commands, i -> register(i + 1, "till"));
    busy.send(commands);
    await().atMost(LONG).until(() -> engine.published().size() == commands.length);

    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);

    for (int i = 0; i < commands.length; i++) {
      assertEquals(i + 1, busy.read().registered().requestId());
    }
    for (RawClient client : List.of(busy, idle, silent)) {
      var goodbye = client.read().goodbye();
      assertEquals(ResultCode.OK, goodbye.code());
      assertEquals("the server is shutting down", goodbye.reason());
      assertTrue(client.isAtEnd());
      client.close();
    }
    closing.get(60, TimeUnit.SECONDS);
    server.stopped().get(0, TimeUnit.SECONDS);
    InetSocketAddress address = server.address();
    assertThrows(ConnectException.class, () -> new RawClient(address));
  }

  @Test
  void shouldCloseTwiceAndWithoutHavingStarted() {
    GatewayServer never = GatewayServer.create(config());
    never.close();
    never.close();
    assertTrue(never.stopped().isDone());
  }

  @Test
  void shouldNotWaitForAnEngineThatHangsBeyondTheDeadline() throws Exception {
    start(config().withDeadlines(new Deadlines(LONG, LONG, LONG, Duration.ofMillis(300))));
    RawClient client = greeted();
    client.send(register(1, "till"));
    await().atMost(LONG).until(() -> engine.published().size() == 1);
    engine.hang();

    server.close();

    assertTrue(server.stopped().isDone());
    assertEquals(ResultCode.OK, client.read().goodbye().code());
    assertTrue(client.isAtEnd());
  }

  @Test
  void shouldSayGoodbyeAndCloseWhenTheEngineFails() throws Exception {
    start(config());
    RawClient client = greeted();
    client.send(register(1, "till"));
    await().atMost(LONG).until(() -> engine.published().size() == 1);
    IllegalStateException cause = new IllegalStateException("the test stopped the engine");

    engine.failed().complete(cause);

    var goodbye = client.read().goodbye();
    assertEquals(ResultCode.ENGINE_STOPPED, goodbye.code());
    assertEquals(
        "the server stopped on an error, its log says which; nothing that was answered is lost",
        goodbye.reason());
    assertTrue(client.isAtEnd());
    ExecutionException stopped =
        assertThrows(ExecutionException.class, () -> server.stopped().get(60, TimeUnit.SECONDS));
    assertSame(cause, stopped.getCause());
  }

  @Test
  void shouldStopWhenAReplyComesThatNobodyAskedFor() throws Exception {
    start(config());
    RawClient client = greeted();

    server.replySink().reply(0, 0, 0, new UnsafeBuffer(new byte[40]), 0, 40);
    server.replySink().endOfBatch();

    assertEquals(ResultCode.ENGINE_STOPPED, client.read().goodbye().code());
    assertThrows(ExecutionException.class, () -> server.stopped().get(60, TimeUnit.SECONDS));
  }
}

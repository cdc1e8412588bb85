package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.adjust;
import static io.zaiko.gateway.ClientMessages.commit;
import static io.zaiko.gateway.ClientMessages.defineLocation;
import static io.zaiko.gateway.ClientMessages.defineSku;
import static io.zaiko.gateway.ClientMessages.everywhere;
import static io.zaiko.gateway.ClientMessages.receive;
import static io.zaiko.gateway.ClientMessages.register;
import static io.zaiko.gateway.ClientMessages.release;
import static io.zaiko.gateway.ClientMessages.reservation;
import static io.zaiko.gateway.ClientMessages.reserve;
import static io.zaiko.gateway.ClientMessages.resolve;
import static io.zaiko.gateway.ClientMessages.stock;
import static io.zaiko.gateway.Questions.subscribe;
import static io.zaiko.protocol.Protocol.NO_REF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.PooledByteBufAllocator;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.host.HostConfig;
import io.zaiko.engine.pipeline.ReplySink;
import io.zaiko.engine.recovery.RecoveryProgress;
import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.gateway.GatewayConfig.Limits;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.ChangesDecoder;
import io.zaiko.protocol.sbe.CommandReplyDecoder;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.RegisteredDecoder;
import io.zaiko.protocol.sbe.ReservationReplyDecoder;
import io.zaiko.protocol.sbe.ReservationState;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockReplyDecoder;
import io.zaiko.protocol.sbe.SubscribedDecoder;
import io.zaiko.protocol.sbe.WelcomeDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plain socket, the gateway, the engine and its journal. */
@ExtendWith(LeakCheck.class)
class EndToEndTest {
  @TempDir private Path directory;
  private GatewayServer server;
  private EngineHost host;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
      assertEquals(0, Buffers.inUse((PooledByteBufAllocator) server.allocator()));
      host.close();
      server = null;
    }
  }

  private void serve(Durability durability) {
    server = GatewayServer.create(config());
    host = open(durability, server.replySink());
    host.start();
    server.start(host);
  }

  private static GatewayConfig config() {
    return GatewayConfig.defaults()
        .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .withLimits(new Limits(64, 4096, 16 << 20, 8 << 20));
  }

  private EngineHost open(Durability durability, ReplySink sink) {
    EngineConfig proposed =
        new EngineConfig(
            1,
            2,
            1_000,
            100,
            10_000,
            1_000,
            10_000,
            64,
            128,
            8_192,
            10_000,
            100,
            900_000_000L,
            3_600_000_000L,
            3_600_000_000L,
            16,
            1_000,
            16,
            8_192,
            EngineConfig.DEFAULT_CHANNELS);
    HostConfig defaults = HostConfig.defaults(directory, proposed);
    return EngineHost.open(
        new HostConfig(
            directory,
            durability,
            proposed,
            defaults.ringSlots(),
            defaults.waitMode(),
            defaults.journal()),
        sink,
        RecoveryProgress.NONE);
  }

  @ParameterizedTest
  @EnumSource(names = {"PROCESS", "DISK"})
  void shouldServeAFirstReservation(Durability durability) throws IOException {
    serve(durability);
    try (RawClient client = new RawClient(server.address())) {
      WelcomeDecoder welcome = client.ask(ClientMessages.hello()).welcome();
      assertEquals(durability, welcome.durability());
      assertEquals(1, welcome.journalIdHigh());
      assertEquals(4096, welcome.credits());

      RegisteredDecoder registered = client.ask(register(1, "till-1")).registered();
      assertEquals(ResultCode.OK, registered.code());
      long session = registered.session();
      assertOk(client.ask(defineSku(1, session, "緑茶")), 1, durability);
      assertOk(client.ask(defineLocation(2, session, "TOKYO-1")), 2, durability);
      assertEquals(
          0, client.ask(resolve(9, CatalogKind.SKU, "緑茶")).resolved().handles().next().handle());
      assertOk(client.ask(receive(3, session, new Line(0, 0, 10))), 3, durability);
      CommandReplyDecoder reserved =
          assertOk(client.ask(reserve(4, session, "order-1", new Line(0, 0, 7))), 4, durability);

      StockReplyDecoder stock = client.ask(stock(10, 0, 0, EC)).stock();
      assertEquals(3, stock.ats(), "a client sees its own writes");
      assertEquals(10, stock.sellable());
      assertEquals(7, stock.reserved());
      assertTrue(stock.sequence() >= reserved.sequence());

      CommandReplyDecoder refused =
          client.ask(reserve(5, session, "order-2", new Line(0, 0, 4))).commandReply();
      assertEquals(ResultCode.INSUFFICIENT, refused.code());
      assertEquals(3, refused.lines().next().quantity());

      ReservationReplyDecoder held = client.ask(reservation(11, "order-1")).reservation();
      assertEquals(ReservationState.HELD, held.state());
      assertEquals(7, held.lines().next().open());

      CommandReplyDecoder again =
          client.ask(reserve(4, session, "order-1", new Line(0, 0, 7))).commandReply();
      assertTrue(again.flags().repeated(), "rule 21");
      assertEquals(reserved.sequence(), again.sequence());

      assertOk(client.ask(release(6, session, "order-1")), 6, durability);
      assertEquals(10, client.ask(stock(12, 0, 0, EC)).stock().ats());
      assertEquals(
          ReservationState.RELEASED, client.ask(reservation(13, "order-1")).reservation().state());
      assertEquals(
          ResultCode.UNKNOWN_RESERVATION,
          client.ask(reservation(14, "order-9")).reservation().code());
      assertEquals(10, client.ask(everywhere(15, 0, EC)).everywhere().networkAts());
    }
  }

  private static CommandReplyDecoder assertOk(
      Answer answer, long requestId, Durability durability) {
    CommandReplyDecoder reply = answer.commandReply();
    assertEquals(ResultCode.OK, reply.code());
    assertEquals(requestId, reply.requestId());
    assertEquals(durability, reply.durability());
    return reply;
  }

  @Test
  void shouldGoOnAfterARestart() throws IOException {
    serve(Durability.PROCESS);
    long session = stockTenTeas();
    stop();
    serve(Durability.PROCESS);

    try (RawClient client = RawClient.greeted(server.address())) {
      assertEquals(10, client.ask(stock(1, 0, 0, EC)).stock().ats());
      CommandReplyDecoder again =
          client.ask(receive(3, session, new Line(0, 0, 10))).commandReply();
      assertTrue(again.flags().repeated(), "rule 21: also after a restart");
    }
  }

  private long stockTenTeas() throws IOException {
    try (RawClient client = RawClient.greeted(server.address())) {
      long session = client.ask(register(1, "till-1")).registered().session();
      client.send(
          defineSku(1, session, "TEA"),
          defineLocation(2, session, "TOKYO-1"),
          receive(3, session, new Line(0, 0, 10)));
      for (int i = 1; i <= 3; i++) {
        assertEquals(ResultCode.OK, client.read().commandReply().code());
      }
      return session;
    }
  }

  /** Rule 30: what happened while nobody listened is told after the last sequence that was told. */
  @Test
  void shouldTellOfChangesAndGoOnAfterABreak() throws IOException {
    serve(Durability.PROCESS);
    long session = stockTenTeas();
    long told;
    try (RawClient teller = RawClient.greeted(server.address());
        RawClient listener = RawClient.greeted(server.address())) {
      SubscribedDecoder subscribed =
          listener.ask(subscribe(1, 0, NO_REF, NO_REF, EC, Questions.LEVELS)).subscribed();
      assertEquals(ResultCode.OK, subscribed.code());
      assertOk(teller.ask(receive(4, session, new Line(0, 0, 5))), 4, Durability.PROCESS);

      ChangesDecoder changes = listener.read().changes();
      told = changes.sequence();
      assertTrue(told > subscribed.sequence());
      assertEquals(15, changes.entries().next().ats());
    }
    stop();
    serve(Durability.PROCESS);
    try (RawClient teller = RawClient.greeted(server.address());
        RawClient listener = RawClient.greeted(server.address())) {
      assertOk(
          teller.ask(reserve(5, session, "order-1", new Line(0, 0, 4))), 5, Durability.PROCESS);

      listener.ask(subscribe(1, told, NO_REF, NO_REF, EC, Questions.LEVELS)).subscribed();

      ChangesDecoder changes = listener.read().changes();
      ChangesDecoder.EntriesDecoder entries = changes.entries();
      assertEquals(1, entries.count(), "what was told is not told again");
      assertEquals(11, entries.next().ats());
      assertTrue(changes.sequence() > told);
      listener.send(subscribe(2, 1, NO_REF, NO_REF, EC, Questions.LEVELS));
      assertEquals(ResultCode.OK, listener.read().subscribed().code(), "recovery wrote them anew");
      assertEquals(2, listener.read().changes().correlationId());
    }
  }

  /** One subscriber is not read to; the engine, and another subscriber, do not notice. */
  @Test
  void shouldGoOnBesideASubscriberThatDoesNotRead() throws IOException {
    serve(Durability.PROCESS);
    long session = stockTenTeas();
    int rounds = 20;
    int commands = 2_000;
    try (RawClient teller = RawClient.greeted(server.address());
        RawClient idle = new RawClient(server.address(), 4_096);
        RawClient listener = RawClient.greeted(server.address())) {
      idle.ask(ClientMessages.hello()).welcome();
      for (int i = 1; i <= 64; i++) {
        idle.ask(subscribe(i, 0, NO_REF, NO_REF, EC, Questions.OVERSELLS)).subscribed();
      }
      listener.ask(subscribe(1, 0, NO_REF, NO_REF, EC, Questions.LEVELS)).subscribed();
      int last = 10;
      for (int round = 0; round < rounds; round++) {
        byte[][] swings = new byte[commands][];
        int first = last;
        Arrays.setAll(
            swings, i -> adjust(first + i, session, new Line(0, 0, i % 2 == 0 ? -20 : 20)));
        last += commands;
        teller.send(swings);
        for (int i = 0; i < commands; i++) {
          assertEquals(ResultCode.OK, teller.read().commandReply().code());
        }
      }
      long end = teller.ask(stock(1, 0, 0, EC)).stock().sequence();
      ChangesDecoder changes = listener.read().changes();
      while (changes.code() == ResultCode.OK && changes.sequence() < end) {
        changes = listener.read().changes();
      }
      if (changes.code() == ResultCode.OK) {
        assertEquals(10, changes.entries().next().ats(), "the last level told is the last one");
      } else {
        assertEquals(ResultCode.RESUME_TOO_OLD, changes.code(), "or it is told to read anew");
      }
    }
  }

  @Test
  void shouldKeepThousandsOfCommandsInFlight() throws IOException {
    serve(Durability.PROCESS);
    long session = stockTenTeas();
    try (RawClient client = RawClient.greeted(server.address())) {
      for (int round = 0; round < 5; round++) {
        byte[][] commands = new byte[4_000][];
        int first = 10 + round * commands.length;
        Arrays.setAll(commands, i -> receive(first + i, session, new Line(0, 0, 1)));
        client.send(commands);
        for (int i = 0; i < commands.length; i++) {
          CommandReplyDecoder reply = client.read().commandReply();
          assertEquals(first + i, reply.requestId());
          assertEquals(ResultCode.OK, reply.code());
        }
      }
      assertEquals(20_010, client.ask(stock(1, 0, 0, EC)).stock().ats());
    }
  }

  @Test
  void shouldAnswerAllItAcceptedWhenClosedInTheMiddle() throws Exception {
    serve(Durability.PROCESS);
    long session = stockTenTeas();
    int answered = 1;
    CompletableFuture<Void> closing;
    try (RawClient client = RawClient.greeted(server.address())) {
      byte[][] commands = new byte[2_000][];
      Arrays.setAll(commands, i -> receive(10 + i, session, new Line(0, 0, 1)));
      client.send(commands);
      client.read().commandReply();
      closing = CompletableFuture.runAsync(server::close);
      Answer last = client.read();
      while (last.templateId() == CommandReplyDecoder.TEMPLATE_ID) {
        answered++;
        last = client.read();
      }
      assertEquals(ResultCode.OK, last.goodbye().code());
    }
    closing.get(60, TimeUnit.SECONDS);
    stop();
    serve(Durability.PROCESS);
    try (RawClient client = RawClient.greeted(server.address())) {
      assertEquals(
          10 + answered,
          client.ask(stock(1, 0, 0, EC)).stock().ats(),
          "what was answered was done, and nothing else");
    }
  }

  @Test
  void shouldSayGoodbyeWhenTheEngineHalts() throws Exception {
    server = GatewayServer.create(config());
    ReplySink sink = server.replySink();
    host =
        open(
            Durability.PROCESS,
            new ReplySink() {
              @Override
              public void reply(
                  int loop,
                  int connection,
                  int generation,
                  DirectBuffer reply,
                  int offset,
                  int length) {
                if (length != RegisteredLength.BYTES) {
                  throw new IllegalStateException("the test stops the engine");
                }
                sink.reply(loop, connection, generation, reply, offset, length);
              }

              @Override
              public void endOfBatch() {
                sink.endOfBatch();
              }
            });
    host.start();
    server.start(host);
    try (RawClient client = RawClient.greeted(server.address())) {
      long session = client.ask(register(1, "till-1")).registered().session();

      Answer answer = client.ask(commit(1, session, "order-1"));

      assertEquals(ResultCode.ENGINE_STOPPED, answer.goodbye().code());
      ExecutionException stopped =
          assertThrows(ExecutionException.class, () -> server.stopped().get(60, TimeUnit.SECONDS));
      assertEquals("the test stops the engine", stopped.getCause().getMessage());
      assertFalse(host.failed().isCompletedExceptionally());
    }
  }

  private static final class RegisteredLength {
    static final int BYTES = 8 + RegisteredDecoder.BLOCK_LENGTH;
  }
}

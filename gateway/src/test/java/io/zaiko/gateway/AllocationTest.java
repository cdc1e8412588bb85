package io.zaiko.gateway;

import static io.zaiko.gateway.ClientMessages.EC;
import static io.zaiko.gateway.ClientMessages.framed;
import static io.zaiko.gateway.ClientMessages.receive;
import static io.zaiko.gateway.ClientMessages.stock;
import static io.zaiko.gateway.Subscription.ALL;
import static io.zaiko.protocol.Protocol.NO_REF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.engine.stock.ChangeReader;
import io.zaiko.gateway.ClientMessages.Line;
import io.zaiko.gateway.GatewayConfig.Limits;
import io.zaiko.protocol.CommandSyntax;
import io.zaiko.protocol.MessageShape;
import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.CommandReplyEncoder;
import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.protocol.sbe.StockFilter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the way of a query leaves behind for the collector. */
class AllocationTest {
  private static final int QUERIES = 100_000;
  private static final int SINGLE_QUERIES = 5_000;
  private static final int ROUNDS = 10;
  private static final int SHORTEST_REPLY = 8 + CommandReplyEncoder.BLOCK_LENGTH + 2 * 4;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
  private final ConnectionRig rig = ConnectionRig.greeted();

  @BeforeEach
  void stockSomething() {
    // A buffer that is watched for leaks is an object more; what is measured here is the server.
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    long session = rig.engine.register("till");
    rig.engine.execute(ClientMessages.defineSku(1, session, "TEA"));
    for (int i = 0; i < 200; i++) {
      rig.engine.execute(ClientMessages.defineLocation(10 + i, session, "L" + i));
      rig.engine.execute(receive(1_000 + i, session, new Line(0, i, 10)));
    }
  }

  @AfterEach
  void closeRig() {
    ResourceLeakDetector.setLevel(level);
    rig.close();
  }

  @Test
  void shouldAllocateNothingFromFrameToAnswer() throws Exception {
    QueryAnswers answers = new QueryRig(rig.engine).answers();
    CommandSyntax syntax = new CommandSyntax(rig.engine.config().channels().size());
    FrameDecoder decoder = new FrameDecoder(rig.allocator, new UnsafeBuffer(0, 0));
    UnsafeBuffer reply = new UnsafeBuffer(new byte[64 * 1024]);
    FrameDecoder.Messages messages =
        (buffer, offset, length) -> {
          if (syntax.check(buffer, offset, length) != ResultCode.OK) {
            throw new AssertionError("a query was not well formed");
          }
          MessageShape shape = syntax.shape();
          int maxLength = answers.maxLength(shape, buffer, offset);
          return answers.answer(shape, buffer, offset, reply, 0) <= maxLength;
        };
    ByteBuf read = rig.allocator.directBuffer().writeBytes(framed(oneOfEachKind()));

    long bytes =
        allocated(
            oneOfEachKind().length,
            () -> {
              read.readerIndex(0);
              decoder.decode(read, messages);
            });

    assertEquals(0, bytes, "bytes in " + QUERIES + " queries");
    read.release();
  }

  @Test
  void shouldAllocateNothingForAnEverywhereAnswer() throws Exception {
    EverywhereAnswer everywhere = new QueryRig(rig.engine).answers().everywhere();
    EverywhereCursor cursor = new EverywhereCursor();
    UnsafeBuffer query = new UnsafeBuffer(ClientMessages.everywhere(1, 0, EC));
    UnsafeBuffer reply = new UnsafeBuffer(new byte[64 * 1024]);

    long bytes =
        allocated(
            1,
            () -> {
              everywhere.begin(cursor, query, 0);
              everywhere.part(cursor, everywhere.maxPartLength(cursor), reply, 0);
            });

    assertEquals(0, bytes, "bytes in " + QUERIES + " queries");
  }

  /** The whole connection on an embedded channel, with Netty's share: pooled buffers, flush. */
  @Test
  void shouldAllocateNothingAcrossTheConnection() throws Exception {
    byte[][] queries = new byte[64][];
    Arrays.setAll(queries, i -> stock(i, 0, i, EC));
    byte[] frames = framed(queries);

    long bytes =
        allocated(
            queries.length,
            () -> {
              ByteBuf read = rig.allocator.directBuffer(frames.length).writeBytes(frames);
              rig.channel.pipeline().fireChannelRead(read).fireChannelReadComplete();
              ByteBuf sent = rig.channel.readOutbound();
              sent.release();
            });

    assertEquals(0, bytes, "bytes in " + QUERIES + " queries");
  }

  /** Commands, too: from the socket into the ring, and from the reply ring to the socket. */
  @Test
  void shouldAllocateNothingForACommandAndItsReply() throws Exception {
    CountingRing ring = new CountingRing();
    rig.engine.useRing(ring);
    ConnectionRig commands =
        new ConnectionRig(
                GatewayConfig.defaults().withLimits(new Limits(4, 4096, 1 << 20, 8 << 20)),
                rig.engine)
            .greet();
    byte[][] messages = new byte[64][];
    Arrays.setAll(messages, i -> ClientMessages.commit(i + 1, 9, "order-1"));
    byte[] frames = framed(messages);
    UnsafeBuffer reply = new UnsafeBuffer(new byte[SHORTEST_REPLY]);

    long bytes =
        allocated(
            messages.length,
            () -> {
              ByteBuf read = commands.allocator.directBuffer(frames.length).writeBytes(frames);
              commands.channel.pipeline().fireChannelRead(read).fireChannelReadComplete();
              for (int i = 0; i < messages.length; i++) {
                commands.router.reply(
                    0, ring.connection, ring.generation, reply, 0, reply.capacity());
              }
              commands.router.endOfBatch();
              commands.channel.runPendingTasks();
              ByteBuf sent = commands.channel.readOutbound();
              sent.release();
            });

    assertEquals(0, bytes, "bytes for " + QUERIES + " commands");
    assertTrue(ring.written >= QUERIES, "they came through the ring");
    commands.channel.finishAndReleaseAll();
  }

  /** Levels, bands and oversells, from the engine's log to the socket. */
  @Test
  void shouldAllocateNothingForAChange() throws Exception {
    long start = rig.engine.sequence();
    Retailer retailer = new Retailer(rig.engine);
    for (int i = 0; i < 50; i++) {
      retailer.adjust(0, i, -11);
    }
    AvailabilityReader reader = rig.engine.newReader();
    reader.readPosition();
    ChangeReader changes = rig.engine.newChangeReader();
    ChangeMessages messages = new ChangeMessages(reader);
    Subscription subscription = new Subscription(1, ALL, ALL, EC, 15, changes, start);
    Outbound outbound = new Outbound(rig.channel, new UnsafeBuffer(0, 0));
    int[] told = new int[1];

    long bytes =
        allocated(
            100,
            () -> {
              changes.seek(start);
              messages.begin(subscription, outbound);
              while (changes.next(reader.sequence())) {
                if (subscription.wantsChange()) {
                  messages.add();
                  told[0]++;
                }
              }
              messages.end(reader.sequence(), 0, ResultCode.OK);
              outbound.release();
            });

    assertEquals(0, bytes, "bytes in " + QUERIES + " changes");
    assertTrue(told[0] >= QUERIES, told[0] + " changes were told");
  }

  /** The same over TCP: Netty's share of a socket read, on the I/O thread. */
  @Test
  void shouldAllocateAtMostAFewBytesPerSocketRead() throws Exception {
    CountingRing ring = new CountingRing();
    rig.engine.useRing(ring);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    byte[] query = stock(1, 0, 0, EC);
    UnsafeBuffer reply = new UnsafeBuffer(new byte[SHORTEST_REPLY]);
    try (GatewayServer server =
        GatewayServer.create(
            GatewayConfig.defaults()
                .withListen(anyPort)
                .withLimits(new Limits(4, 4096, 1 << 20, 8 << 20)))) {
      server.start(rig.engine);
      try (RawClient client = RawClient.greeted(server.address())) {
        client.send(ClientMessages.commit(1, 9, "tells the thread"));
        long ioThread = ring.thread.get(60, TimeUnit.SECONDS).getId();
        server.replySink().reply(0, ring.connection, ring.generation, reply, 0, reply.capacity());
        server.replySink().endOfBatch();
        client.read();
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
          long before = threads.getThreadAllocatedBytes(ioThread);
          for (int i = 0; i < SINGLE_QUERIES; i++) {
            client.ask(query);
          }
          long bytes = threads.getThreadAllocatedBytes(ioThread) - before;
          least = Math.min(least, (double) bytes / SINGLE_QUERIES);
        }
        assertTrue(least < 8, least + " bytes per read");
      }
    }
  }

  /** A ring that only counts. */
  private static final class CountingRing implements CommandRing {
    private int connection;
    private int generation;
    private long written;
    private final CompletableFuture<Thread> thread = new CompletableFuture<>();

    @Override
    public int slotsFor(int messageLength) {
      return 1;
    }

    @Override
    public long claim(int slots) {
      return written;
    }

    @Override
    public long write(
        long slot,
        int loop,
        int toConnection,
        int toGeneration,
        boolean journaled,
        DirectBuffer source,
        int offset,
        int length) {
      connection = toConnection;
      generation = toGeneration;
      written++;
      return slot + 1;
    }

    @Override
    public void publish(long first, int slots) {
      thread.complete(Thread.currentThread());
      if (first + slots != written) {
        throw new AssertionError("not all that was claimed was written");
      }
    }
  }

  private byte[][] oneOfEachKind() {
    List<Line> lines = List.of(new Line(0, 0, 1), new Line(0, 1, 2), new Line(-1, 2, 1));
    return new byte[][] {
      stock(1, 0, 0, EC),
      stock(2, -1, -2, EC, "TEA", "L7"),
      ClientMessages.basket(3, EC, lines, "TEA"),
      ClientMessages.resolve(4, CatalogKind.SKU, "TEA", "COFFEE"),
      ClientMessages.describe(5, CatalogKind.LOCATION, 1, 2, 3),
      Questions.near(6, 0, EC, 35_681_000, 139_767_000, 0, 5, 10),
      Questions.list(7, NO_REF, EC, StockFilter.ALL, 0, 50),
      Questions.list(8, 3, EC, StockFilter.LOW, 0, 50)
    };
  }

  /**
   * Bytes that this thread allocates while it handles {@link #QUERIES} queries: the least of some
   * rounds, since the JVM itself allocates on a thread now and then, as when it compiles.
   */
  private long allocated(int queriesPerRun, Runnable run) throws Exception {
    FutureTask<Long> least = new FutureTask<>(() -> leastOfRounds(queriesPerRun, run));
    // Netty recycles its objects on its own kind of thread only.
    new FastThreadLocalThread(least).start();
    return least.get();
  }

  private long leastOfRounds(int queriesPerRun, Runnable run) {
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < QUERIES; i += queriesPerRun) {
        run.run();
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }
}

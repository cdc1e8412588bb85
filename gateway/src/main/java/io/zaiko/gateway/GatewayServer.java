package io.zaiko.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.zaiko.engine.host.EngineHost;
import io.zaiko.engine.pipeline.ReplySink;
import io.zaiko.protocol.sbe.ResultCode;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an engine over TCP.
 *
 * <pre>
 *            +------------------- I/O thread (GatewayLoop) -------------------+
 *   socket -&gt; Turn -&gt; FrameDecoder -&gt; RequestHandler -&gt; CommandBatch ---------|-&gt; command ring -&gt; engine
 *            |                              |-&gt; QueryAnswers (engine's tables)  |                    |
 *            |                              `-&gt; ChangeFeed (engine's log)       |                    |
 *   socket &lt;- Outbound &lt;--------------------------'-- ReplyRing &lt;---------------|---- ReplyRouter &lt;---'
 *            +-----------------------------------------------------------------+
 * </pre>
 *
 * <p>Life: {@link #create}, then the engine is opened with {@link #replySink}, then {@link #start}
 * listens, {@link #close} answers what was accepted and ends. The engine is closed after that, by
 * who opened it. Thread safe.
 */
public final class GatewayServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

  private static final String STOPPED =
      "the server stopped on an error, its log says which; nothing that was answered is lost";

  private static final int LEAST_READ = 2 * 1024;
  private static final int FIRST_READ = 4 * 1024;
  private static final int MOST_READ = 64 * 1024;
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(128 * 1024, 256 * 1024);

  private final GatewayConfig config;
  private final Transport transport;
  private final EventLoopGroup group;
  private final PooledByteBufAllocator allocator;
  private final ReplyRing[] rings;
  private final ReplyRouter router;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private volatile Serving serving;

  /** What there is from the start on. */
  private record Serving(
      ServedEngine engine, CreditPool credits, List<GatewayLoop> loops, Channel listener) {}

  private GatewayServer(GatewayConfig config, Transport transport) {
    this.config = config;
    this.transport = transport;
    this.allocator = newAllocator(config.eventLoops());
    this.group =
        new MultiThreadIoEventLoopGroup(
            config.eventLoops(),
            new DefaultThreadFactory("zaiko-io"),
            transport.newHandlers(config.ioWait().selects()));
    List<ReplyRing> all = new ArrayList<>();
    for (EventExecutor executor : group) {
      all.add(new ReplyRing(config.limits().replyRingBytes(), (EventLoop) executor));
    }
    this.rings = all.toArray(ReplyRing[]::new);
    this.router = new ReplyRouter(rings);
  }

  /**
   * Prepares a gateway; nothing listens yet.
   *
   * @throws GatewayException if the configuration does not allow it to listen where it should
   */
  public static GatewayServer create(GatewayConfig config) {
    return create(config, Transport.best());
  }

  static GatewayServer create(GatewayConfig config, Transport transport) {
    ListenAddress.check(config.listen(), config.insecure());
    return new GatewayServer(config, transport);
  }

  /** One arena per I/O thread, direct memory only. */
  private static PooledByteBufAllocator newAllocator(int eventLoops) {
    // Not of the pool: that would keep a chunk for this thread as long as the thread lives.
    ByteBuf probe = Unpooled.directBuffer(1);
    boolean addressable = probe.hasMemoryAddress();
    probe.release();
    if (!addressable) {
      throw new GatewayException(
          "Network buffers cannot be read where they lie: run Java with the flags of"
              + " config/jvm.options");
    }
    return new PooledByteBufAllocator(
        true,
        0,
        eventLoops,
        PooledByteBufAllocator.defaultPageSize(),
        PooledByteBufAllocator.defaultMaxOrder(),
        PooledByteBufAllocator.defaultSmallCacheSize(),
        PooledByteBufAllocator.defaultNormalCacheSize(),
        false);
  }

  /** Where the engine puts its replies; for {@link EngineHost}. */
  public ReplySink replySink() {
    return router;
  }

  /**
   * Serves the engine, which must have been opened with {@link #replySink} and started.
   *
   * @throws GatewayException if the address is taken, or the limits do not fit the engine's
   */
  public void start(EngineHost host) {
    start(new HostedEngine(host));
  }

  void start(ServedEngine engine) {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("a gateway is started once");
    }
    CreditPool credits =
        new CreditPool(
            engine.ringSlots(), config.limits().connections(), config.limits().credits());
    List<GatewayLoop> loops = new ArrayList<>();
    for (int i = 0; i < rings.length; i++) {
      loops.add(
          new GatewayLoop(
              i, rings[i].eventLoop(), config, engine, credits, rings[i], this::stopBroken));
    }
    loops.forEach(GatewayLoop::start);
    serving = new Serving(engine, credits, loops, listen(loops));
    ListenAddress.warnIfInsecure(address());
    var unused = engine.failed().thenAccept(this::stopWithEngine);
  }

  private Channel listen(List<GatewayLoop> loops) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(transport.serverChannel())
            .option(ChannelOption.ALLOCATOR, allocator)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.ALLOCATOR, allocator)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ))
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    loopOf(channel, loops).accept(channel);
                  }
                })
            .bind(config.listen())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw ListenAddress.cannotListen(config.listen(), bound.cause());
    }
    return bound.channel();
  }

  private static GatewayLoop loopOf(Channel channel, List<GatewayLoop> loops) {
    for (GatewayLoop loop : loops) {
      if (loop.eventLoop() == channel.eventLoop()) {
        return loop;
      }
    }
    throw new IllegalStateException("a channel of a foreign event loop");
  }

  /** Where the gateway listens, with the port it got. */
  public InetSocketAddress address() {
    return (InetSocketAddress) serving.listener().localAddress();
  }

  /**
   * Completes when the gateway was closed; exceptionally if it closed because the engine, or the
   * gateway itself, failed.
   */
  public CompletableFuture<Void> stopped() {
    return stopped.copy();
  }

  /** Connections that are open, or still have answers on their way. */
  int connections() {
    return serving.credits().seatsTaken();
  }

  /** The memory that messages pass through. */
  ByteBufAllocator allocator() {
    return allocator;
  }

  /**
   * Stops listening and reading, waits until all that was accepted is answered, says goodbye to
   * everybody and closes. Takes no longer than the shutdown deadline, and a moment.
   */
  @Override
  public void close() {
    if (stopping.compareAndSet(false, true)) {
      stop(null);
    } else {
      stopped.exceptionally(failure -> null).join();
    }
  }

  /** The engine's thread: the engine stopped, and has said why. */
  private void stopWithEngine(Throwable cause) {
    LOG.error("Closing the gateway, since the engine stopped: {}", cause.toString());
    stopOnItsOwn(cause);
  }

  /** An I/O thread: a promise of this module was broken, so nothing can be relied on any more. */
  private void stopBroken(Throwable cause) {
    LOG.error("Closing the gateway after an error of its own", cause);
    stopOnItsOwn(cause);
  }

  private void stopOnItsOwn(Throwable cause) {
    if (stopping.compareAndSet(false, true)) {
      new Thread(() -> stop(cause), "zaiko-gateway-stop").start();
    }
  }

  private void stop(Throwable failure) {
    long end = System.nanoTime() + config.deadlines().shutdown().toNanos();
    try {
      if (serving != null) {
        serving.listener().close().awaitUninterruptibly();
        endConnections(serving, failure, end);
      }
    } catch (InterruptedException e) {
      LOG.warn("Interrupted while closing: not everybody was told goodbye", e);
      Thread.currentThread().interrupt();
    } finally {
      long millis = config.deadlines().shutdown().toMillis();
      if (!group
          .shutdownGracefully(0, millis, TimeUnit.MILLISECONDS)
          .awaitUninterruptibly(2 * millis)) {
        LOG.error("The I/O threads did not end in time and may still read the engine's tables");
      }
      complete(failure);
    }
  }

  private void complete(Throwable failure) {
    if (failure == null) {
      stopped.complete(null);
    } else {
      stopped.completeExceptionally(failure);
    }
  }

  private void endConnections(Serving serving, Throwable failure, long end)
      throws InterruptedException {
    List<GatewayLoop> loops = serving.loops();
    if (failure == null) {
      loops.forEach(loop -> loop.leaveAll(ResultCode.OK, "the server is shutting down"));
      drain(serving.engine(), end);
    } else {
      loops.forEach(loop -> loop.leaveAll(ResultCode.ENGINE_STOPPED, STOPPED));
      loops.forEach(GatewayLoop::onNoMoreAnswers);
    }
    if (!serving.credits().awaitEmpty(end - System.nanoTime())) {
      LOG.warn("{} connections end without all their answers", serving.credits().seatsTaken());
      loops.forEach(GatewayLoop::onNoMoreAnswers);
      serving.credits().awaitEmpty(TimeUnit.MILLISECONDS.toNanos(2 * Farewell.LINGER_MILLIS));
    }
  }

  /** Waits for the engine on a thread of its own, so that an engine that hangs is not for ever. */
  private static void drain(ServedEngine engine, long end) throws InterruptedException {
    CompletableFuture<Void> drained = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                engine.drain();
                drained.complete(null);
              } catch (RuntimeException e) {
                drained.completeExceptionally(e);
              }
            },
            "zaiko-gateway-drain");
    thread.setDaemon(true);
    thread.start();
    try {
      drained.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Closing although not everything that was accepted was answered in time");
    } catch (ExecutionException e) {
      LOG.warn("Closing although not everything that was accepted is answered", e.getCause());
    }
  }
}

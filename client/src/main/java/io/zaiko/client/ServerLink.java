package io.zaiko.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.GoodbyeDecoder;
import io.zaiko.protocol.sbe.MessageHeaderDecoder;
import io.zaiko.protocol.sbe.WelcomeDecoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the server: one connection at a time, made again when it breaks.
 *
 * <pre>
 *   any thread          event loop
 *   submit ──▶ intake ──▶ turn ──▶ lanes ──▶ encoder ──▶ outbox ──▶ one flush
 *   future ◀── session / queries ◀── router ◀── frame reader
 * </pre>
 *
 * <p>Everything but {@link #submit}, {@link #close} and the plain getters of final or volatile
 * fields belongs to the event loop, so nothing is locked, and what one thread submits stays in
 * order.
 */
final class ServerLink {
  private static final Logger LOG = LoggerFactory.getLogger(ServerLink.class);

  private enum Phase {
    CONNECTING,
    READY,
    BROKEN,
    CLOSED
  }

  private final ZaikoClientConfig config;
  private final EventLoop loop;
  private final ClientLoops loops;
  private final Connector connector;
  private final AdmissionGate gate;
  private final ManyToOneConcurrentLinkedQueue<Pending<?>> intake =
      new ManyToOneConcurrentLinkedQueue<>();
  private final Runnable turn = this::turn;
  private final AtomicBoolean awake = new AtomicBoolean();
  private final LinkCounters counters = new LinkCounters();
  private final CompletableFuture<Void> welcomed = new CompletableFuture<>();

  private final Lane commandLane = new Lane();
  private final Lane queryLane = new Lane();
  private final CodeBook codes;
  private final CommandEncoder encoder;
  private final QueryEncoder queryEncoder;
  private final Decoders decoders = new Decoders();
  private final CommandSession session;
  private final QueryBook queries;
  private final ChangeFeeds feeds;
  private final AnswerRouter router;
  private final Watch watch;

  private volatile Welcome welcome;
  private Phase phase = Phase.CONNECTING;
  private Channel channel;
  private Outbox outbox;
  private Throwable lastFailure;
  private int roomToReturn;
  private int live;
  private boolean turning;

  ServerLink(ZaikoClientConfig config, int number, ClientLoops loops, AdmissionGate gate) {
    this.config = config;
    this.loops = loops;
    this.loop = loops.next();
    this.gate = gate;
    connector = new Connector(config, loop);
    codes = new CodeBook(this, config.handleCacheCapacity());
    RefWriter refs = new RefWriter(codes);
    encoder = new CommandEncoder(refs);
    queryEncoder = new QueryEncoder(refs);
    session = new CommandSession(this, commandLane, config.sessionName(number));
    queries = new QueryBook(this);
    feeds = new ChangeFeeds(this);
    router = new AnswerRouter(decoders, session, queries, feeds);
    watch = new Watch(this);
  }

  ZaikoClientConfig config() {
    return config;
  }

  LinkCounters counters() {
    return counters;
  }

  ClientStatistics statistics() {
    return counters.snapshot();
  }

  /** What the server last said of itself. */
  Welcome welcome() {
    return welcome;
  }

  Lane commandLane() {
    return commandLane;
  }

  Lane queryLane() {
    return queryLane;
  }

  CodeBook codes() {
    return codes;
  }

  CommandEncoder encoder() {
    return encoder;
  }

  QueryEncoder queryEncoder() {
    return queryEncoder;
  }

  Decoders decoders() {
    return decoders;
  }

  CommandSession session() {
    return session;
  }

  QueryBook queries() {
    return queries;
  }

  ChangeFeeds feeds() {
    return feeds;
  }

  /** Of the present connection. */
  Outbox outbox() {
    return outbox;
  }

  boolean isReady() {
    return phase == Phase.READY;
  }

  /** Why there is no connection; null if there always was one. */
  Throwable lastFailure() {
    return lastFailure;
  }

  // ---- any thread

  /** Hands a request to the loop; any thread. */
  <A> CompletableFuture<A> submit(Pending<A> request) {
    if (!admit()) {
      request.fail(gate.full());
      return request.future();
    }
    request.admitted(System.nanoTime() + config.requestTimeout().toNanos());
    intake.offer(request);
    turnSoon();
    return request.future();
  }

  /** Sees to it that a turn comes; any thread. */
  void turnSoon() {
    if (!awake.get() && awake.compareAndSet(false, true)) {
      execute(turn);
    }
  }

  private boolean admit() {
    if (gate.tryEnter()) {
      return true;
    }
    if (loop.inEventLoop()) {
      returnRoom();
      return gate.tryEnter();
    }
    if (!gate.isBlocking() || loops.isLoopThread()) {
      return false;
    }
    gate.enter();
    return true;
  }

  /** Opens a subscription on this link; any thread. */
  Subscription subscribe(SubscribeRequest request, ChangeListener listener) {
    ChangeFeed feed = new ChangeFeed(this, request, listener);
    onLoop(
        () -> {
          if (phase == Phase.CLOSED) {
            feed.closed();
          } else {
            feeds.add(feed);
          }
        });
    return new Subscription(feed);
  }

  /** Runs a task on the loop, and then a turn; any thread. Once the loop has ended, right here. */
  void onLoop(Runnable task) {
    try {
      loop.execute(
          () -> {
            task.run();
            turn();
          });
    } catch (RejectedExecutionException e) {
      synchronized (this) {
        task.run(); // the client was closed, and nobody else touches anything any more
      }
    }
  }

  private void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      awake.set(false); // the client was closed, and no turn will come
      failIntake();
    }
  }

  /** Starts the first connection; the future tells when the server has welcomed it, or why not. */
  CompletableFuture<Void> connect() {
    execute(this::attempt);
    return welcomed;
  }

  /** Ends the connection and fails what is unanswered; any thread. */
  void close() {
    execute(this::closeNow);
  }

  // ---- event loop only

  /** Takes in what was submitted and sends what may be sent. */
  void turn() {
    awake.set(false);
    for (Pending<?> next = intake.poll(); next != null; next = intake.poll()) {
      live++;
      next.lane().add(next);
    }
    if (phase == Phase.CLOSED) {
      failEverything();
    } else if (phase == Phase.READY) {
      turning = true;
      try {
        send();
      } finally {
        turning = false;
      }
    }
    if (live > 0 || commandLane.isOnTheWire() || queryLane.isOnTheWire()) {
      watch.arm();
    }
    returnRoom();
  }

  private void send() {
    session.reopen();
    commandLane.pump(outbox);
    codes.ask();
    queryLane.pump(outbox);
    outbox.flush();
  }

  /** Counts the room of a request that is over; it is given back when the turn ends. */
  void roomFreed() {
    roomToReturn++;
  }

  private void returnRoom() {
    if (roomToReturn > 0) {
      live -= roomToReturn;
      gate.leave(roomToReturn);
      roomToReturn = 0;
    }
  }

  /** What a request fails with that was not answered in time. */
  ZaikoException noAnswer(Pending<?> request) {
    return watch.noAnswer(request);
  }

  /** The connection is there, but the server has stopped answering. */
  void fallenSilent(long forMillis) {
    lost(
        channel,
        new ZaikoUnreachableException(
            "The server left a request unanswered for " + forMillis + " ms", null, null));
  }

  /** Runs a task of this link later, and what it made possible after it. */
  void later(long delayNanos, Runnable task) {
    schedule(
        delayNanos,
        () -> {
          task.run();
          turn();
        });
  }

  /** Runs a task of this link later. */
  void schedule(long delayNanos, Runnable task) {
    loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS).addListener(this::reportFailure);
  }

  private void reportFailure(Future<?> task) {
    if (task.cause() != null && !task.isCancelled()) {
      LOG.error("A task of the client failed", task.cause());
      if (channel != null) {
        lost(
            channel,
            new ZaikoUnreachableException("An error inside the client", null, task.cause()));
      }
    }
  }

  private void attempt() {
    if (phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.CONNECTING;
    ChannelFuture connecting = connector.connect(new FrameReader(this));
    Channel made = connecting.channel();
    channel = made;
    connecting.addListener(
        result -> {
          if (result.isSuccess()) {
            greet(made);
          } else {
            lost(made, connector.refused(result.cause()));
          }
        });
    schedule(
        TimeUnit.MILLISECONDS.toNanos(connector.timeoutMs()),
        () -> {
          if (made == channel && phase != Phase.READY) {
            lost(made, connector.notWelcomed());
          }
        });
  }

  private void greet(Channel made) {
    if (made == channel) {
      outbox = new Outbox(made);
      int length = queryEncoder.hello(Protocol.PROTOCOL_VERSION, config.software());
      outbox.add(queryEncoder.buffer().byteArray(), length);
      outbox.flush();
    }
  }

  /** One message of the server. */
  void received(Channel from, DirectBuffer message) {
    if (from != channel) {
      return; // of a connection given up meanwhile
    }
    MessageHeaderDecoder header = decoders.header(message);
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
      throw new ZaikoProtocolException(
          "The server sent a message of schema " + header.schemaId(), null, null);
    }
    int templateId = header.templateId();
    if (templateId == GoodbyeDecoder.TEMPLATE_ID) {
      GoodbyeDecoder goodbye = decoders.goodbye(message);
      lost(from, Connector.goodbye(goodbye.code(), goodbye.reason()));
    } else if (phase == Phase.CONNECTING && templateId == WelcomeDecoder.TEMPLATE_ID) {
      ready(Welcome.read(decoders.welcome(message)));
    } else if (phase == Phase.CONNECTING) {
      throw new ZaikoProtocolException(
          "The server sent message " + templateId + " before its welcome", null, null);
    } else {
      router.route(templateId, message);
      connector.works();
    }
  }

  private void ready(Welcome said) {
    welcome = said;
    phase = Phase.READY;
    commandLane.connected(said.credits());
    queryLane.connected(said.credits());
    codes.connected(said.journal());
    session.connected();
    feeds.connected();
    if (!welcomed.complete(null)) {
      LOG.info("Connected to {} again", config.address());
    }
  }

  /** A connection is over, whoever ended it. */
  void lost(Channel which, Throwable cause) {
    if (which != channel || phase == Phase.CLOSED) {
      return;
    }
    if (turning) {
      // A write failed while requests are being sent: first let the turn come to its end.
      execute(() -> lost(which, cause));
      return;
    }
    boolean wasReady = phase == Phase.READY;
    channel = null;
    phase = Phase.BROKEN;
    lastFailure = cause;
    Connector.end(which);
    if (outbox != null) {
      outbox.discard();
    }
    if (!welcomed.isDone()) {
      welcomed.completeExceptionally(cause);
      closeNow();
      return;
    }
    counters.connectionsLost.increment();
    if (wasReady) {
      ZaikoProtocolException violation =
          cause instanceof ZaikoProtocolException broken ? broken : null;
      session.disconnected(violation);
      queries.disconnected(violation);
      feeds.disconnected();
    }
    LOG.info("No connection to {}: {}", config.address(), cause.getMessage());
    later(connector.pauseAfterFailure(), this::attempt);
    returnRoom();
  }

  private void closeNow() {
    if (phase == Phase.CLOSED) {
      return;
    }
    phase = Phase.CLOSED;
    if (outbox != null) {
      outbox.discard();
    }
    if (channel != null) {
      Connector.end(channel);
      channel = null;
    }
    welcomed.completeExceptionally(
        new ZaikoUnreachableException("The client was closed", null, null));
    failEverything();
    returnRoom();
  }

  private void failEverything() {
    feeds.close();
    session.close(watch::closed);
    queries.close(watch::closed);
    for (Lane lane : new Lane[] {commandLane, queryLane}) {
      for (Pending<?> request : lane.takeAll()) {
        request.fail(watch.closed(request));
      }
    }
    failIntake();
  }

  /** Also called by threads that come when the loop has ended, hence the lock. */
  private synchronized void failIntake() {
    for (Pending<?> next = intake.poll(); next != null; next = intake.poll()) {
      next.fail(watch.closed(next));
    }
  }
}

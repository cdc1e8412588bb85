package io.zaiko.gateway;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.zaiko.engine.stock.AvailabilityReader;
import io.zaiko.protocol.CommandSyntax;
import io.zaiko.protocol.sbe.Durability;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that belongs to one I/O thread: its connections, its reader of the engine's tables,
 * its way to the command ring and its ring of replies. Nothing here is shared with another I/O
 * thread but the {@link CreditPool}.
 *
 * <p>Used by its I/O thread, unless a method says otherwise.
 */
final class GatewayLoop {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayLoop.class);
  private static final long MOST_NANOS_BETWEEN_SWEEPS = 250_000_000;

  private final GatewayConfig config;
  private final EventLoop eventLoop;
  private final CreditPool credits;
  private final ReplyRing replies;
  private final ReplyRoom room;
  private final ChangeFeed feed;
  private final RequestHandler requests;
  private final Turn turn;
  private final Consumer<Throwable> onBroken;
  private final UnsafeBuffer inputView = new UnsafeBuffer(0, 0);
  private final UnsafeBuffer outputView = new UnsafeBuffer(0, 0);
  private final MessageHandler onReply = this::onReply;
  private final Connection[] connections;
  private final int[] generations;
  private final IntArrayList freeIndexes = new IntArrayList();
  private final List<Connection> touched;
  private int refusedSinceSweep;
  private boolean isAnswered = true;
  private ResultCode closingCode;
  private String closingReason;

  /**
   * @param onBroken told when a promise of this module turned out broken; the gateway must stop
   */
  GatewayLoop(
      int index,
      EventLoop eventLoop,
      GatewayConfig config,
      ServedEngine engine,
      CreditPool credits,
      ReplyRing replies,
      Consumer<Throwable> onBroken) {
    this.config = config;
    this.eventLoop = eventLoop;
    this.credits = credits;
    this.replies = replies;
    this.onBroken = onBroken;
    this.room = new ReplyRoom(replies.budget(engine.maxReplyLength()), engine.ringSlots());
    this.feed =
        new ChangeFeed(
            eventLoop,
            engine.newReader(),
            engine::newChangeReader,
            engine.config().changeCapacity(),
            onBroken);
    AvailabilityReader reader = engine.newReader();
    this.requests =
        new RequestHandler(
            new CommandSyntax(engine.config().channels().size()),
            new QueryAnswers(reader, engine.newNearestSearch(reader)),
            new ServerMessages(engine.config(), engine.durability()),
            new CommandBatch(index, engine.ring(), engine.ringSlots(), mostAtOnce(engine)),
            room,
            credits,
            feed,
            engine::takesCommands);
    this.turn = new Turn(this);
    this.connections = new Connection[config.limits().connections()];
    this.generations = new int[config.limits().connections()];
    this.touched = new ArrayList<>(config.limits().connections());
    for (int i = config.limits().connections() - 1; i >= 0; i--) {
      freeIndexes.addInt(i);
    }
  }

  /** Where a batch costs a force of the device, the more commands share it the better. */
  private static int mostAtOnce(ServedEngine engine) {
    return engine.durability() == Durability.DISK
        ? CommandBatch.MOST_MESSAGES
        : CommandBatch.FEW_MESSAGES;
  }

  /** Any thread, once: begins to look after replies and deadlines. */
  void start() {
    replies.onReplies(this::drainReplies);
    long sweepNanos =
        Math.min(MOST_NANOS_BETWEEN_SWEEPS, config.deadlines().shortest().toNanos() / 4);
    eventLoop
        .scheduleAtFixedRate(() -> sweep(System.nanoTime()), sweepNanos, sweepNanos, NANOSECONDS)
        .addListener(
            ended -> {
              if (!ended.isCancelled()) {
                onBroken.accept(ended.cause());
              }
            });
  }

  GatewayConfig config() {
    return config;
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  RequestHandler requests() {
    return requests;
  }

  Turn turn() {
    return turn;
  }

  boolean hasOneConnection() {
    return freeIndexes.size() == connections.length - 1;
  }

  /** A promise of this module turned out broken: the gateway stops. */
  void onBroken(Throwable cause) {
    onBroken.accept(cause);
  }

  ChangeFeed feed() {
    return feed;
  }

  ReplyRoom room() {
    return room;
  }

  /** Flyweight for what comes in. */
  UnsafeBuffer inputView() {
    return inputView;
  }

  /** Flyweight for what goes out. */
  UnsafeBuffer outputView() {
    return outputView;
  }

  /** Takes a new channel of this loop's thread in. */
  void accept(Channel channel) {
    if (!credits.takeSeat()) {
      refuse(channel);
      return;
    }
    int index = freeIndexes.popInt();
    Connection connection = new Connection(channel, this, index, generations[index]);
    connections[index] = connection;
    channel.pipeline().addLast(connection);
    if (closingReason != null) {
      connection.leave(closingCode, closingReason);
      connection.sayGoodbyeIfSettled();
    }
  }

  private void refuse(Channel channel) {
    String reason =
        "all " + config.limits().connections() + " connections are in use; try again later";
    refusedSinceSweep++;
    channel.pipeline().addLast(new Discard());
    Outbound outbound = new Outbound(channel, outputView);
    MutableDirectBuffer to = outbound.claim(ServerMessages.MAX_LENGTH);
    outbound.commit(
        requests.messages().goodbye(to, outbound.offset(), ResultCode.OVERLOADED, reason));
    outbound.flush();
    Farewell.afterLastMessage(channel);
  }

  /** Makes a connection's place free for another. */
  void free(Connection connection) {
    int index = connection.index();
    if (connections[index] == connection) {
      connections[index] = null;
      generations[index]++;
      freeIndexes.addInt(index);
      credits.leaveSeat(connection.extraCredits());
    }
  }

  private void drainReplies() {
    try {
      replies.read(onReply);
      room.onRingFreed();
      for (int i = 0; i < touched.size(); i++) {
        touched.get(i).afterReplies();
      }
      touched.clear();
    } catch (RuntimeException | Error e) {
      onBroken.accept(e);
    }
  }

  private void onReply(int type, DirectBuffer buffer, int offset, int length) {
    int index = buffer.getInt(offset);
    int generation = buffer.getInt(offset + Integer.BYTES);
    int replyLength = length - ReplyRing.ROUTE_LENGTH;
    room.onAnswered(index, ReplyRing.spaceFor(replyLength));
    Connection connection = connections[index];
    if (connection == null || connection.generation() != generation) {
      return;
    }
    if (connection.touch()) {
      touched.add(connection);
    }
    connection.onReply(buffer, offset + ReplyRing.ROUTE_LENGTH, replyLength);
  }

  /** Looks after the deadlines of all connections; now and then, see {@link #start}. */
  void sweep(long nowNanos) {
    forEach(connection -> connection.sweep(nowNanos));
    if (refusedSinceSweep > 0) {
      LOG.warn(
          "Refused {} connections: all {} are in use",
          refusedSinceSweep,
          config.limits().connections());
      refusedSinceSweep = 0;
    }
  }

  /** Any thread: takes nothing more in; each connection ends once it was answered. */
  void leaveAll(ResultCode code, String reason) {
    eventLoop.execute(
        () -> {
          closingCode = code;
          closingReason = reason;
          forEach(
              connection -> {
                connection.leave(code, reason);
                connection.sayGoodbyeIfSettled();
              });
        });
  }

  /** Any thread: the engine gives no more answers, so no connection waits for one. */
  void onNoMoreAnswers() {
    eventLoop.execute(
        () -> {
          isAnswered = false;
          forEach(Connection::onNoMoreAnswers);
        });
  }

  /** Whether the engine still gives answers. */
  boolean isAnswered() {
    return isAnswered;
  }

  private void forEach(Consumer<Connection> action) {
    for (Connection connection : connections) {
      if (connection != null) {
        action.accept(connection);
      }
    }
  }
}

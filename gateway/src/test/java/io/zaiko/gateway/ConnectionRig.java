package io.zaiko.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.zaiko.gateway.GatewayConfig.Limits;
import io.zaiko.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** One connection on an embedded channel before a {@link FakeEngine}; everything on one thread. */
final class ConnectionRig implements AutoCloseable {
  final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true);
  final EmbeddedChannel channel = new EmbeddedChannel();
  final FakeEngine engine;
  final CreditPool credits;
  final GatewayLoop loop;
  final ReplyRouter router;
  Throwable broken;

  ConnectionRig() {
    this(new FakeEngine(1024, 3_000));
  }

  ConnectionRig(FakeEngine engine) {
    this(GatewayConfig.defaults().withLimits(new Limits(4, 4096, 1 << 20, 8 << 20)), engine);
  }

  ConnectionRig(GatewayConfig config, FakeEngine engine) {
    this.engine = engine;
    this.credits =
        new CreditPool(
            engine.ringSlots(), config.limits().connections(), config.limits().credits());
    channel.config().setAllocator(allocator);
    channel.freezeTime(); // time passes only in the calls of GatewayLoop.sweep
    ReplyRing ring = new ReplyRing(config.limits().replyRingBytes(), channel.eventLoop());
    this.router = new ReplyRouter(new ReplyRing[] {ring});
    engine.replyTo(router);
    this.loop =
        new GatewayLoop(
            0, channel.eventLoop(), config, engine, credits, ring, failure -> broken = failure);
    loop.start();
    loop.accept(channel);
  }

  /** A connection that said HELLO and was welcomed. */
  static ConnectionRig greeted() {
    return new ConnectionRig().greet();
  }

  ConnectionRig greet() {
    send(ClientMessages.hello());
    answers().get(0).welcome();
    return this;
  }

  /** Delivers messages, each in its frame, in one read. */
  void send(byte[]... messages) {
    deliver(ClientMessages.framed(messages));
  }

  /** Delivers raw bytes in one read. */
  void deliver(byte[] bytes) {
    ByteBuf read = allocator.directBuffer(Math.max(1, bytes.length));
    read.writeBytes(bytes);
    channel.writeInbound(read);
  }

  /** Lets the engine answer, and the answers arrive. */
  void answer() {
    engine.answerAll();
    channel.runPendingTasks();
  }

  /** Lets the time between two rounds of the change feed pass; returns what was sent. */
  List<Answer> round() {
    channel.advanceTimeBy(ChangeFeed.PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    return answers();
  }

  /** Lets the peer read, or not. */
  void writable(boolean writable) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    channel.runPendingTasks();
  }

  /** What was sent since the last call. */
  List<Answer> answers() {
    channel.runPendingTasks();
    ByteBuf all = allocator.directBuffer();
    for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      all.writeBytes(sent);
      sent.release();
    }
    List<Answer> answers = new ArrayList<>();
    while (all.isReadable()) {
      byte[] message = new byte[all.readIntLE()];
      if (message.length > Protocol.MAX_MESSAGE_LENGTH) {
        throw new AssertionError("a frame of " + message.length + " bytes was sent");
      }
      all.readBytes(message);
      answers.add(new Answer(new UnsafeBuffer(message)));
    }
    all.release();
    return answers;
  }

  Answer answerTo(byte[] message) {
    send(message);
    List<Answer> answers = answers();
    if (answers.size() != 1) {
      throw new AssertionError("expected one answer but got " + answers.size());
    }
    return answers.get(0);
  }

  /** Closes the channel, as it happens when the peer goes away. */
  void disconnect() {
    channel.close().syncUninterruptibly();
    channel.runPendingTasks();
  }

  /** Buffers that nobody released. */
  long buffersInUse() {
    return Buffers.inUse(allocator);
  }

  @Override
  public void close() {
    disconnect();
    channel.finishAndReleaseAll();
    engine.close();
    if (broken != null) {
      throw new AssertionError("the gateway broke", broken);
    }
  }
}

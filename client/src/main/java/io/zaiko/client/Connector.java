package io.zaiko.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and ends connections, and says how long to wait between two attempts. Event loop only. */
final class Connector {
  private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
  private static final int OUTBOUND_LIMIT = 1 << 20;

  private final ZaikoClientConfig config;
  private final EventLoop loop;
  private int failures;

  Connector(ZaikoClientConfig config, EventLoop loop) {
    this.config = config;
    this.loop = loop;
  }

  ChannelFuture connect(ChannelHandler handler) {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(timeoutMs(), 1 << 30))
        .option(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(OUTBOUND_LIMIT / 2, OUTBOUND_LIMIT))
        .handler(handler)
        .connect(config.host(), config.port());
  }

  /** How long a connection may take up to the welcome, in milliseconds. */
  long timeoutMs() {
    return Math.max(1, config.connectTimeout().toMillis());
  }

  ZaikoUnreachableException refused(Throwable cause) {
    return new ZaikoUnreachableException(
        "Cannot reach the server at "
            + config.address()
            + ": "
            + cause.getMessage()
            + ". Is it running, and is the address right?",
        null,
        cause);
  }

  ZaikoUnreachableException notWelcomed() {
    return new ZaikoUnreachableException(
        "The server at "
            + config.address()
            + " did not welcome the client within "
            + timeoutMs()
            + " ms",
        null,
        null);
  }

  /** The server ended the connection and said why. */
  static ZaikoUnreachableException goodbye(ResultCode code, String reason) {
    String what =
        code == ResultCode.ENGINE_STOPPED
            ? "The server stopped on an error and has to be started again: "
            : "The server said goodbye: ";
    return new ZaikoUnreachableException(what + code + ", " + reason, null, null);
  }

  /** An answer came: the connection works. */
  void works() {
    failures = 0;
  }

  /** Counts a connection that failed; returns the pause before the next one, in nanoseconds. */
  long pauseAfterFailure() {
    long longest = config.maxReconnectDelay().toNanos();
    long doubled = config.reconnectDelay().toNanos() << Math.min(failures, 20);
    failures++;
    long pause = doubled <= 0 ? longest : Math.min(doubled, longest);
    // Not all clients of a server that comes back are to knock at the same moment.
    return pause - ThreadLocalRandom.current().nextLong(pause / 4 + 1);
  }

  static void end(Channel connection) {
    connection
        .close()
        .addListener(
            result -> {
              if (!result.isSuccess()) {
                LOG.info("Closing a connection failed", result.cause());
              }
            });
  }
}

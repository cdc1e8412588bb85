package io.zaiko.gateway;

import static io.netty.channel.ChannelFutureListener.CLOSE_ON_FAILURE;
import static io.netty.channel.ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/**
 * Ends a connection so that the peer gets to read the last message. Closing a socket with unread
 * input resets the connection, and a reset discards what the peer has not read yet; therefore only
 * our side is closed, what still comes in is discarded, and the socket goes when the peer closes
 * its side, or shortly after.
 */
final class Farewell {
  /** How long a peer gets to close its side. */
  static final long LINGER_MILLIS = 1000;

  private Farewell() {}

  /** To be called by the channel's I/O thread after the last message was written and flushed. */
  static void afterLastMessage(Channel channel) {
    channel.config().setAutoRead(true);
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            sent -> {
              if (sent.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput().addListener(CLOSE_ON_FAILURE);
              } else {
                close(channel);
              }
            });
    // Closing tells of its own failure, so nobody asks this future.
    var unused = channel.eventLoop().schedule(() -> close(channel), LINGER_MILLIS, MILLISECONDS);
  }

  private static void close(Channel channel) {
    channel.close().addListener(FIRE_EXCEPTION_ON_FAILURE);
  }
}

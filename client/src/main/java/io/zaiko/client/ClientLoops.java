package io.zaiko.client;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The event loops of one client, one for each connection. Daemon threads. */
final class ClientLoops {
  private static final long LONGEST_CLOSE_SECONDS = 10;

  private final MultiThreadIoEventLoopGroup group;

  ClientLoops(int threads) {
    group =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("zaiko-client", true), NioIoHandler.newFactory());
  }

  EventLoop next() {
    return group.next();
  }

  /** Whether the calling thread is one of the loops, which must never wait. */
  boolean isLoopThread() {
    for (EventExecutor loop : group) {
      if (loop.inEventLoop()) {
        return true;
      }
    }
    return false;
  }

  /** Ends the loops once their tasks are done; waits for that unless called from one of them. */
  void close() {
    Future<?> ended = group.shutdownGracefully(0, LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
    if (!isLoopThread()) {
      ended.awaitUninterruptibly(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
    }
  }
}

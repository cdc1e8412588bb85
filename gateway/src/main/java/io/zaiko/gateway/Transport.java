package io.zaiko.gateway;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SelectStrategyFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;

/** What carries the connections: epoll where the system has it, else the JDK's own selector. */
enum Transport {
  EPOLL(EpollServerSocketChannel.class) {
    @Override
    IoHandlerFactory newHandlers(SelectStrategyFactory selects) {
      return EpollIoHandler.newFactory(GROWING, selects);
    }
  },
  NIO(NioServerSocketChannel.class) {
    @Override
    IoHandlerFactory newHandlers(SelectStrategyFactory selects) {
      return NioIoHandler.newFactory(SelectorProvider.provider(), selects);
    }
  };

  /** As many events at a time as there come. */
  private static final int GROWING = 0;

  private final Class<? extends ServerChannel> serverChannel;

  Transport(Class<? extends ServerChannel> serverChannel) {
    this.serverChannel = serverChannel;
  }

  /** The fastest that works on this machine. */
  static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  abstract IoHandlerFactory newHandlers(SelectStrategyFactory selects);

  Class<? extends ServerChannel> serverChannel() {
    return serverChannel;
  }
}

package io.zaiko.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;

/**
 * A yardstick as a process of its own: listens on loopback, prints {@code {"listen":HOST:PORT}} and
 * answers with {@link CannedAnswers}, either through Netty as Zaiko's gateway uses it (epoll where
 * there is one, a pooled allocator, one flush per read) or through blocking sockets. It ends with
 * its standard input, so it does not outlive who started it.
 *
 * <p>Argument: the word of a {@link Target}.
 */
public final class YardstickServer {
  private static final int CREDITS = 4_096;

  private YardstickServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    InetSocketAddress address =
        Target.of(arguments[0]) == Target.NETTY_ECHO ? listenNetty(free) : listenSocket(free);
    System.out.println(
        Json.write(
            Map.of("listen", address.getAddress().getHostAddress() + ":" + address.getPort())));
    while (System.in.read() >= 0) {
      // Nothing is expected: the end of the input is the signal.
    }
    System.exit(0);
  }

  static InetSocketAddress listenNetty(InetSocketAddress address) throws InterruptedException {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, io);
    Channel channel =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel child) {
                    child.pipeline().addLast(new NettyEcho());
                  }
                })
            .bind(address)
            .sync()
            .channel();
    return (InetSocketAddress) channel.localAddress();
  }

  static InetSocketAddress listenSocket(InetSocketAddress address) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open().bind(address);
    daemon(
        () -> {
          while (true) {
            SocketChannel connection = server.accept();
            daemon(() -> pingPong(connection), "ping-pong");
          }
        },
        "ping-pong-accept");
    return (InetSocketAddress) server.getLocalAddress();
  }

  private static void pingPong(SocketChannel connection) throws IOException {
    try (connection) {
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      EchoFrames frames = new EchoFrames(new CannedAnswers(CREDITS));
      while (connection.read(frames.in()) >= 0) {
        ByteBuffer answers = frames.answer();
        while (answers.hasRemaining()) {
          connection.write(answers);
        }
      }
    }
  }

  private static void daemon(Task task, String name) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                System.err.println(name + ": " + e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  private interface Task {
    void run() throws IOException;
  }

  /** Answers each read with one write and one flush. */
  private static final class NettyEcho extends ChannelInboundHandlerAdapter {
    private final EchoFrames frames = new EchoFrames(new CannedAnswers(CREDITS));

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf input = (ByteBuf) message;
      try {
        while (input.isReadable()) {
          take(input);
          ByteBuffer answers = frames.answer();
          ByteBuf output = context.alloc().directBuffer(answers.remaining()).writeBytes(answers);
          var unused = context.write(output, context.voidPromise());
        }
      } finally {
        input.release();
      }
    }

    private void take(ByteBuf input) {
      ByteBuffer room = frames.in();
      int count = Math.min(room.remaining(), input.readableBytes());
      room.limit(room.position() + count);
      input.readBytes(room);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      System.err.println("netty-echo: " + cause);
      var unused = context.close();
    }
  }
}

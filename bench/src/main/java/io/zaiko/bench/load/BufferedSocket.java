package io.zaiko.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A socket with a buffer for each direction: messages are encoded and read where they lie, so that
 * a client costs as little as can be.
 *
 * <p>One thread; or one that sends and another that reads. Any thread may close it, which ends a
 * blocked call with an error.
 */
public final class BufferedSocket implements AutoCloseable {
  private final SocketChannel channel;
  private final ByteBuffer out;
  private final ByteBuffer in;
  private int begin;
  private int end;

  /**
   * Connects. The socket blocks, until somebody configures its channel otherwise.
   *
   * @param bufferLength bytes for each direction; no message may be longer
   */
  public BufferedSocket(InetSocketAddress server, int bufferLength) throws IOException {
    out = ByteBuffer.allocateDirect(bufferLength);
    in = ByteBuffer.allocateDirect(bufferLength);
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  public SocketChannel channel() {
    return channel;
  }

  /** What is to go out, from 0 to its position. */
  public ByteBuffer out() {
    return out;
  }

  /** What came in; unread is what lies between {@link #begin} and {@link #end}. */
  public ByteBuffer in() {
    return in;
  }

  public int begin() {
    return begin;
  }

  public int end() {
    return end;
  }

  /** What lies before a position was read. */
  public void readUpTo(int position) {
    begin = position;
  }

  /** Sends what is to go out, all of it. */
  public void flush() throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  /** Reads once, which may bring nothing if the socket does not block. May move what is unread. */
  public void read() throws IOException {
    if (begin == end) {
      begin = 0;
      end = 0;
    } else if (end > in.capacity() / 2) {
      in.limit(end).position(begin);
      in.compact();
      end -= begin;
      begin = 0;
    }
    if (end == in.capacity()) {
      throw new IOException(
          "an answer is longer than the " + end + " bytes that this connection has for one");
    }
    in.limit(in.capacity()).position(end);
    int count = channel.read(in);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    end += count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.FRAME_HEADER_LENGTH;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a connection has to say, gathered in pooled chunks and sent by one flush. Messages are
 * encoded where they will be sent from. Used by the connection's I/O thread.
 */
final class Outbound {
  private static final int CHUNK_LENGTH = 16 * 1024;

  /** The longest message that takes no more than a chunk of usual length. */
  static final int LONGEST_IN_ONE_CHUNK = CHUNK_LENGTH - FRAME_HEADER_LENGTH;

  private final Channel channel;
  private final UnsafeBuffer view;
  private ByteBuf chunk;

  /**
   * @param view flyweight to encode through; may be shared by the connections of one thread
   */
  Outbound(Channel channel, UnsafeBuffer view) {
    this.channel = channel;
    this.view = view;
  }

  /**
   * Makes room for a message. It is to be encoded into the returned buffer at {@link #offset}, then
   * {@link #commit} follows before anything else is done.
   */
  MutableDirectBuffer claim(int maxLength) {
    int needed = FRAME_HEADER_LENGTH + maxLength;
    if (chunk != null && chunk.writableBytes() < needed) {
      handOver();
    }
    if (chunk == null) {
      int capacity = Math.max(CHUNK_LENGTH, needed);
      chunk = channel.alloc().directBuffer(capacity, capacity);
    }
    view.wrap(chunk.memoryAddress(), chunk.capacity());
    return view;
  }

  /** Where the claimed message begins. */
  int offset() {
    return chunk.writerIndex() + FRAME_HEADER_LENGTH;
  }

  /** Puts a frame around the message that was encoded at {@link #offset}. */
  void commit(int length) {
    view.putInt(chunk.writerIndex(), length, BYTE_ORDER);
    chunk.writerIndex(chunk.writerIndex() + FRAME_HEADER_LENGTH + length);
  }

  private void handOver() {
    // The shared promise tells the pipeline of a failure; one for each write would be garbage.
    var unused = channel.write(chunk, channel.voidPromise());
    chunk = null;
  }

  /** Sends what there is; does nothing when there is nothing. */
  void flush() {
    if (chunk != null) {
      handOver();
      channel.flush();
    }
  }

  /** Drops what was not sent. */
  void release() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
    }
  }
}

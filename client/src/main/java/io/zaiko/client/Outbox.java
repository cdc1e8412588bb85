package io.zaiko.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.zaiko.protocol.Protocol;

/**
 * Gathers the frames of one turn of the event loop in pooled buffers and sends them with one flush.
 * Event loop only.
 */
final class Outbox {
  private static final int CHUNK_LENGTH = 16 * 1024;

  private final Channel channel;
  private ByteBuf chunk;

  Outbox(Channel channel) {
    this.channel = channel;
  }

  /** Whether the peer keeps up with what was sent. */
  boolean hasRoom() {
    return channel.isWritable();
  }

  /** Adds a message; its bytes are copied. */
  void add(byte[] message, int length) {
    int frameLength = Protocol.FRAME_HEADER_LENGTH + length;
    if (chunk != null && chunk.writableBytes() < frameLength) {
      handOver();
    }
    if (chunk == null) {
      chunk = channel.alloc().directBuffer(Math.max(CHUNK_LENGTH, frameLength));
    }
    chunk.writeIntLE(length);
    chunk.writeBytes(message, 0, length);
  }

  /** Sends what was added. */
  void flush() {
    if (chunk != null) {
      handOver();
      channel.flush();
    }
  }

  /** Drops what was added but not sent: the connection is gone. */
  void discard() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
    }
  }

  private void handOver() {
    ByteBuf full = chunk;
    chunk = null; // first: a write may call back
    channel.write(full).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }
}

package io.zaiko.gateway;

import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The way of replies from the engine's thread to one I/O thread. Every message in it starts with
 * the connection's index and generation.
 *
 * <p>The I/O thread sets room aside for the largest possible reply before it publishes a command
 * (see {@link ReplyRoom}), so a write can neither fail nor wait. A write that fails all the same is
 * a broken promise of this module, and stops the engine.
 */
final class ReplyRing {
  /** Bytes before a reply: connection index and generation, both int32. */
  static final int ROUTE_LENGTH = 8;

  private static final int MESSAGE_TYPE = 1;

  private final OneToOneRingBuffer ring;
  private final EventLoop eventLoop;
  private final AtomicBoolean awake = new AtomicBoolean();
  private final Runnable drain = this::drain;
  private volatile Runnable reader = () -> {};
  private boolean written;

  ReplyRing(int capacity, EventLoop eventLoop) {
    this.ring =
        new OneToOneRingBuffer(
            new UnsafeBuffer(
                ByteBuffer.allocateDirect(capacity + RingBufferDescriptor.TRAILER_LENGTH)));
    this.eventLoop = eventLoop;
  }

  /** Bytes that a reply of some length takes up. */
  static int spaceFor(int replyLength) {
    return BitUtil.align(
        replyLength + ROUTE_LENGTH + RecordDescriptor.HEADER_LENGTH, RecordDescriptor.ALIGNMENT);
  }

  /**
   * Bytes that may be set aside at a time, so that a write of up to {@code maxReplyLength} always
   * finds room: the ring leaves the end of its memory unused when a record does not fit there, at
   * most once a round, and keeps one record header free.
   */
  int budget(int maxReplyLength) {
    if (maxReplyLength + ROUTE_LENGTH > ring.maxMsgLength()) {
      throw new GatewayException(
          "A reply ring of %d bytes is too small for replies of %d bytes: make it %d bytes or more"
              .formatted(
                  ring.capacity(),
                  maxReplyLength,
                  BitUtil.findNextPositivePowerOfTwo((maxReplyLength + ROUTE_LENGTH) * 8)));
    }
    return ring.capacity() - spaceFor(maxReplyLength) - 2 * RecordDescriptor.HEADER_LENGTH;
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  /** Sets what the I/O thread runs when it was woken; before the first reply. */
  void onReplies(Runnable reader) {
    this.reader = reader;
  }

  /** Engine thread: hands over one reply. */
  void write(int connection, int generation, DirectBuffer reply, int offset, int length) {
    int index = ring.tryClaim(MESSAGE_TYPE, ROUTE_LENGTH + length);
    if (index < 0) {
      throw new IllegalStateException(
          "no room for a reply of " + length + " bytes although it was set aside");
    }
    ring.buffer().putInt(index, connection);
    ring.buffer().putInt(index + Integer.BYTES, generation);
    ring.buffer().putBytes(index + ROUTE_LENGTH, reply, offset, length);
    ring.commit(index);
    written = true;
  }

  /** Engine thread: wakes the I/O thread if something was written since the last call. */
  void wake() {
    if (written) {
      written = false;
      if (!awake.getAndSet(true)) {
        schedule();
      }
    }
  }

  private void schedule() {
    try {
      eventLoop.execute(drain);
    } catch (RejectedExecutionException e) {
      // The gateway was closed, so no connection is left that could be told.
      if (!eventLoop.isShuttingDown()) {
        throw e;
      }
    }
  }

  private void drain() {
    // Lowered before reading: what is written from here on either is read below or wakes again.
    awake.set(false);
    reader.run();
  }

  /** I/O thread: reads until nothing is left. */
  int read(MessageHandler handler) {
    int total = 0;
    long before;
    do {
      // A round may read no message and still get on: over the unused end of the memory.
      before = ring.consumerPosition();
      total += ring.read(handler);
    } while (ring.consumerPosition() != before);
    return total;
  }
}

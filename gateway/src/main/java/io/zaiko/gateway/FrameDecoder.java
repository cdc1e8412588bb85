package io.zaiko.gateway;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.FRAME_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.MAX_MESSAGE_LENGTH;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts what a socket delivers into messages, without an object per message: whole frames are shown
 * where they lie; only a frame that is split between two reads is put together in a buffer of its
 * own, which exists no longer than that frame.
 *
 * <p>Input must be direct buffers. One instance per connection, used by its I/O thread.
 */
final class FrameDecoder {
  private static final int FIRST_PARTIAL_CAPACITY = 256;

  /** Receives the messages of a read, in their order. */
  interface Messages {
    /**
     * Takes one message, without its frame header. The bytes stay in place until {@link
     * #releaseFinished} and the release of the input.
     *
     * @return false to be shown no more for now
     */
    boolean onMessage(UnsafeBuffer buffer, int offset, int length);
  }

  /** How a pass over the input ended. */
  enum Outcome {
    /** All whole frames were shown, and the rest is kept; the input can go. */
    EXHAUSTED,
    /** The receiver asked to stop; the input stands after the last frame shown. */
    STOPPED,
    /** A frame states a length that no message has; nothing after it can be read. */
    BAD_LENGTH
  }

  private final ByteBufAllocator allocator;
  private final UnsafeBuffer view;
  private ByteBuf partial;
  private ByteBuf finished;
  private long partialCount;
  private int badLength;

  /**
   * @param view flyweight to show messages through; may be shared by the decoders of one thread
   */
  FrameDecoder(ByteBufAllocator allocator, UnsafeBuffer view) {
    this.allocator = allocator;
    this.view = view;
  }

  /** Where in the next input a frame begins; at its end if that cannot be told. */
  int firstFrame(ByteBuf input) {
    if (partial == null) {
      return input.readerIndex();
    }
    if (partial.readableBytes() < FRAME_HEADER_LENGTH) {
      return input.writerIndex();
    }
    long missing = (long) FRAME_HEADER_LENGTH + partial.getIntLE(0) - partial.readableBytes();
    return (int) Math.min(input.readerIndex() + Math.max(0, missing), input.writerIndex());
  }

  /** Shows the messages of the input. Neither retains nor releases the input. */
  Outcome decode(ByteBuf input, Messages messages) {
    if (partial != null) {
      Outcome outcome = complete(input);
      if (outcome != null) {
        return outcome;
      }
      view.wrap(
          finished.memoryAddress() + FRAME_HEADER_LENGTH,
          finished.readableBytes() - FRAME_HEADER_LENGTH);
      if (!messages.onMessage(view, 0, view.capacity())) {
        return Outcome.STOPPED;
      }
    }
    return walk(input, messages);
  }

  private Outcome walk(ByteBuf input, Messages messages) {
    int position = input.readerIndex();
    int end = input.writerIndex();
    view.wrap(input.memoryAddress(), end);
    while (end - position >= FRAME_HEADER_LENGTH) {
      int length = view.getInt(position, BYTE_ORDER);
      if (!isMessageLength(length)) {
        return badLength(length);
      }
      int next = position + FRAME_HEADER_LENGTH + length;
      if (next > end) {
        break;
      }
      input.readerIndex(next);
      if (!messages.onMessage(view, position + FRAME_HEADER_LENGTH, length)) {
        return Outcome.STOPPED;
      }
      position = next;
    }
    if (position < end) {
      partial = allocator.directBuffer(FIRST_PARTIAL_CAPACITY, frameLength(MAX_MESSAGE_LENGTH));
      partial.writeBytes(input, end - position);
      partialCount++;
    }
    return Outcome.EXHAUSTED;
  }

  /** Adds to the split frame; null once it is whole, and then it is the finished one. */
  private Outcome complete(ByteBuf input) {
    if (!fillTo(FRAME_HEADER_LENGTH, input)) {
      return Outcome.EXHAUSTED;
    }
    int length = partial.getIntLE(0);
    if (!isMessageLength(length)) {
      return badLength(length);
    }
    if (!fillTo(frameLength(length), input)) {
      return Outcome.EXHAUSTED;
    }
    finished = partial;
    partial = null;
    return null;
  }

  private boolean fillTo(int bytes, ByteBuf input) {
    int missing = bytes - partial.readableBytes();
    if (missing > 0) {
      partial.writeBytes(input, Math.min(missing, input.readableBytes()));
    }
    return partial.readableBytes() >= bytes;
  }

  private Outcome badLength(int length) {
    badLength = length;
    return Outcome.BAD_LENGTH;
  }

  private static boolean isMessageLength(int length) {
    return length >= MESSAGE_HEADER_LENGTH && length <= MAX_MESSAGE_LENGTH;
  }

  private static int frameLength(int messageLength) {
    return FRAME_HEADER_LENGTH + messageLength;
  }

  /** The length that could not be one, after {@link Outcome#BAD_LENGTH}. */
  int badLength() {
    return badLength;
  }

  /** Number of the frame that has begun and is not whole yet, from 1; 0 if there is none. */
  long partialFrame() {
    return partial == null ? 0 : partialCount;
  }

  /** Lets go of a split frame that was shown and is not needed any more. */
  void releaseFinished() {
    if (finished != null) {
      finished.release();
      finished = null;
    }
  }

  /** Lets go of everything; the decoder is not used after that. */
  void release() {
    releaseFinished();
    if (partial != null) {
      partial.release();
      partial = null;
    }
  }
}

package io.zaiko.bench.load;

import static io.zaiko.protocol.Protocol.BYTE_ORDER;
import static io.zaiko.protocol.Protocol.FRAME_HEADER_LENGTH;
import static io.zaiko.protocol.Protocol.MESSAGE_HEADER_LENGTH;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts what one connection sends into frames and collects the {@link CannedAnswers}. One thread.
 */
final class EchoFrames {
  private static final int IN_LENGTH = 128 * 1024;
  private static final int LEAST_FRAME = FRAME_HEADER_LENGTH + MESSAGE_HEADER_LENGTH;
  private static final int OUT_LENGTH = IN_LENGTH / LEAST_FRAME * CannedAnswers.MOST_LENGTH;

  private final CannedAnswers answers;
  private final ByteBuffer inBytes = ByteBuffer.allocateDirect(IN_LENGTH);
  private final ByteBuffer outBytes = ByteBuffer.allocateDirect(OUT_LENGTH);
  private final UnsafeBuffer in = new UnsafeBuffer(inBytes);
  private final UnsafeBuffer out = new UnsafeBuffer(outBytes);

  EchoFrames(CannedAnswers answers) {
    this.answers = answers;
  }

  /** Where received bytes go; position and limit show the room. */
  ByteBuffer in() {
    return inBytes;
  }

  /**
   * Answers the whole frames received, and keeps what is left over.
   *
   * @return the answers, to be sent before the next call
   * @throws IllegalStateException when a frame states a length that does not fit
   */
  ByteBuffer answer() {
    int end = inBytes.position();
    int position = 0;
    int outPosition = 0;
    while (end - position >= FRAME_HEADER_LENGTH) {
      int length = in.getInt(position, BYTE_ORDER);
      if (length < MESSAGE_HEADER_LENGTH || length > IN_LENGTH - FRAME_HEADER_LENGTH) {
        throw new IllegalStateException("a frame of " + length + " bytes");
      }
      int next = position + FRAME_HEADER_LENGTH + length;
      if (next > end) {
        break;
      }
      outPosition += answers.answer(in, position + FRAME_HEADER_LENGTH, out, outPosition);
      position = next;
    }
    inBytes.limit(end).position(position);
    inBytes.compact();
    return outBytes.clear().limit(outPosition);
  }
}

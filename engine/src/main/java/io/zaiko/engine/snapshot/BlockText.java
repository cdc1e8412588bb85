package io.zaiko.engine.snapshot;

import io.zaiko.engine.stock.TextRef;
import org.agrona.concurrent.UnsafeBuffer;

/** A text in a block, without being copied. Reused; not thread safe. */
final class BlockText {
  private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
  private final TextRef ref = new TextRef();

  /** What a decoder is to lay over the text. */
  UnsafeBuffer buffer() {
    return buffer;
  }

  /** The text that was laid over. */
  TextRef ref() {
    return ref.set(buffer, 0, buffer.capacity());
  }
}

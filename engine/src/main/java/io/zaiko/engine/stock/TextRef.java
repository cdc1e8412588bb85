package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Region;
import org.agrona.DirectBuffer;

/**
 * Some bytes of text in a buffer: how a code, id or name reaches the core without being copied.
 * Reused; not thread safe.
 */
public final class TextRef {
  private DirectBuffer buffer;
  private int offset;
  private int length;

  /** Points at {@code length} bytes of UTF-8, 0 to 255. */
  public TextRef set(DirectBuffer buffer, int offset, int length) {
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    return this;
  }

  public DirectBuffer buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /** Writes a length byte and the text. */
  void write(Region to, long position) {
    to.putByte(position, (byte) length);
    to.putBytes(position + 1, buffer, offset, length);
  }
}

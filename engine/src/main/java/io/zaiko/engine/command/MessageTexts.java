package io.zaiko.engine.command;

import io.zaiko.engine.stock.TextRef;
import org.agrona.DirectBuffer;

/**
 * Reads the variable-length texts at the end of a message one after the other, without copying. Not
 * thread safe.
 */
final class MessageTexts {
  private DirectBuffer buffer;
  private int position;

  MessageTexts at(DirectBuffer buffer, int position) {
    this.buffer = buffer;
    this.position = position;
    return this;
  }

  /** Points {@code into} at the next text. */
  TextRef next(TextRef into) {
    int length = buffer.getByte(position) & 0xFF;
    into.set(buffer, position + 1, length);
    position += 1 + length;
    return into;
  }
}

package io.zaiko.engine.stock;

import io.zaiko.engine.memory.Hashing;
import io.zaiko.engine.memory.Region;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A code of 1 to 32 bytes as four words, padded with zeros, so that comparing two codes is four
 * comparisons. Codes have no control characters, hence no zero bytes, hence the padding never makes
 * two codes equal. Reused; not thread safe.
 */
final class CodeKey {
  static final int LENGTH = 32;

  private long word0;
  private long word1;
  private long word2;
  private long word3;

  CodeKey of(DirectBuffer buffer, int offset, int length) {
    word0 = word(buffer, offset, length, 0);
    word1 = word(buffer, offset, length, 8);
    word2 = word(buffer, offset, length, 16);
    word3 = word(buffer, offset, length, 24);
    return this;
  }

  private static long word(DirectBuffer buffer, int offset, int length, int from) {
    int left = length - from;
    if (left >= Long.BYTES) {
      return buffer.getLong(offset + from, ByteOrder.LITTLE_ENDIAN);
    }
    long word = 0;
    for (int i = 0; i < left; i++) {
      word |= (buffer.getByte(offset + from + i) & 0xFFL) << (i * 8);
    }
    return word;
  }

  long hash() {
    return Hashing.mix(Hashing.mix(word0, word1), Hashing.mix(word2, word3));
  }

  boolean equalsAt(Region buffer, long offset) {
    return buffer.getLong(offset) == word0
        && buffer.getLong(offset + 8) == word1
        && buffer.getLong(offset + 16) == word2
        && buffer.getLong(offset + 24) == word3;
  }

  void write(Region buffer, long offset) {
    buffer.putLong(offset, word0);
    buffer.putLong(offset + 8, word1);
    buffer.putLong(offset + 16, word2);
    buffer.putLong(offset + 24, word3);
  }
}

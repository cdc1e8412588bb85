package io.zaiko.engine.memory;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Hash functions of the tables and of the state hash. They must give the same value on every
 * machine and JDK, since the state hash is journaled. Stateless.
 *
 * <p>{@link #mix} is the 64-bit finaliser of MurmurHash3 (Austin Appleby, public domain).
 */
public final class Hashing {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hashing() {}

  /** Spreads a value over 64 bits: a bijection, so different inputs stay different. */
  public static long mix(long value) {
    long h = value;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }

  /** Hash of a pair whose order matters. */
  public static long mix(long first, long second) {
    return mix(first * GOLDEN + mix(second));
  }

  /** Two int32 in one int64, the first in the upper half. */
  public static long pair(int upper, int lower) {
    return ((long) upper << 32) | (lower & 0xFFFF_FFFFL);
  }

  /** Hash of some bytes, read as little-endian words. */
  public static long bytes(DirectBuffer buffer, int offset, int length) {
    long h = GOLDEN ^ length;
    int position = offset;
    int wordsEnd = offset + (length & ~7);
    for (; position < wordsEnd; position += Long.BYTES) {
      h = mix(h ^ buffer.getLong(position, ByteOrder.LITTLE_ENDIAN)) * GOLDEN;
    }
    return (length & 7) == 0 ? mix(h) : mix(h ^ tail(buffer, offset, position, offset + length));
  }

  /** The bytes that are left, at most seven, the first one lowest. */
  private static long tail(DirectBuffer buffer, int begin, int from, int end) {
    if (end - begin >= Long.BYTES) {
      return buffer.getLong(end - Long.BYTES, ByteOrder.LITTLE_ENDIAN)
          >>> ((Long.BYTES - (end - from)) * Byte.SIZE);
    }
    long word = 0;
    for (int i = from; i < end; i++) {
      word |= (buffer.getByte(i) & 0xFFL) << ((i - from) * 8);
    }
    return word;
  }
}

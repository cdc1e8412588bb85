package io.zaiko.systemtests;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages bytes at random, the way broken clients and bad lines do; the same for the same seed. */
final class Damage {
  /** Numbers at the edges of ranges; their lower bytes are edges of the shorter types. */
  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    255,
    256,
    257,
    1_000_000_000L,
    1_000_000_001L,
    -1_000_000_000L,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final SplittableRandom random;

  Damage(SplittableRandom random) {
    this.random = random;
  }

  /**
   * Some damage to a copy of the bytes.
   *
   * @param others bytes to take pieces from
   */
  byte[] of(byte[] bytes, List<byte[]> others) {
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      if (damaged.length > 0) {
        damaged = once(damaged, random.nextInt(damaged.length), others);
      }
    }
    return damaged;
  }

  private byte[] once(byte[] bytes, int at, List<byte[]> others) {
    return switch (random.nextInt(6)) {
      case 0 -> withByte(bytes, at, bytes[at] ^ (1 << random.nextInt(Byte.SIZE)));
      case 1 -> withByte(bytes, at, random.nextInt(256));
      case 2 -> withEdge(bytes, at);
      case 3 -> spliced(bytes, at, randomBytes(1 + random.nextInt(8)), 0);
      case 4 -> spliced(bytes, at, new byte[0], 1 + random.nextInt(8));
      default -> {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length);
        yield spliced(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length - at);
      }
    };
  }

  private static byte[] withByte(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private byte[] withEdge(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    long edge = EDGES[random.nextInt(EDGES.length)];
    int length = Math.min(1 << random.nextInt(4), bytes.length - at);
    for (int i = 0; i < length; i++) {
      changed[at + i] = (byte) (edge >>> (Byte.SIZE * i));
    }
    return changed;
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return bytes;
  }

  /** Puts bytes in, in place of some that are there. */
  private static byte[] spliced(byte[] bytes, int at, byte[] piece, int replaced) {
    int rest = Math.max(0, bytes.length - at - replaced);
    byte[] changed = Arrays.copyOf(bytes, at + piece.length + rest);
    System.arraycopy(piece, 0, changed, at, piece.length);
    System.arraycopy(bytes, bytes.length - rest, changed, at + piece.length, rest);
    return changed;
  }
}

package io.zaiko.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Tells runs in which nothing was ever written. Stateless, so safe for any thread. */
final class EmptyRun {
  private static final int CHUNK = 1 << 20;
  private static final int LENGTH_MASK = 0x3FFF_FFFF;
  private static final int FOREIGN = 1;

  private EmptyRun() {}

  /**
   * Whether a run has no journal file, or one with nothing but what Chronicle puts at its start. A
   * document that was begun and not finished is something: it is not judged here.
   *
   * @param files its journal files
   */
  static boolean isEmpty(List<Path> files) throws IOException {
    if (files.isEmpty()) {
      return true;
    }
    // A second file is begun only for a batch.
    return files.size() == 1 && isEmpty(files.get(0));
  }

  private static boolean isEmpty(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long position = 0;
      int prefix = prefixAt(channel, position);
      while (prefix >>> 30 == FOREIGN && (prefix & LENGTH_MASK) > 0) {
        position = (position + Integer.BYTES + (prefix & LENGTH_MASK) + 3) & -4;
        prefix = prefixAt(channel, position);
      }
      // The first word may say "not complete" where a document was reserved and given up.
      boolean isOpen = (prefix & ~(1 << 31)) == 0;
      return isOpen && hasOnlyZeroes(channel, position + Integer.BYTES);
    }
  }

  private static int prefixAt(FileChannel channel, long position) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(word, position);
    return word.getInt(0);
  }

  private static boolean hasOnlyZeroes(FileChannel channel, long from) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    ByteBuffer zeroes = ByteBuffer.allocate(CHUNK);
    long position = from;
    for (int read = channel.read(chunk, position); read > 0; ) {
      if (!chunk.flip().equals(zeroes.duplicate().limit(read))) {
        return false;
      }
      position += read;
      read = channel.read(chunk.clear(), position);
    }
    return true;
  }
}

package io.zaiko.engine.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far a journal file is written. Its length does not tell: files are made long ahead and are
 * sparse. Stateless, so safe for any thread.
 */
final class FileExtent {
  private static final int PAGE = 4096;

  private FileExtent() {}

  /**
   * Bytes up to where only zeroes follow, to within a page. Found by halving, in some twenty reads;
   * a page of zeroes amid the data would mislead it, so it is good for telling people how much
   * there is, and for nothing else.
   */
  static long of(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer page = ByteBuffer.allocate(PAGE);
      long written = 0;
      long empty = (channel.size() + PAGE - 1) / PAGE;
      while (written < empty) {
        long middle = (written + empty) / 2;
        if (isEmpty(channel, middle * PAGE, page)) {
          empty = middle;
        } else {
          written = middle + 1;
        }
      }
      return Math.min(written * PAGE, channel.size());
    } catch (NoSuchFileException e) {
      return 0; // an empty run, removed meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static boolean isEmpty(FileChannel channel, long position, ByteBuffer page)
      throws IOException {
    page.clear();
    channel.read(page, position);
    page.flip();
    while (page.hasRemaining()) {
      if (page.get() != 0) {
        return false;
      }
    }
    return true;
  }
}

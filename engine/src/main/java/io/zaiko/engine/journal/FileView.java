package io.zaiko.engine.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A read-only window that slides over a journal file, which may be growing under the hands of
 * another process. Not thread safe.
 */
final class FileView implements AutoCloseable {
  private static final int WINDOW_LENGTH = 64 << 20;
  private static final long WINDOW_ALIGNMENT = 64 << 10;

  private final Path file;
  private final FileChannel channel;
  private final UnsafeBuffer buffer = new UnsafeBuffer();
  private MappedByteBuffer window;
  private long start;
  private long length;

  private FileView(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens a file, or gives null if there is none: a server removes its empty runs at a start. */
  static FileView openIfThere(Path file) {
    try {
      return new FileView(file, FileChannel.open(file, StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open " + file, e);
    }
  }

  /**
   * Makes some bytes of the file readable through {@link #buffer}.
   *
   * @return false if the file does not reach that far
   */
  boolean covers(long position, int count) {
    if (position >= start && position + count <= start + length) {
      return true;
    }
    try {
      long fileLength = channel.size();
      if (position + count > fileLength) {
        return false;
      }
      slideTo(position & -WINDOW_ALIGNMENT, fileLength);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private void slideTo(long newStart, long fileLength) throws IOException {
    unmap();
    long newLength = Math.min(WINDOW_LENGTH, fileLength - newStart);
    window = channel.map(MapMode.READ_ONLY, newStart, newLength);
    buffer.wrap(window);
    start = newStart;
    length = newLength;
  }

  private void unmap() {
    if (window != null) {
      length = 0;
      buffer.wrap(0, 0);
      IoUtil.unmap(window);
      window = null;
    }
  }

  UnsafeBuffer buffer() {
    return buffer;
  }

  /** Where a covered position of the file lies in the buffer. */
  int offset(long position) {
    return (int) (position - start);
  }

  @Override
  public void close() {
    unmap();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close " + file, e);
    }
  }
}

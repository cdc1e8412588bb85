package io.zaiko.engine.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of one engine's tables, outside the heap. Every table gets its full capacity of
 * address space at once, and real memory only for the pages it touches: the mappings are private
 * views of an empty, unlinked, sparse file, so nothing is zeroed ahead and nothing is ever written
 * back to a disk. {@code ByteBuffer.allocateDirect} would write every page at start.
 *
 * <p>Not thread safe: allocate while building, close when no thread reads any more.
 */
public final class OffHeapMemory implements AutoCloseable {
  private static final int PAGE = 4096;

  private final List<MappedByteBuffer> mappings = new ArrayList<>();
  private long allocatedBytes;

  /**
   * Zeroed memory, aligned to a page.
   *
   * @param bytes 1 to 2,147,483,647
   * @throws IllegalArgumentException if one table would need more
   */
  public Region allocate(String table, long bytes) {
    if (bytes < 1 || bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          table
              + " would need "
              + bytes
              + " bytes, but a table has at most 2 GiB: lower its capacity");
    }
    try {
      Path file = Files.createTempFile("zaiko-", ".memory");
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        long rounded = Math.min(Integer.MAX_VALUE, (bytes + PAGE - 1) / PAGE * PAGE);
        MappedByteBuffer mapping = channel.map(FileChannel.MapMode.PRIVATE, 0, rounded);
        mappings.add(mapping);
        allocatedBytes += rounded;
        return new Region(new UnsafeBuffer(mapping, 0, (int) bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot map " + bytes + " bytes for " + table, e);
    }
  }

  /** Address space taken, in bytes; real memory is what was touched of it. */
  public long allocatedBytes() {
    return allocatedBytes;
  }

  /** Gives everything back. Touching a buffer afterwards crashes the process. */
  @Override
  public void close() {
    mappings.forEach(IoUtil::unmap);
    mappings.clear();
  }
}

package io.zaiko.engine.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of one engine's tables, outside the heap. Every table gets its full capacity of
 * address space at once, and real memory only for the pages it touches: nothing is zeroed ahead and
 * nothing is ever written to a disk. {@code ByteBuffer.allocateDirect} would write every page at
 * start.
 *
 * <p>Not thread safe: allocate while building, close when no thread reads any more.
 */
public final class OffHeapMemory implements AutoCloseable {
  private static final int PAGE = 4096;

  private final List<Runnable> frees = new ArrayList<>();
  private final Map<String, Long> tables = new LinkedHashMap<>();
  private final List<Growth> growths = new ArrayList<>();
  private GrowthWatch watch;
  private final boolean fromSystem;

  public OffHeapMemory() {
    this(SystemMemory.isAvailable());
  }

  OffHeapMemory(boolean fromSystem) {
    this.fromSystem = fromSystem;
  }

  /**
   * Zeroed memory, aligned to a page.
   *
   * @param bytes 1 to 2,147,479,552
   * @throws IllegalArgumentException if one table would need more
   */
  public Region allocate(String table, long bytes) {
    return new Region(take(table, bytes), null);
  }

  /**
   * The same for a table that fills from its beginning, and says how far with {@link
   * Region#grownTo}.
   */
  public Region allocateGrowing(String table, long bytes) {
    UnsafeBuffer taken = take(table, bytes);
    Growth growth = new Growth(table, taken);
    growths.add(growth);
    return new Region(taken, growth);
  }

  /** How far the growing tables are. */
  public List<Growth> growths() {
    return Collections.unmodifiableList(growths);
  }

  /** Has one told, from now on, how the tables grow that there are. Once. */
  public void watch(GrowthWatch newWatch) {
    watch = newWatch;
    growths.forEach(growth -> growth.tell(newWatch));
  }

  private UnsafeBuffer take(String table, long bytes) {
    long rounded = (bytes + PAGE - 1) / PAGE * PAGE;
    if (bytes < 1 || rounded > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          table
              + " would need "
              + bytes
              + " bytes, but a table has at most 2 GiB: lower its capacity");
    }
    tables.merge(table, rounded, Long::sum);
    return fromSystem ? system(bytes, rounded) : file(bytes, rounded);
  }

  private UnsafeBuffer system(long bytes, long rounded) {
    long address = SystemMemory.allocate(rounded);
    frees.add(() -> SystemMemory.free(address, rounded));
    return new UnsafeBuffer(address, (int) bytes);
  }

  /** A private view of an empty, unlinked, sparse file: slower to touch for the first time. */
  private UnsafeBuffer file(long bytes, long rounded) {
    try {
      Path file = Files.createTempFile("zaiko-", ".memory");
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        MappedByteBuffer mapping = channel.map(FileChannel.MapMode.PRIVATE, 0, rounded);
        frees.add(() -> IoUtil.unmap(mapping));
        return new UnsafeBuffer(mapping, 0, (int) bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot map " + bytes + " bytes", e);
    }
  }

  /**
   * Bytes of address space by table, in the order they were taken; real memory is what was touched
   * of it.
   */
  public Map<String, Long> tables() {
    return Collections.unmodifiableMap(tables);
  }

  /** Gives everything back. Touching a buffer afterwards crashes the process. */
  @Override
  public void close() {
    if (watch != null) {
      watch.beforeClose();
      watch = null;
    }
    frees.forEach(Runnable::run);
    frees.clear();
  }
}

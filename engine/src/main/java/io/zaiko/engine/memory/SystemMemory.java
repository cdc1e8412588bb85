package io.zaiko.engine.memory;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Asks the operating system for memory that it zeroes page by page as it is touched, in pages of 2
 * MiB where it can: half a million small pages of a large table would each cost a fault to get, and
 * a walk through the page tables at every other random read. Linux on 64 bits only; elsewhere
 * {@link OffHeapMemory} maps a file.
 */
final class SystemMemory {
  /** What large pages are: memory below this is better off with small ones. */
  static final long LARGE_PAGE = 2L << 20;

  private static final int READ_AND_WRITE = 1 | 2;
  private static final int PRIVATE_ANONYMOUS_UNRESERVED = 0x02 | 0x20 | 0x4000;
  private static final int ADVICE_LARGE_PAGES = 14;
  private static final int NO_FILE = -1;

  static {
    if (isAvailable()) {
      Native.register("c");
    }
  }

  private SystemMemory() {}

  static boolean isAvailable() {
    return Platform.isLinux() && Platform.is64Bit();
  }

  /**
   * Zeroed memory of so many bytes, a multiple of the page size; returns its address.
   *
   * @throws OutOfMemoryError if the system gives none
   */
  static long allocate(long bytes) {
    long address;
    try {
      address = mmap(0, bytes, READ_AND_WRITE, PRIVATE_ANONYMOUS_UNRESERVED, NO_FILE, 0);
    } catch (LastErrorException e) {
      throw new OutOfMemoryError("mmap of " + bytes + " bytes: error " + e.getErrorCode());
    }
    if (bytes >= LARGE_PAGE) {
      adviseLargePages(address, bytes);
    }
    return address;
  }

  /** Only advice: a system without large pages refuses it, and small ones do as well. */
  private static void adviseLargePages(long address, long bytes) {
    madvise(address, bytes, ADVICE_LARGE_PAGES);
  }

  static void free(long address, long bytes) {
    munmap(address, bytes);
  }

  private static native long mmap(
      long address, long length, int protection, int flags, int file, long offset)
      throws LastErrorException;

  private static native int madvise(long address, long length, int advice);

  private static native int munmap(long address, long length) throws LastErrorException;
}

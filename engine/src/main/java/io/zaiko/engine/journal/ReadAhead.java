package io.zaiko.engine.journal;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Tells the operating system not to read ahead in a mapping. Stateless, for any thread.
 *
 * <p>Whoever touches a page of a sparse file for the first time gets, unasked, as many around it as
 * the disk is set to read ahead ({@code /sys/block/…/queue/read_ahead_kb}): zeroed at once, in the
 * kernel, where nothing else gets the core. With 8 MiB that was 20 ms. Linux on 64 bits only;
 * elsewhere nothing is told.
 */
final class ReadAhead {
  private static final int RANDOM_ACCESS = 1;
  private static final boolean AVAILABLE = Platform.isLinux() && Platform.is64Bit();

  static {
    if (AVAILABLE) {
      Native.register("c");
    }
  }

  private ReadAhead() {}

  /**
   * From now on a page of the mapping that is touched comes alone. Only advice: a system that
   * refuses it reads ahead as before.
   *
   * @param address of the first page
   * @param length in bytes
   */
  static void off(long address, long length) {
    if (AVAILABLE) {
      madvise(address, length, RANDOM_ACCESS);
    }
  }

  private static native int madvise(long address, long length, int advice);
}

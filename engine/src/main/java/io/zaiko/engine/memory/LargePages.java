package io.zaiko.engine.memory;

import com.sun.jna.Native;

/** Whether this process gets memory in pages of 2 MiB. Stateless, so safe for any thread. */
public final class LargePages {
  private static final int SET_LARGE_PAGES_DISABLED = 41;

  static {
    if (SystemMemory.isAvailable()) {
      Native.register("c");
    }
  }

  private LargePages() {}

  /**
   * None from now on, for a process that shares its cores with one that matters more: the system
   * zeroes a page at its first touch, and while it does, nothing else gets the core, which takes
   * milliseconds for 2 MiB. Linux on 64 bits only; elsewhere, and where the system does not let
   * itself be told, nothing happens.
   *
   * @return whether it was told
   */
  public static boolean off() {
    return SystemMemory.isAvailable() && prctl(SET_LARGE_PAGES_DISABLED, 1, 0, 0, 0) == 0;
  }

  private static native int prctl(int option, long first, long second, long third, long fourth);
}

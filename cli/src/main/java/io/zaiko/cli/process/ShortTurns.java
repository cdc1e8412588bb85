package io.zaiko.cli.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Asks Linux to give this process its share of the processor in the shortest turns there are. Its
 * scheduler (EEVDF: Stoica and Abdel-Wahab, "Earliest Eligible Virtual Deadline First", 1995) lets
 * whoever got the processor keep it for a turn, milliseconds long, also at the lowest priority: who
 * serves waits for the end of it. Since Linux 6.12 a process may ask for other turns; an older one,
 * and any other system, does as before. Stateless, so safe for any thread.
 */
public final class ShortTurns {
  /** The least that Linux takes. */
  static final long TURN_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private static final Path THREADS = Path.of("/proc/self/task");

  /** What {@code sched_setattr} is called; {@code sched_getattr} is the next one. */
  private static final Map<String, Integer> CALLS = Map.of("x86-64", 314, "aarch64", 274);

  private static final OptionalInt CALL = call();

  /** The C structure {@code sched_attr}, in its first version. */
  private static final int ATTRIBUTES_LENGTH = 48;

  private static final int TURN = 24;

  static {
    if (CALL.isPresent()) {
      Native.register("c");
    }
  }

  private ShortTurns() {}

  private static OptionalInt call() {
    Integer number = Platform.isLinux() ? CALLS.get(Platform.ARCH) : null;
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * Asks for it for all threads there are; those that they start get the same.
   *
   * @return threads that were told, which may include some that ended since
   * @throws IOException if the threads cannot be listed
   */
  public static int take() throws IOException {
    int told = 0;
    if (CALL.isPresent() && Files.isDirectory(THREADS)) {
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
        for (Path thread : threads) {
          told += take(Integer.parseInt(thread.getFileName().toString())) ? 1 : 0;
        }
      }
    }
    return told;
  }

  private static boolean take(long thread) {
    try (Memory attributes = new Memory(ATTRIBUTES_LENGTH)) {
      if (syscall(CALL.getAsInt() + 1L, thread, attributes, ATTRIBUTES_LENGTH, 0) != 0) {
        return false;
      }
      attributes.setLong(TURN, TURN_NANOS);
      return syscall(CALL.getAsInt(), thread, attributes, 0, 0) == 0;
    }
  }

  /** Length of this thread's turns in nanoseconds, as far as Linux was told; 0 if it was not. */
  static long turnNanos() {
    try (Memory attributes = new Memory(ATTRIBUTES_LENGTH)) {
      boolean known =
          CALL.isPresent()
              && syscall(CALL.getAsInt() + 1L, 0, attributes, ATTRIBUTES_LENGTH, 0) == 0;
      return known ? attributes.getLong(TURN) : 0;
    }
  }

  private static native long syscall(
      long number, long first, Pointer second, long third, long fourth);
}

package io.zaiko.engine.journal;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes room on the disk for a part of a file before it is written to, without changing a byte.
 *
 * <p>Journal files are sparse and written through mappings. Where there is no room for a page of
 * one, the processor faults, and depending on what Java was about to do the whole process dies of
 * it. Asked for beforehand, a disk without room is an ordinary error. Linux on 64 bits only;
 * elsewhere, and on file systems that cannot do it, nothing is taken. Stateless, for any thread.
 */
final class FileRoom {
  /** What a new file with its first batch takes for sure, in bytes. */
  private static final long OF_A_FILE = 2 << 20;

  private static final int OPEN_TO_WRITE_AND_CLOSE_ON_EXEC = 0x2 | 0x80000;
  private static final int KEEP_LENGTH = 0x1;
  private static final int INTERRUPTED = 4;
  private static final int NOT_KNOWN = 38;
  private static final int NOT_SUPPORTED = 95;
  private static final boolean AVAILABLE = Platform.isLinux() && Platform.is64Bit();

  static {
    if (AVAILABLE) {
      Native.register("c");
    }
  }

  private FileRoom() {}

  /**
   * Returns when there is room for a part of a file, which may lie behind its end.
   *
   * @throws IOException if there is none
   */
  static void take(Path file, long from, long length) throws IOException {
    if (!AVAILABLE) {
      return;
    }
    try {
      int descriptor = open(file.toString(), OPEN_TO_WRITE_AND_CLOSE_ON_EXEC);
      try {
        allocate(descriptor, from, length);
      } finally {
        close(descriptor);
      }
    } catch (LastErrorException e) {
      throw new IOException("No room for " + length + " bytes more: " + e.getMessage(), e);
    }
  }

  private static void allocate(int descriptor, long from, long length) {
    while (true) {
      try {
        fallocate(descriptor, KEEP_LENGTH, from, length);
        return;
      } catch (LastErrorException e) {
        int error = e.getErrorCode();
        if (error == NOT_SUPPORTED || error == NOT_KNOWN) {
          return; // then it is only the pages touched ahead that tell
        }
        if (error != INTERRUPTED) {
          throw e;
        }
      }
    }
  }

  /**
   * Looks whether a new file has room in a directory.
   *
   * @throws IOException if not
   */
  static void requireForAFileIn(Path directory) throws IOException {
    long free = Files.getFileStore(directory).getUsableSpace();
    if (free < OF_A_FILE) {
      throw new IOException("No room for a new file: only " + free + " bytes are free");
    }
  }

  private static native int open(String path, int flags) throws LastErrorException;

  private static native int fallocate(int descriptor, int mode, long from, long length)
      throws LastErrorException;

  private static native int close(int descriptor) throws LastErrorException;
}

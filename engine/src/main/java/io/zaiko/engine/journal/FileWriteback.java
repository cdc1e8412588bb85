package io.zaiko.engine.journal;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Has the system begin to write a part of a file to the device, and does not wait for it ({@code
 * sync_file_range}, Linux). Java can only have all of a file written, and waits. Where there is no
 * such call nothing is done, and the system writes when it thinks best. Stateless.
 */
final class FileWriteback {
  private static final int BEGIN = 2;
  private static final int NOT_KNOWN = 38;
  private static final Function CALL =
      Platform.isLinux() && Platform.is64Bit()
          ? Function.getFunction("c", "sync_file_range", Function.THROW_LAST_ERROR)
          : null;

  /** How writing begins. */
  interface Beginning {
    /**
     * Begins to write a part of a file.
     *
     * @throws IOException if it cannot be
     */
    void begin(Path file, long from, long length) throws IOException;
  }

  private FileWriteback() {}

  /** See {@link Beginning#begin}. Promises nothing about when it is done, or whether it is. */
  static void begin(Path file, long from, long length) throws IOException {
    if (CALL == null) {
      return;
    }
    try {
      int descriptor = FileRoom.openToWrite(file);
      try {
        CALL.invokeInt(new Object[] {descriptor, from, length, BEGIN});
      } finally {
        FileRoom.close(descriptor);
      }
    } catch (LastErrorException e) {
      if (e.getErrorCode() != NOT_KNOWN) {
        throw new IOException("Cannot write " + length + " bytes back: " + e.getMessage(), e);
      }
    }
  }
}

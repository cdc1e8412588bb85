package io.zaiko.systemtests;

import com.sun.jna.Native;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends this process as {@code kill -9} does, from inside: no hook runs, no thread goes on. What was
 * said before is in the pipe to whoever started it.
 */
final class OwnDeath {
  /** How such a process ends: 128 and the signal. */
  static final int EXIT_STATUS = 137;

  private static final int SIGKILL = 9;

  static {
    Native.register("c");
  }

  private OwnDeath() {}

  /** Says a line, then ends. */
  static void die(String lastWords) {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write((lastWords + "\n").getBytes(StandardCharsets.UTF_8));
      kill(getpid(), SIGKILL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("still alive");
  }

  private static native int getpid();

  private static native int kill(int process, int signal);
}

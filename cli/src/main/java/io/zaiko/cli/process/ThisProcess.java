package io.zaiko.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process asks of the system for itself. Stateless, so safe for any thread. */
public final class ThisProcess {
  private static final Path OUT_OF_MEMORY_SCORE = Path.of("/proc/self/oom_score_adj");
  private static final String FIRST = "1000";

  private ThisProcess() {}

  /**
   * Lets the system end this process before any other when memory runs short. Only Linux can be
   * told; elsewhere nothing happens.
   *
   * @throws IOException if the system does not let itself be told
   */
  public static void endFirstWhenMemoryIsShort() throws IOException {
    if (Files.exists(OUT_OF_MEMORY_SCORE)) {
      Files.writeString(OUT_OF_MEMORY_SCORE, FIRST);
    }
  }

  /**
   * Ends this process as soon as its standard input does, so that it does not outlive the process
   * at the other end of that pipe, whatever ends it.
   *
   * @param exitCode to end with
   */
  public static void endWithStandardInput(int exitCode) {
    Thread watch =
        new Thread(
            () -> {
              awaitEndOfInput();
              Runtime.getRuntime().halt(exitCode);
            },
            "zaiko-end-with-input");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything here; only the end counts.
      }
    } catch (IOException e) {
      System.err.println("standard input broke off: " + e.getMessage());
    }
  }
}

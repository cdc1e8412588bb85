package io.zaiko.cli.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes that give way to others, by the programs {@code nice} and {@code ionice}, as far
 * as the system has them and lets them do it. Without any of them a process runs like others.
 * Stateless, so safe for any thread.
 */
public final class LowPriority {
  /**
   * Some 1.5 % of a core that one other thread wants. Short forms of options, which small systems
   * know too.
   */
  private static final List<String> NICEST = List.of("nice", "-n", "19");

  /** Disk accesses after those of others. */
  private static final List<String> DISK_LAST = List.of("ionice", "-c", "3");

  private LowPriority() {}

  /**
   * What to put before a command; nothing where the system has nothing. Each program becomes the
   * next one, so the process id stays that of the command. Found out by trying, in milliseconds.
   *
   * <p>Not the scheduling class for idle time: a process in it gives its core back at each request
   * that comes, tens of thousands of times a second, and hardly gets on.
   */
  public static List<String> prefix() throws InterruptedException {
    List<String> prefix = new ArrayList<>();
    for (List<String> way : List.of(NICEST, DISK_LAST)) {
      if (works(way)) {
        prefix.addAll(way);
      }
    }
    return prefix;
  }

  private static boolean works(List<String> way) throws InterruptedException {
    List<String> command = new ArrayList<>(way);
    command.add("true");
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program here
    }
  }
}

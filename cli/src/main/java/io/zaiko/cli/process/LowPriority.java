package io.zaiko.cli.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes that give way to others, by the programs {@code chrt}, {@code nice} and {@code
 * ionice}, as far as the system has them and lets them do it. Without any of them a process runs
 * like others. Stateless, so safe for any thread.
 */
public final class LowPriority {
  /** The scheduling class for idle time. Short forms of options, which small systems know too. */
  private static final List<String> IDLE = List.of("chrt", "-i", "0");

  /** Of the class of all others the least part: some 1.5 % of a core that somebody else wants. */
  private static final List<String> NICEST = List.of("nice", "-n", "19");

  /** Disk accesses after those of others. */
  private static final List<String> DISK_LAST = List.of("ionice", "-c", "3");

  private LowPriority() {}

  /**
   * What to put before a command that is to run in idle time, so hardly ever where there is none;
   * nothing where the system has nothing. Each program becomes the next one, so the process id
   * stays that of the command. Found out by trying, in milliseconds.
   */
  public static List<String> inIdleTime() throws InterruptedException {
    return prefix(IDLE, NICEST, DISK_LAST);
  }

  /** The same for a command that gets on, if slowly, also where no time is idle. */
  public static List<String> nicest() throws InterruptedException {
    return prefix(NICEST, DISK_LAST);
  }

  @SafeVarargs
  private static List<String> prefix(List<String>... ways) throws InterruptedException {
    List<String> prefix = new ArrayList<>();
    for (List<String> way : ways) {
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

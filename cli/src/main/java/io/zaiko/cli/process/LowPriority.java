package io.zaiko.cli.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes that give way to all others, by the programs {@code chrt}, {@code nice} and
 * {@code ionice}, as far as the system has them and lets them do it: the scheduling class for idle
 * time, and disk accesses after those of others. Without any of them a process runs like others.
 * Stateless, so safe for any thread.
 */
public final class LowPriority {
  /** Short forms of the options, which small systems know too. */
  private static final List<List<String>> WAYS =
      List.of(
          List.of("chrt", "-i", "0"), List.of("nice", "-n", "19"), List.of("ionice", "-c", "3"));

  private LowPriority() {}

  /**
   * What to put before a command; nothing where the system has nothing. Each program becomes the
   * next one, so the process id stays that of the command. Found out by trying, in milliseconds.
   */
  public static List<String> prefix() throws InterruptedException {
    List<String> prefix = new ArrayList<>();
    for (List<String> way : WAYS) {
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

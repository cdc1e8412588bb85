package io.zaiko.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Starts processes that give way to others, by the programs {@code nice}, {@code ionice} and {@code
 * taskset}, as far as the system has them and lets them do it. Without any of them a process runs
 * like others. Stateless, so safe for any thread.
 */
public final class LowPriority {
  /**
   * Some 1.5 % of a core that one other thread wants. Short forms of options, which small systems
   * know too.
   */
  private static final List<String> NICEST = List.of("nice", "-n", "19");

  /** Disk accesses after those of others. */
  private static final List<String> DISK_LAST = List.of("ionice", "-c", "3");

  /** Says which processors this process may run on, as {@code 0-3,8}. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final String PROCESSORS = "Cpus_allowed_list:";

  private LowPriority() {}

  /**
   * What to put before a command; nothing where the system has nothing. Each program becomes the
   * next one, so the process id stays that of the command. Found out by trying, in milliseconds.
   *
   * <p>Not the scheduling class for idle time: a process in it gives its core back at each request
   * that comes, tens of thousands of times a second, and hardly gets on.
   */
  public static List<String> prefix() throws InterruptedException, IOException {
    List<String> prefix = new ArrayList<>();
    for (List<String> way : List.of(NICEST, DISK_LAST, onHalf(processors()))) {
      if (!way.isEmpty() && works(way)) {
        prefix.addAll(way);
      }
    }
    return prefix;
  }

  /**
   * On the last half of some processors: whoever has one keeps it for a turn of milliseconds,
   * whatever its priority, so that those who serve need others to go to.
   */
  static List<String> onHalf(List<Integer> processors) {
    String half =
        processors.stream()
            .skip((processors.size() + 1) / 2)
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    return half.isEmpty() ? List.of() : List.of("taskset", "-c", half);
  }

  private static List<Integer> processors() throws IOException {
    if (!Files.exists(STATUS)) {
      return List.of();
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(PROCESSORS))
        .flatMap(line -> numbers(line.substring(PROCESSORS.length()).strip()))
        .toList();
  }

  /** The numbers of a list as Linux writes it. */
  static Stream<Integer> numbers(String list) {
    return Stream.of(list.split(",", -1))
        .map(range -> range.split("-", 2))
        .flatMapToInt(
            ends ->
                IntStream.rangeClosed(
                    Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
        .boxed();
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

package io.zaiko.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowPriorityTest {
  private static final int NICE_FIELD = 19;
  private static final int POLICY_FIELD = 41;
  private static final String ORDINARY_POLICY = "0";

  @Test
  void shouldRunNicestInTheClassOfAllOthers() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "Linux only");
    List<String> prefix = LowPriority.prefix();
    assumeTrue(prefix.contains("nice"), "the system has it");

    String[] fields = statOf(prefix);

    assertEquals("19", fields[NICE_FIELD - 1]);
    assertEquals(ORDINARY_POLICY, fields[POLICY_FIELD - 1]);
  }

  @Test
  void shouldLeaveHalfOfTheProcessorsToOthers() {
    assertEquals(List.of(), LowPriority.onHalf(List.of()));
    assertEquals(List.of(), LowPriority.onHalf(List.of(0)));
    assertEquals(List.of("taskset", "-c", "1"), LowPriority.onHalf(List.of(0, 1)));
    assertEquals(List.of("taskset", "-c", "7"), LowPriority.onHalf(List.of(2, 3, 7)));
    assertEquals(List.of("taskset", "-c", "3,8"), LowPriority.onHalf(List.of(0, 2, 3, 8)));
  }

  @Test
  void shouldReadListsOfProcessors() {
    assertEquals(List.of(0), LowPriority.numbers("0").toList());
    assertEquals(List.of(0, 1, 2, 3, 8), LowPriority.numbers("0-3,8").toList());
  }

  @Test
  void shouldTieTheProcessToThatHalf() throws Exception {
    List<String> command = new ArrayList<>(LowPriority.prefix());
    assumeTrue(command.contains("taskset"), "the system has it, and two processors");
    command.add("nproc");
    Process process = new ProcessBuilder(command).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals(Runtime.getRuntime().availableProcessors() / 2, Integer.parseInt(said.strip()));
  }

  /** The fields of proc(5), which counts them from 1, of a process that is started so. */
  private static String[] statOf(List<String> prefix) throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("cat", "/proc/self/stat"));

    Process process = new ProcessBuilder(command).start();
    String stat = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor());
    return stat.split(" ", -1);
  }
}

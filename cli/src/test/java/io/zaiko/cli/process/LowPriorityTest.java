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
  private static final String IDLE_POLICY = "5";

  @Test
  void shouldRunInTheClassForIdleTimeAndNicest() throws Exception {
    List<String> prefix = LowPriority.prefix();
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "Linux only");
    assumeTrue(prefix.contains("chrt") && prefix.contains("nice"), "both are here");
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("cat", "/proc/self/stat"));

    Process process = new ProcessBuilder(command).start();
    String stat = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor());
    String[] fields = stat.split(" ", -1); // proc(5) counts them from 1
    assertEquals("19", fields[NICE_FIELD - 1]);
    assertEquals(IDLE_POLICY, fields[POLICY_FIELD - 1]);
  }
}
